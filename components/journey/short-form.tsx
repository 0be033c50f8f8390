import type { ReactNode } from 'react'
import { Button } from '@/components/govuk/button'
import { ProblemSummary } from '@/components/journey/problem-summary'
import { StepQuestions } from '@/components/journey/step-questions'
import { walk, type Catalogue, type Journey, type Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { isoDay, londonDay } from '@/lib/wording/london-time'

export interface ShortFormProps<C extends Catalogue> {
  journey: Journey<C>
  typed?: RawAnswers
  problems?: readonly Problem[]
  caption: string
  button: string
  /** Draws the button as one of a harmful act. */
  warning?: boolean
  /** Sent along unseen: the version of what is changed, where to go on. */
  hidden?: Readonly<Record<string, string | number>>
  /** Where the form is posted; the page itself, where it is not said. */
  action?: string
  /** What stands between the heading and the questions. */
  children?: ReactNode
  now: Date
}

/** A form of one step: its heading, its questions and one button. */
export function ShortForm<C extends Catalogue>({
  journey,
  typed = {},
  problems = [],
  caption,
  button,
  warning,
  hidden = {},
  action,
  children,
  now,
}: ShortFormProps<C>) {
  const { stops, answers } = walk(journey, typed, { today: londonDay(now) })
  const [stop] = stops
  if (!stop) return null
  return (
    <>
      <ProblemSummary problems={problems} questions={journey.questions} />
      <form method="post" action={action} noValidate>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <span className="govuk-caption-l">{caption}</span>
        <h1 className="govuk-heading-l">{stop.step.title}</h1>
        {stop.step.says?.(answers as never).map((paragraph) => (
          <p key={paragraph} className="govuk-body">
            {paragraph}
          </p>
        ))}
        {children}
        <StepQuestions
          step={stop.step}
          questions={journey.questions}
          asked={stop.questions}
          typed={typed}
          problems={problems}
          today={isoDay(now)}
        />
        <Button preventDoubleClick variant={warning ? 'warning' : undefined}>
          {button}
        </Button>
      </form>
    </>
  )
}
