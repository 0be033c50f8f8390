import { Button } from '@/components/govuk/button'
import { Checkboxes } from '@/components/govuk/checkboxes'
import { ErrorSummary } from '@/components/govuk/error-summary'
import { InsetText } from '@/components/govuk/inset-text'
import { SummaryList } from '@/components/govuk/summary-list'
import { Table } from '@/components/govuk/table'
import { importPath, type ImportPreview } from '@/lib/imports/import'
import { inWords } from '@/lib/imports/in-words'
import type { CellProblem, GoodRow } from '@/lib/imports/past-referrals'
import { count, showMoment } from '@/lib/wording/london-time'

/** How many rows, and how many mistakes, the page shows. The report has all. */
const shown = { rows: 10, problems: 50 } as const

const leaveOutAsk = 'Select “Leave out the rows with mistakes”, or upload the spreadsheet again'

/** What was read of a spreadsheet, before anything is saved. */
export function PreviewPage({ preview, asked }: { preview: ImportPreview; asked?: boolean }) {
  const { sheet, rowCount, expiresAt } = preview
  const good = sheet.good.length
  const wrong = rowCount - good
  const error = asked && good > 0 ? leaveOutAsk : undefined
  return (
    <>
      {error && <ErrorSummary errors={[{ text: error, href: '#leaveOut' }]} />}
      <span className="govuk-caption-l">Past referrals</span>
      <h1 className="govuk-heading-l">Check what was read</h1>
      <InsetText>
        Nothing is saved yet. What was read waits for you until {showMoment(expiresAt)}.
      </InsetText>
      <SummaryList
        rows={[
          { key: 'Rows', value: rowCount.toLocaleString('en-GB') },
          { key: 'Without mistakes', value: good.toLocaleString('en-GB') },
          { key: 'With mistakes', value: wrong.toLocaleString('en-GB') },
          {
            key: 'Columns that were read',
            value: sheet.taken.map(({ letter, heading }) => `${letter}: ${heading}`).join(', '),
          },
          {
            key: 'Columns that are not kept',
            value: sheet.leftOut.length > 0 ? sheet.leftOut.join(', ') : 'None',
          },
        ]}
      />
      {wrong > 0 && <Problems id={preview.id} problems={sheet.problems} />}
      {good > 0 && <FirstRows good={sheet.good} />}
      {good > 0 ? (
        <form method="post" noValidate>
          {wrong > 0 && (
            <Checkboxes
              name="leaveOut"
              legend={`${count(wrong, 'row has', 'rows have')} mistakes`}
              error={error}
              items={[{ value: 'yes', label: 'Leave out the rows with mistakes' }]}
            />
          )}
          <Button preventDoubleClick>Import {count(good, 'past referral')}</Button>
        </form>
      ) : (
        <p className="govuk-body">No row can be imported.</p>
      )}
      <p className="govuk-body">
        <a className="govuk-link" href="/imports/new">
          Upload another spreadsheet
        </a>
      </p>
    </>
  )
}

function Problems({ id, problems }: { id: string; problems: readonly CellProblem[] }) {
  return (
    <>
      <h2 className="govuk-heading-m">Mistakes</h2>
      <p className="govuk-body">
        {problems.length > shown.problems && `These are the first ${shown.problems}. `}
        <a className="govuk-link" href={`${importPath(id)}/problems`} download>
          Download the report of mistakes (CSV)
        </a>
      </p>
      <Table
        stacked
        firstCellIsHeader
        head={['Cell', 'Column', 'What is wrong'].map((content) => ({ content }))}
        rows={problems
          .slice(0, shown.problems)
          .map(({ cell, heading, message }) => [
            { content: cell },
            { content: heading },
            { content: message },
          ])}
      />
    </>
  )
}

function FirstRows({ good }: { good: readonly GoodRow[] }) {
  const rows = good.slice(0, shown.rows).map(({ row, referral }) => ({
    Row: String(row),
    ...inWords(referral),
  }))
  return (
    <Table
      stacked
      firstCellIsHeader
      caption={rows.length === 1 ? 'What was read' : `The first ${rows.length} rows that were read`}
      captionSize="m"
      head={Object.keys(rows[0] ?? {}).map((content) => ({ content }))}
      rows={rows.map((row) => Object.values(row).map((content) => ({ content })))}
    />
  )
}
