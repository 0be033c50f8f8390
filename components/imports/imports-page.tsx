import { Button } from '@/components/govuk/button'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import { Table } from '@/components/govuk/table'
import { importPath, type ImportLine } from '@/lib/imports/import'
import { limits } from '@/lib/imports/limits'
import { sheetForms } from '@/lib/imports/refused'
import { count, showMoment } from '@/lib/wording/london-time'

const stateOf = ({ acceptedAt, undoneAt, expiresAt }: ImportLine) => {
  if (undoneAt) return `Undone on ${showMoment(undoneAt)}`
  if (acceptedAt) return `Imported on ${showMoment(acceptedAt)}`
  return `Waits for you to accept it, until ${showMoment(expiresAt)}`
}

/** The spreadsheets of past referrals that were imported, or wait to be. */
export function ImportsPage({
  imports,
  undone,
}: {
  imports: readonly ImportLine[]
  /** How many past referrals were just taken out. */
  undone?: number
}) {
  return (
    <>
      {undone !== undefined && (
        <NotificationBanner type="success">
          {`The import was undone. ${count(undone, 'past referral')} taken out.`}
        </NotificationBanner>
      )}
      <h1 className="govuk-heading-l">Past referrals</h1>
      <p className="govuk-body">
        Import a list of referrals from before this service, so that figures can go back further. No
        names are kept, and nothing is saved before you have looked at it. An import can be undone
        for {limits.undo} days.
      </p>
      <Button href="/imports/new">Import a spreadsheet</Button>
      {imports.length === 0 ? (
        <p className="govuk-body">Nothing was imported yet.</p>
      ) : (
        <Table
          stacked
          firstCellIsHeader
          caption="Imports"
          captionSize="m"
          head={['Uploaded', 'Spreadsheet', 'State', 'Next'].map((content) => ({ content }))}
          rows={imports.map((one) => [
            { content: showMoment(one.uploadedAt) },
            {
              content: `${sheetForms[one.form]}, ${count(one.rowCount, 'row')}, ${one.goodCount.toLocaleString('en-GB')} without mistakes`,
            },
            { content: stateOf(one) },
            {
              content: (
                <a className="govuk-link" href={importPath(one.id)}>
                  {one.acceptedAt ? 'See it' : 'Look through it'}
                  <span className="govuk-visually-hidden">
                    : uploaded on {showMoment(one.uploadedAt)}
                  </span>
                </a>
              ),
            },
          ])}
        />
      )}
    </>
  )
}
