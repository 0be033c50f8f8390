import type { ReactNode } from 'react'
import { Checkboxes } from '@/components/govuk/checkboxes'
import { QuestionField } from '@/components/question/question-field'
import { confirmedId, type Problem, type Step } from '@/lib/journey/journey'
import type { Question, RawAnswers } from '@/lib/journey/question'

export interface StepQuestionsProps {
  step: Step<string, never>
  questions: Readonly<Record<string, Question>>
  /** The questions that are asked now. Those under an option are drawn with it, asked or not. */
  asked: readonly string[]
  typed: RawAnswers
  problems: readonly Problem[]
  today: string
}

/** The questions of a step, those that belong under an option inside it. */
export function StepQuestions({
  step,
  questions,
  asked,
  typed,
  problems,
  today,
}: StepQuestionsProps) {
  const under = step.questions.flatMap((placed) =>
    typeof placed === 'object' && 'under' in placed ? [placed] : [],
  )
  const draw = (id: string): ReactNode => {
    const question = questions[id]
    if (!question) return null
    const problem = problems.find((candidate) => candidate.question === id)
    const reveals: Record<string, ReactNode[]> = {}
    for (const placed of under)
      if (placed.under[0] === id) (reveals[placed.under[1]] ??= []).push(draw(placed.question))
    return (
      <div key={id}>
        <QuestionField
          id={id}
          question={question}
          typed={typed[id] ?? ''}
          asHeading={question.ask === step.title}
          error={problem?.message}
          wrongPart={problem?.part}
          today={today}
          reveals={reveals}
        />
        {problem?.confirm && (
          <Checkboxes
            name={confirmedId}
            id={`${confirmedId}-${problem.confirm}`}
            legend="Is this right?"
            legendSize="s"
            items={[{ value: problem.confirm, label: 'Yes, this is right' }]}
          />
        )}
      </div>
    )
  }
  const confirmed = [typed[confirmedId] ?? []].flat()
  return (
    <>
      {step.questions.map((placed) => {
        const id = typeof placed === 'string' ? placed : placed.question
        const isUnder = typeof placed === 'object' && 'under' in placed
        return isUnder || !asked.includes(id) ? null : draw(id)
      })}
      {step.checks
        ?.filter(({ id }) => confirmed.includes(id))
        .map(({ id }) => (
          <input key={id} type="hidden" name={confirmedId} value={id} />
        ))}
    </>
  )
}
