import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { z } from 'zod'
import { dateProblem, readMonth, showDate } from './partial-date'
import {
  clean,
  labelOf,
  many,
  one,
  type Options,
  type PartialDate,
  type Question,
  type Raw,
  type Wording,
} from './question'

interface Limited extends Wording {
  /** How the answer is named in a message, as in "Your name must be 200 characters or fewer". */
  readonly called: string
  readonly limit?: number
}

const readText = (form: URLSearchParams, name: string) => clean(form.get(name) ?? '')
const valueOfText = (raw: Raw) => clean(one(raw)) || undefined
const sayMissing = (message = 'Select one of the answers that are offered') => ({ error: message })

const within = (called: string, limit: number) =>
  z
    .string()
    .transform(clean)
    .pipe(
      z
        .string()
        .min(1, `${called} must not be empty`)
        .refine((text) => text.length <= limit, {
          error: ({ input }) =>
            `${called} must be ${limit.toLocaleString('en-GB')} characters or fewer. You have ` +
            `${String(input).length.toLocaleString('en-GB')}`,
        }),
    )

/** A choice of exactly one option, as radios. */
export const oneOf = <const O extends Options>(
  spec: Wording & { readonly options: O; readonly inline?: boolean },
): Question<keyof O & string> & { readonly options: O } => ({
  ...spec,
  kind: 'one-of',
  schema: z.enum(Object.keys(spec.options) as (keyof O & string)[], sayMissing(spec.missing)),
  read: readText,
  value: valueOfText,
  raw: (value) => value,
  show: (value) => labelOf(spec.options[value]),
})

/** Any number of options, as checkboxes. */
export const anyOf = <const O extends Options>(
  spec: Wording & { readonly options: O; readonly exclusive?: keyof O & string },
): Question<(keyof O & string)[]> & { readonly options: O } => ({
  ...spec,
  kind: 'any-of',
  schema: z
    .array(
      z.enum(Object.keys(spec.options) as (keyof O & string)[], sayMissing(spec.missing)),
      sayMissing(spec.missing),
    )
    .min(1, sayMissing(spec.missing))
    .refine(
      (values) => !spec.exclusive || values.length === 1 || !values.includes(spec.exclusive),
      `Select either “${labelOf(spec.exclusive && spec.options[spec.exclusive])}” or the others, not both`,
    ),
  read: (form, name) => [...new Set(form.getAll(name).map(clean))].filter(Boolean),
  value: (raw) => (many(raw).length > 0 ? many(raw) : undefined),
  raw: (values) => values,
  show: (values) => values.map((value) => labelOf(spec.options[value])).join(', '),
})

/** One line of text, 250 characters unless told. Any script, any letter. */
export const text = (spec: Limited): Question<string> => {
  const limit = spec.limit ?? 250
  return {
    ...spec,
    kind: 'text',
    limit,
    schema: within(spec.called, limit),
    read: readText,
    value: valueOfText,
    raw: (value) => value,
    show: (value) => value,
  }
}

/** Several lines of text, 15,000 characters unless told: as much as a field of the Home Office form holds. */
export const longText = (spec: Limited): Question<string> => ({
  ...text({ ...spec, limit: spec.limit ?? 15_000 }),
  kind: 'long-text',
})

/** A whole number between two bounds, both included. */
export const wholeNumber = (
  spec: Wording & { readonly called: string; readonly from: number; readonly to: number },
): Question<number> => {
  const rule = `${spec.called} must be a whole number between ${spec.from.toLocaleString('en-GB')} and ${spec.to.toLocaleString('en-GB')}`
  return {
    ...spec,
    kind: 'whole-number',
    schema: z.number(rule).int(rule).min(spec.from, rule).max(spec.to, rule),
    read: readText,
    value: (raw) => {
      const typed = one(raw).replace(/[\s,]/g, '')
      if (typed === '') return undefined
      return /^\d{1,9}$/.test(typed) ? Number(typed) : typed
    },
    raw: String,
    show: String,
  }
}

/**
 * Whether a number may be one. The library looks long; of the numbers of this country, as most are
 * typed, it is known what it would find.
 */
const isPossiblePhone = (typed: string) =>
  /^0[1-9]\d{8,9}$/.test(typed.replaceAll(' ', '')) ||
  (parsePhoneNumberFromString(typed, 'GB')?.isPossible() ?? false)

/** A telephone number of any country, kept as it was typed. */
export const phone = (spec: Wording & { readonly called: string }): Question<string> => ({
  ...text(spec),
  kind: 'phone',
  schema: within(spec.called, 60).refine(
    isPossiblePhone,
    `${spec.called} must be a phone number, like 01632 960 001 or +44 808 157 0192`,
  ),
})

/** An e-mail address. */
export const email = (spec: Wording & { readonly called: string }): Question<string> => ({
  ...text(spec),
  kind: 'email',
  schema: within(spec.called, 254).pipe(
    z.email(
      `${spec.called} must be an email address in the correct format, like name@example.test`,
    ),
  ),
})

/** A date of which a day, or a day and a month, may be unknown. */
export const partialDate = (
  spec: Wording & { readonly called: string; readonly from: number },
): Question<PartialDate> => ({
  ...spec,
  kind: 'date',
  schema: z
    .strictObject({
      day: z.int(`${spec.called} must be a real date`).optional(),
      month: z.int(`${spec.called} must be a real date`).optional(),
      year: z.int(`${spec.called} must be a real date`).optional(),
    })
    .superRefine((date, context) => {
      const problem = dateProblem(date, spec.called, spec.from)
      if (problem)
        context.addIssue({ code: 'custom', message: problem.message, path: [problem.part] })
    }),
  read: (form, name) =>
    ['day', 'month', 'year'].map((part) => clean(form.get(`${name}-${part}`) ?? '')),
  value: (raw) => {
    const [day = '', month = '', year = ''] = many(raw)
    if (!day && !month && !year) return undefined
    const number = (typed: string) =>
      typed === '' ? undefined : /^\d{1,4}$/.test(typed) ? Number(typed) : -1
    return { day: number(day), month: readMonth(month), year: number(year) }
  },
  raw: ({ day, month, year }) =>
    [day, month, year].map((part) => (part === undefined ? '' : String(part))),
  show: showDate,
})

/** A day that is known in full. */
export const fullDate = (
  spec: Wording & { readonly called: string; readonly from: number },
): Question<Required<PartialDate>> => ({
  ...partialDate(spec),
  schema: z
    .strictObject({ day: z.int().optional(), month: z.int().optional(), year: z.int().optional() })
    .superRefine((date, context) => {
      const part = (['day', 'month', 'year'] as const).find((name) => date[name] === undefined)
      const problem = part
        ? { part, message: `${spec.called} must include a ${part}` }
        : dateProblem(date, spec.called, spec.from)
      if (problem)
        context.addIssue({ code: 'custom', message: problem.message, path: [problem.part] })
    })
    .transform(({ day = 1, month = 1, year = 1 }) => ({ day, month, year })),
})
