import { ErrorSummary } from '@/components/govuk/error-summary'
import { ReportPicker } from '@/components/outcomes/report-picker'
import { controlOf } from '@/components/journey/problem-summary'
import type { Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import type { ReportAudience } from '@/lib/outcomes/report'

export interface WrongReportPageProps {
  problems: readonly Problem[]
  typed: RawAnswers
  audience: ReportAudience
  today: string
}

/** What is wrong with the time that was asked for, beside what was typed, and where to choose another. */
export function WrongReportPage({ problems, ...picker }: WrongReportPageProps) {
  return (
    <>
      <ErrorSummary
        errors={problems.map((problem) => ({
          text: problem.message,
          href: `#${problem.question === 'audience' ? 'time' : controlOf(problem, 'date')}` as const,
        }))}
      />
      <h1 className="govuk-heading-l">Which report do you want to see?</h1>
      <ReportPicker {...picker} problems={problems} />
    </>
  )
}
