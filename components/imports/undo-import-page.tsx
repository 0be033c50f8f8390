import { Button } from '@/components/govuk/button'
import { WarningText } from '@/components/govuk/warning-text'
import { importPath, type ImportLine } from '@/lib/imports/import'
import { count, showMoment } from '@/lib/wording/london-time'

/** Asks once more before an import is undone. */
export function UndoImportPage({ line }: { line: ImportLine }) {
  return (
    <>
      <span className="govuk-caption-l">Past referrals</span>
      <h1 className="govuk-heading-l">Undo this import?</h1>
      <WarningText>
        {`${count(line.goodCount, 'past referral')}, uploaded on ${showMoment(line.uploadedAt)}, will be taken out of the figures.`}
      </WarningText>
      <form method="post" noValidate>
        <Button variant="warning" preventDoubleClick>
          Undo this import
        </Button>
      </form>
      <p className="govuk-body">
        <a className="govuk-link" href={importPath(line.id)}>
          Keep it
        </a>
      </p>
    </>
  )
}
