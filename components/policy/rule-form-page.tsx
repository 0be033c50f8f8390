import type { ReactNode } from 'react'
import { Button } from '@/components/govuk/button'
import { Checkboxes } from '@/components/govuk/checkboxes'
import { ErrorMessage } from '@/components/govuk/error-message'
import { Fieldset } from '@/components/govuk/fieldset'
import { FormGroup } from '@/components/govuk/form-group'
import { Hint } from '@/components/govuk/hint'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import { ProblemSummary } from '@/components/journey/problem-summary'
import { QuestionField } from '@/components/question/question-field'
import type { Catalogue, Journey, Problem } from '@/lib/journey/journey'
import { labelOf, many, type Question, type RawAnswers } from '@/lib/journey/question'
import { predicateGroups, predicateWords } from '@/lib/routing/predicate-words'
import { isoDay } from '@/lib/wording/london-time'

const meanwhileInWords = {
  changed:
    'Somebody else changed this draft first. Nothing was saved. Check what you typed, then save it again.',
  closed:
    'Somebody proposed or withdrew this draft first. Nothing was saved, and it cannot be changed any more. What you typed is below, so that you can copy it into another draft.',
  removed:
    'Somebody took this rule out of the draft first. Nothing was saved. What you typed is below, so that you can copy it into a new rule.',
} as const

export interface RuleFormPageProps<C extends Catalogue> {
  journey: Journey<C>
  typed: RawAnswers
  problems?: readonly Problem[]
  /** The draft that the rule is in. */
  caption: string
  button: string
  /** As the draft stood when the form was drawn. */
  version: number
  /** What somebody did with the draft meanwhile, so that nothing was saved. */
  meanwhile?: keyof typeof meanwhileInWords
  /** What else can be done with the rule. */
  children?: ReactNode
  now: Date
}

const namesIn = (group: string) =>
  Object.entries(predicateWords)
    .filter(([, words]) => words.group === group)
    .map(([name]) => name)

/** What a rule can ask, under headings: the list is too long to read as one. */
function WhenField({
  question: { ask, hint, options = {} },
  typed,
  error,
}: {
  question: Question
  typed: readonly string[]
  error: string | undefined
}) {
  const itemOf = (name: string) => {
    const option = options[name]
    const more = typeof option === 'object' ? option.hint : undefined
    return { value: name, label: labelOf(option), hint: more }
  }
  return (
    <FormGroup error={error}>
      <Fieldset
        legend={ask}
        legendSize="m"
        describedBy={error ? 'when-hint when-error' : 'when-hint'}
      >
        <Hint id="when-hint">{hint}</Hint>
        {error && <ErrorMessage id="when-error">{error}</ErrorMessage>}
        {Object.entries(predicateGroups).map(([group, title], index) => (
          <Checkboxes
            key={group}
            small
            name="when"
            id={index === 0 ? 'when' : `when-${group}`}
            legend={title}
            legendSize="s"
            items={namesIn(group).map(itemOf)}
            values={typed}
          />
        ))}
      </Fieldset>
    </FormGroup>
  )
}

/** The form of one rule: when it applies, what it asks for, why, and where it comes from. */
export function RuleFormPage<C extends Catalogue>(props: RuleFormPageProps<C>) {
  const { journey, typed, problems = [], caption, button, version, meanwhile, now } = props
  const isOver = meanwhile !== undefined && meanwhile !== 'changed'
  const [step] = journey.steps
  const questions: Catalogue = journey.questions
  return (
    <>
      <ProblemSummary problems={problems} questions={questions} />
      {meanwhile && (
        <NotificationBanner role="alert">{meanwhileInWords[meanwhile]}</NotificationBanner>
      )}
      <span className="govuk-caption-l">{caption}</span>
      <h1 className="govuk-heading-l">{step?.title}</h1>
      <form method="post" noValidate>
        <input type="hidden" name="version" value={version} />
        {Object.entries(questions).map(([id, question]) => {
          const problem = problems.find((one) => one.question === id)
          const given = typed[id] ?? ''
          return id === 'when' ? (
            <WhenField key={id} question={question} typed={many(given)} error={problem?.message} />
          ) : (
            <QuestionField
              key={id}
              id={id}
              question={question}
              typed={given}
              error={problem?.message}
              today={isoDay(now)}
            />
          )
        })}
        {isOver || <Button preventDoubleClick>{button}</Button>}
      </form>
      {isOver || props.children}
    </>
  )
}
