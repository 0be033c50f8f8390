import type { ReactNode } from 'react'
import { Button } from '@/components/govuk/button'
import { ProblemSummary } from '@/components/journey/problem-summary'
import { StepQuestions } from '@/components/journey/step-questions'
import type { Problem, Stop } from '@/lib/journey/journey'
import type { Question, RawAnswers } from '@/lib/journey/question'
import { isoDay } from '@/lib/wording/london-time'

export interface StepPageProps {
  stop: Stop
  questions: Readonly<Record<string, Question>>
  answers: object
  typed: RawAnswers
  problems: readonly Problem[]
  caption: string
  button?: string
  /** Saves what was typed, right or wrong: our script posts it before a session ends. */
  isDraft?: boolean
  /** What stands between what it says and the questions. */
  children?: ReactNode
  now: Date
}

/** One step of a form: its heading, what it says, its questions and one button. */
export function StepPage(props: StepPageProps) {
  const { stop, questions, answers, typed, problems, caption, button = 'Continue', now } = props
  const { step } = stop
  const hasHeading = stop.questions.some((id) => questions[id]?.ask === step.title)
  const says = step.says?.(answers as never) ?? []
  return (
    <>
      <ProblemSummary problems={problems} questions={questions} />
      <form method="post" noValidate data-draft={props.isDraft || undefined}>
        <span className="govuk-caption-l">{caption}</span>
        {!hasHeading && <h1 className="govuk-heading-l">{step.title}</h1>}
        {says.map((paragraph) => (
          <p key={paragraph} className="govuk-body">
            {paragraph}
          </p>
        ))}
        {props.children}
        <StepQuestions
          step={step}
          questions={questions}
          asked={stop.questions}
          typed={typed}
          problems={problems}
          today={isoDay(now)}
        />
        <Button preventDoubleClick>{button}</Button>
      </form>
    </>
  )
}
