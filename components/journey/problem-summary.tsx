import { ErrorSummary } from '@/components/govuk/error-summary'
import type { Problem } from '@/lib/journey/journey'
import type { Question } from '@/lib/journey/question'

/** The id of the control that a problem is about. */
export const controlOf = ({ question, part }: Problem, kind: Question['kind'] | undefined) =>
  kind === 'date' ? `${question}-${part ?? 'day'}` : question

/** Everything that is wrong on a page, each line leading to its field. */
export function ProblemSummary({
  problems,
  questions,
}: {
  problems: readonly Problem[]
  questions: Readonly<Record<string, Question>>
}) {
  if (problems.length === 0) return null
  return (
    <ErrorSummary
      errors={problems.map((problem) => ({
        text: problem.message,
        href: `#${controlOf(problem, questions[problem.question]?.kind)}` as const,
      }))}
    />
  )
}
