import { Button } from '@/components/govuk/button'
import { reportPath, type ReportChoice } from '@/lib/outcomes/report-choice'
import { reportFormats } from '@/lib/outcomes/report-formats'

/** A report as files: the PDF in one click, and beside it the workbooks. */
export function ReportFiles({ choice }: { choice: ReportChoice }) {
  const { pdf, ods, xlsx } = reportFormats
  return (
    <div className="govuk-button-group">
      <Button href={reportPath(choice, 'pdf')}>Download the report ({pdf.label})</Button>
      <Button href={reportPath(choice, 'ods')} variant="secondary">
        {ods.label}
      </Button>
      <Button href={reportPath(choice, 'xlsx')} variant="secondary">
        {xlsx.label}
      </Button>
    </div>
  )
}
