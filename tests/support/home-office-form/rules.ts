import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { choicesOf, steps, type ImitatedField, type ImitatedStep } from './fields'

/** What was entered so far, as the form keeps it. */
export type Entered = Readonly<Record<string, string | readonly string[]>>
/** What a browser posts. */
export type Posted = Readonly<Record<string, readonly string[]>>

const isChild = (entered: Entered) =>
  ['yes', 'not-sure'].some((one) => one === entered['pv-under-age'])
const isAdult = (entered: Entered) => entered['pv-under-age'] === 'no'
const wants = (entered: Entered, answer: string) => entered['pv-want-to-submit-nrm'] === answer

/** What the list of fields calls by a name. */
const cases: Readonly<Record<string, (entered: Entered) => boolean>> = {
  adult: isAdult,
  NRM: (entered) => isChild(entered) || (isAdult(entered) && wants(entered, 'yes')),
  DTN: (entered) => isAdult(entered) && wants(entered, 'no'),
  'upload-file': (entered) => (entered['upload-file'] ?? '') !== '',
}

/** `field = value` or `field in [value, value]`. */
const readClause = (clause: string) => {
  const [, field = '', value = '', values = value] =
    /^(\S+) (?:= (\S+)|in \[([^\]]+)\])$/.exec(clause) ?? []
  return { field, values: values.split(', ') }
}

const holds = (when: string | undefined, entered: Entered) =>
  (when?.split(' and ') ?? []).every((clause) => {
    const named = cases[clause]
    if (named) return named(entered)
    const { field, values } = readClause(clause)
    return [entered[field] ?? []].flat().some((value) => values.includes(value))
  })

/** Whether a field of a step that is reached is asked. */
export const asks = ({ when }: ImitatedField, entered: Entered) => holds(when, entered)

/** The fields whose answers decide whether something is asked. */
export const decidedBy = (when: string | undefined): readonly string[] =>
  (when?.split(' and ') ?? []).flatMap((clause) => {
    if (clause === 'upload-file') return [clause]
    return clause in cases ? ['pv-under-age', 'pv-want-to-submit-nrm'] : readClause(clause).field
  })

/** The step that follows another, or the first. */
export const stepAfter = (entered: Entered, step?: ImitatedStep): ImitatedStep | undefined => {
  const from = step ? steps.indexOf(step) + 1 : 0
  return steps.slice(from).find((one) => holds(one.when, entered))
}

/** The steps that are reached, in order. */
export const stepsReached = (entered: Entered) => steps.filter(({ when }) => holds(when, entered))

/** Ofcom's numbers for fiction: no network has them, and nobody in a test has another. */
const isFictional = (digits: string) => /^(01632960|07700900|02079460|08081570)\d{3}$/.test(digits)

const isDay = (text: string) => {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** What each check of the form lets through. */
const checks: Readonly<Record<string, (value: string, limit: string) => boolean>> = {
  maxlength: (value, limit) => value.length <= Number(limit),
  email: (value) => /^[^\s@"(),:;<>[\\\]]{1,64}@([a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]+$/i.test(value),
  internationalPhoneNumber: (value) =>
    isFictional(value.replace(/\D/g, '').replace(/^44/, '0')) ||
    (parsePhoneNumberFromString(value, 'GB')?.isValid() ?? false),
  /** Anything with a dot inside and two to six small letters after it: `a.test/b`, but `said.then` too. */
  notUrl: (value) => !/[\w@:%.+~#=-]{2,256}\.[a-z]{2,6}\b/.test(value),
  numeric: (value) => /^\d*$/.test(value),
  date: isDay,
  before: (value) => value < new Date().toISOString(),
  after: (value, day) => value > day,
}

const messages: Readonly<Record<string, string>> = {
  maxlength: 'Enter fewer characters',
  email: 'Enter an email address',
  internationalPhoneNumber: 'Enter a phone number',
  notUrl: 'Enter no web address',
  numeric: 'Enter a number',
  date: 'Enter a real date',
  before: 'Enter a date in the past',
  after: 'Enter a date after 1900',
}

const valueOf = ({ field, type }: ImitatedField, posted: Posted): string | readonly string[] => {
  const given = (posted[field] ?? []).map((one) => one.replace(/\r\n/g, '\n').trim())
  if (type === 'checkbox-group') return given
  if (type === 'checkbox') return given.includes('true') ? 'true' : 'false'
  if (type !== 'input-date') return given[0] ?? ''
  const [year, month, day] = ['year', 'month', 'day'].map((part) =>
    (posted[`${field}-${part}`]?.[0] ?? '').trim(),
  )
  return year || month || day ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : ''
}

const isEmpty = (field: ImitatedField, value: string | readonly string[]) =>
  value.length === 0 || (field.type === 'checkbox' && value === 'false')

const problemOf = (
  step: ImitatedStep,
  field: ImitatedField,
  value: string | readonly string[],
): string | undefined => {
  if (isEmpty(field, value)) return field.required ? 'This must be answered' : undefined
  const choices = choicesOf(step, field)
  if (choices && [value].flat().some((one) => !choices.has(one)))
    return 'Choose one that is offered'
  const failed = field.checks
    .map((check) => check.split(':'))
    .find(([name = '', limit = '']) => !checks[name]?.(String(value), limit))
  return failed && (messages[failed[0] ?? ''] ?? 'This is not right')
}

/**
 * What the form makes of a posted step: what it keeps, and what it refuses, by field. A field that
 * is not asked counts for nothing, whatever was posted for it.
 */
export const readStep = (step: ImitatedStep, posted: Posted, before: Entered) => {
  const kept: Record<string, string | readonly string[]> = {}
  const problems: Record<string, string> = {}
  for (const field of step.fields) {
    if (!asks(field, { ...before, ...kept })) continue
    const value = valueOf(field, posted)
    const problem = problemOf(step, field, value)
    if (problem) problems[field.field] = problem
    kept[field.field] = value
  }
  const groups = step.fields.filter(({ group }) => group)
  if (groups.length > 0 && !groups.some(({ field }) => kept[field] === 'true'))
    problems[groups[0]?.field ?? ''] = 'Choose at least one'
  return { kept, problems }
}
