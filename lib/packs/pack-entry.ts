import { showDate } from '@/lib/journey/partial-date'
import type { Question } from '@/lib/journey/question'
import { allQuestions } from '@/lib/referral/all-questions'
import type { Filled, Filling } from './filling'
import type { Form, FormField } from './nrm-form'
import { piecesOf } from './pieces'

export const entryStates = ['filled', 'gap', 'too_long', 'placeholder'] as const
export type EntryState = (typeof entryStates)[number]

/** One field of the form, as the First Responder finds and fills it. */
export interface PackEntry {
  readonly page: string
  readonly field: string
  readonly label: string
  readonly required: boolean
  readonly state: EntryState
  /** What to type, or the words of the option to choose. */
  readonly value?: string
  /** The same as the form stores it. */
  readonly stored?: string | readonly string[]
  /** Where it is too long: pieces that fit, of which the first goes into the field. */
  readonly pieces?: readonly string[]
  /** Ids of the questions that it comes from. */
  readonly from: readonly string[]
  readonly note?: string
  /** On a gap: what was answered, where the form has nothing like it. Never where they stay unnamed. */
  readonly answered?: string
  /** On a gap: the form's own words for “not known”, where it has some. */
  readonly orElse?: string
  /** It holds what somebody typed, and goes out without a name: a person reads it first. */
  readonly mustBeRead: boolean
}

/** The words beside a checkbox that stands alone. */
export const ticks: Readonly<Record<string, string>> = {
  true: 'Tick',
  false: 'Leave without a tick',
}

/** The options of a field by stored value; undefined where anything may be typed, or nobody knows. */
export const optionsOf = (
  form: Form,
  { type, options, list }: FormField,
): Readonly<Record<string, string>> | undefined => {
  if (type === 'checkbox') return ticks
  const listed = list && form.lists[list]
  return options ?? (listed && Object.fromEntries(listed.map((name) => [name, name])))
}

/** The stored value by which a field says that something is not known, where it has one. */
export const notKnownOf = (form: Form, { options, list }: FormField) =>
  form.notKnown.find((value) =>
    list ? form.lists[list]?.includes(value) : options && Object.hasOwn(options, value),
  )

const wordsOf = (field: FormField, value: string) => {
  if (field.type === 'checkbox') return ticks[value] ?? value
  if (field.type === 'input-date') {
    const [year, month, day] = value.split('-').map(Number)
    return showDate({ day, month, year })
  }
  return field.options?.[value] ?? value
}

const questions: Readonly<Record<string, Question>> = allQuestions
const takesText = ({ type }: FormField) => type === 'input-text' || type === 'textarea'
const isTyped = (id: string) => ['text', 'long-text'].includes(questions[id]?.kind ?? '')

/** The entry of a field from what fills it. */
export const entryOf = (
  form: Form,
  page: string,
  field: FormField,
  { from }: Pick<Filling, 'from'>,
  { value, note, answered, isPlaceholder }: Filled,
  isUnnamed: boolean,
): PackEntry => {
  const ids = typeof from === 'string' ? [] : from
  const isEmpty = value === undefined || value.length === 0
  const words = isEmpty
    ? undefined
    : [value]
        .flat()
        .map((one) => wordsOf(field, one))
        .join(', ')
  const isTooLong = field.limit !== undefined && (words?.length ?? 0) > field.limit
  const notKnown = notKnownOf(form, field)
  const required = field.required ?? field.group !== undefined
  return {
    page,
    field: field.id,
    label: field.label,
    required,
    state: isEmpty ? 'gap' : isTooLong ? 'too_long' : isPlaceholder ? 'placeholder' : 'filled',
    ...(!isEmpty && { value: words, stored: value }),
    ...(isTooLong && words !== undefined && { pieces: piecesOf(words, field.limit) }),
    from: ids,
    ...(note !== undefined && { note }),
    ...(answered !== undefined && !isUnnamed && { answered }),
    ...(isEmpty && required && notKnown !== undefined && { orElse: wordsOf(field, notKnown) }),
    mustBeRead: isUnnamed && !isEmpty && ids.some(isTyped) && takesText(field),
  }
}

/** Whether the form's own words for a field say already that it may be left out. */
export const saysOptional = (label: string) => label.endsWith('(optional)')
