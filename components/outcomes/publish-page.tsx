import { Button } from '@/components/govuk/button'
import { Table } from '@/components/govuk/table'
import { WarningText } from '@/components/govuk/warning-text'
import { showNumber, type Shown } from '@/lib/outcomes/chart'
import { dimensions, labelOf } from '@/lib/outcomes/dimensions'
import { showPeriod, type Period } from '@/lib/outcomes/period'
import { quartersOf, type Draft, type Publishing } from '@/lib/outcomes/publication'
import { hiddenCount, insideAll, linesOf } from '@/lib/outcomes/published-numbers'
import { publishedTables, type PublishedTable } from '@/lib/outcomes/published-tables'
import { reportPath } from '@/lib/outcomes/report-choice'
import { count, showMoment } from '@/lib/wording/london-time'

interface Row {
  readonly label: string
  readonly inside: number
  readonly published: Shown | undefined
}

function BesideTable({ caption, of, rows }: { caption: string; of: string; rows: readonly Row[] }) {
  return (
    <Table
      caption={caption}
      captionSize="m"
      firstCellIsHeader
      head={[
        { content: of },
        { content: 'Inside', numeric: true },
        { content: 'Published', numeric: true },
      ]}
      rows={rows.map(({ label, inside, published }) => [
        { content: label },
        { content: showNumber(inside), numeric: true },
        { content: published === undefined ? 'Left out' : showNumber(published), numeric: true },
      ])}
    />
  )
}

const rowsOf = (table: PublishedTable, { quarters, numbers }: Draft): readonly Row[] => {
  const lines = numbers.tables.find(({ figure }) => figure === table.figure)?.lines
  const there = linesOf(table, quarters).filter(([, inside]) => inside > 0)
  return there.map(([code, inside]) => ({
    label: labelOf(table.by, code),
    inside,
    published: lines?.find(([one]) => one === code)?.[1],
  }))
}

function AllTable({ period, quarters, numbers }: Draft) {
  const inside = quarters.map(insideAll)
  const own = { label: showPeriod(period), inside: inside.reduce((all, one) => all + one, 0) }
  const times = numbers.quarters.length > 0 ? quartersOf(period) : []
  return (
    <BesideTable
      caption="Referrals"
      of="Time"
      rows={[
        ...times.map((time, place) => ({
          label: showPeriod(time),
          inside: inside[place] ?? 0,
          published: numbers.quarters[place],
        })),
        { ...own, published: numbers.all },
      ]}
    />
  )
}

function DraftPart({ draft }: { draft: Draft }) {
  const { period, asOf, numbers, seen } = draft
  const isYear = numbers.quarters.length > 0
  return (
    <>
      <p className="govuk-body">
        These are the numbers up to {showMoment(asOf)}.{' '}
        {`${count(hiddenCount(numbers), 'number')} will be hidden and shown as [c].`} Numbers from 1
        to 4 are hidden, and others from which somebody could work them out.
      </p>
      {!isYear && (
        <p className="govuk-body">
          Of a quarter the number of referrals alone is published. Tables are of whole years,
          because a year and its quarters could be taken from one another.
        </p>
      )}
      <AllTable {...draft} />
      {isYear &&
        publishedTables.map((table) => (
          <BesideTable
            key={table.figure}
            caption={table.title}
            of={dimensions[table.by].label}
            rows={rowsOf(table, draft)}
          />
        ))}
      <WarningText>
        What is published cannot be changed or taken back. Publish it only when the numbers of{' '}
        {showPeriod(period)} are complete.
      </WarningText>
      <form method="post" noValidate>
        <input type="hidden" name="from" value={period.from} />
        <input type="hidden" name="until" value={period.until} />
        <input type="hidden" name="seen" value={seen} />
        <Button preventDoubleClick>{`Publish ${showPeriod(period)}`}</Button>
      </form>
    </>
  )
}

const headingOf = (period: Period, publishing: Publishing) => {
  const time = showPeriod(period)
  if ('because' in publishing) return `${time} cannot be published now`
  return 'published' in publishing ? `${time} was published` : `Publish ${time}`
}

/** What would be published of a time, beside the numbers inside, or why nothing can be. */
export function PublishPage({ period, publishing }: { period: Period; publishing: Publishing }) {
  return (
    <>
      <span className="govuk-caption-l">Figures for everybody</span>
      <h1 className="govuk-heading-l">{headingOf(period, publishing)}</h1>
      {'because' in publishing && (
        <p className="govuk-body">
          {publishing.because}{' '}
          <a className="govuk-link" href="/report/published">
            See what can be published
          </a>
        </p>
      )}
      {'published' in publishing && (
        <p className="govuk-body">
          It was published on {showMoment(publishing.published.publishedAt)}, and does not change
          any more.{' '}
          <a className="govuk-link" href={reportPath({ period, audience: 'published' })}>
            Open the published report
          </a>
        </p>
      )}
      {'draft' in publishing && <DraftPart draft={publishing.draft} />}
    </>
  )
}
