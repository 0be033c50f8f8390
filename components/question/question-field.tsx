import type { ReactNode } from 'react'
import { CharacterCount } from '@/components/govuk/character-count'
import { Checkboxes } from '@/components/govuk/checkboxes'
import type { ChoiceOption } from '@/components/govuk/choice'
import { DateInput, type DatePart } from '@/components/govuk/date-input'
import { Input } from '@/components/govuk/input'
import { Radios } from '@/components/govuk/radios'
import { Select } from '@/components/govuk/select'
import { Textarea } from '@/components/govuk/textarea'
import { labelOf, many, one, type Kind, type Question, type Raw } from '@/lib/journey/question'

export interface QuestionFieldProps {
  id: string
  question: Question
  typed: Raw
  /** The question is the page's heading. */
  asHeading?: boolean
  error?: string
  wrongPart?: string
  /** The day on which options are offered, as an ISO date. */
  today: string
  /** Questions that belong under an option. */
  reveals?: Readonly<Record<string, ReactNode>>
}

const isOffered = (option: NonNullable<Question['options']>[string], today: string) =>
  typeof option === 'string' ||
  ((option.from ?? '') <= today && today <= (option.until ?? '9999-12-31'))

const choicesOf = ({ question, today, reveals }: QuestionFieldProps) =>
  Object.entries(question.options ?? {})
    .filter(([, option]) => isOffered(option, today))
    .map(([value, option]): ChoiceOption & { label: string } => ({
      value,
      label: labelOf(option),
      hint: typeof option === 'object' ? option.hint : undefined,
      conditional: reveals?.[value],
      exclusive: question.exclusive === value,
    }))

/** A longer list of choices is drawn as a list to open. */
const mostRadios = 15

/** What a browser may fill in: the referrer's own details, never those of the person. */
const autoCompleteOf = ({ about, autocomplete }: Question) =>
  about === 'referrer' ? autocomplete : 'off'

const fields: Readonly<Record<Kind, (props: QuestionFieldProps) => ReactNode>> = {
  'one-of': (props) => {
    const items = choicesOf(props)
    if (items.length > mostRadios)
      return <Select {...line(props)} items={[{ value: '', label: 'Select one' }, ...items]} />
    return (
      <Radios
        {...group(props)}
        items={items}
        value={one(props.typed)}
        inline={props.question.inline && items.every(({ conditional }) => !conditional)}
      />
    )
  },
  'any-of': (props) => (
    <Checkboxes {...group(props)} items={choicesOf(props)} values={many(props.typed)} />
  ),
  date: (props) => {
    const [day = '', month = '', year = ''] = many(props.typed)
    return (
      <DateInput
        {...group(props)}
        values={{ day, month, year }}
        wrong={props.wrongPart ? [props.wrongPart as DatePart] : undefined}
        autoComplete="off"
      />
    )
  },
  text: (props) => <Input {...line(props)} spellCheck={false} />,
  email: (props) => <Input {...line(props)} type="email" spellCheck={false} />,
  phone: (props) => <Input {...line(props)} type="tel" width={20} />,
  'whole-number': (props) => <Input {...line(props)} inputMode="numeric" width={3} />,
  'long-text': (props) =>
    (props.question.limit ?? 0) > 2_000 ? (
      <CharacterCount
        {...line(props)}
        maxLength={props.question.limit ?? 0}
        threshold={75}
        rows={8}
      />
    ) : (
      <Textarea {...line(props)} rows={3} />
    ),
}

const optional = (question: Question) => (question.missing === undefined ? ' (optional)' : '')

const group = ({ id, question, asHeading, error }: QuestionFieldProps) => ({
  name: id,
  legend: question.ask + (asHeading ? '' : optional(question)),
  legendAsHeading: asHeading,
  legendSize: asHeading ? ('l' as const) : ('s' as const),
  hint: question.hint,
  error,
})

const line = ({ id, question, asHeading, error, typed }: QuestionFieldProps) => ({
  name: id,
  label: question.ask + (asHeading ? '' : optional(question)),
  labelAsHeading: asHeading,
  labelSize: asHeading ? ('l' as const) : ('s' as const),
  hint: question.hint,
  error,
  value: one(typed),
  autoComplete: autoCompleteOf(question),
})

/** Draws a question as its kind is drawn, with what was typed, right or wrong. */
export function QuestionField(props: QuestionFieldProps) {
  return fields[props.question.kind](props)
}
