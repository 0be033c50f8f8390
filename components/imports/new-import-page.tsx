import { Button } from '@/components/govuk/button'
import { Details } from '@/components/govuk/details'
import { ErrorSummary } from '@/components/govuk/error-summary'
import { FileUpload } from '@/components/govuk/file-upload'
import { Table } from '@/components/govuk/table'
import { allColumns } from '@/lib/imports/columns'
import { limits } from '@/lib/imports/limits'
import { acceptedNames, refused, type Refused } from '@/lib/imports/refused'

export interface NewImportPageProps {
  refused?: Refused
  /** The columns that the spreadsheet has not. */
  needs?: readonly string[]
}

/** Where a spreadsheet of past referrals is uploaded, with the columns that are read. */
export function NewImportPage({ refused: reason, needs = [] }: NewImportPageProps) {
  const error =
    reason &&
    (needs.length > 0
      ? `The selected file must have these columns too: ${needs.join(', ')}`
      : refused[reason])
  return (
    <>
      {error && <ErrorSummary errors={[{ text: error, href: '#file' }]} />}
      <span className="govuk-caption-l">Past referrals</span>
      <h1 className="govuk-heading-l">Import a spreadsheet</h1>
      <p className="govuk-body">
        Put one referral in each row. You will see what was read, and every mistake with its cell,
        before anything is saved. Take names and other details of people out first: we do not look
        at columns that we do not know, but it is safer not to send them.
      </p>
      <p className="govuk-body">
        <a className="govuk-link" href="/imports/template" download>
          Download a template to fill in (CSV)
        </a>
      </p>
      <form method="post" encType="multipart/form-data" noValidate>
        <FileUpload
          name="file"
          label="Spreadsheet"
          labelSize="s"
          hint={`CSV, ODS or XLSX, 5 MB or smaller, with up to ${limits.rows.toLocaleString('en-GB')} rows. Only its first sheet is read.`}
          accept={acceptedNames}
          error={error}
        />
        <Button preventDoubleClick>Read it</Button>
      </form>
      <Details summary="The columns that are read">
        <Table
          stacked
          firstCellIsHeader
          head={['Column', 'What may stand in it', 'Also known as'].map((content) => ({ content }))}
          rows={allColumns.map(({ heading, says, knownAs, whenEmpty }) => [
            { content: 'wrong' in whenEmpty ? `${heading} (needed)` : heading },
            { content: says },
            { content: knownAs.join(', ') },
          ])}
        />
      </Details>
    </>
  )
}
