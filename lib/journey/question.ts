import type { z } from 'zod'

/** What was typed or posted for one question, right or wrong: one text, or several. */
export type Raw = string | readonly string[]
export type RawAnswers = Readonly<Record<string, Raw>>

/** How carefully an answer is handled. A field set names the kinds that an audience may see. */
export const sensitivities = ['identity', 'contact', 'account', 'need', 'fact'] as const
export type Sensitivity = (typeof sensitivities)[number]

export type Option =
  | string
  | {
      readonly label: string
      readonly hint?: string
      /** The first and the last day on which it is offered, as ISO dates; it stays readable after. */
      readonly from?: string
      readonly until?: string
    }
export type Options = Readonly<Record<string, Option>>

export interface PartialDate {
  readonly day?: number
  readonly month?: number
  readonly year?: number
}

/** What every question says, whatever its kind. */
export interface Wording {
  /** The label or legend, as the person who answers reads it. */
  readonly ask: string
  /** The same to whoever reads the answer later, where "you" would be somebody else. */
  readonly reads?: string
  readonly hint?: string
  /** Why we ask, where the question is a sensitive one. */
  readonly why?: string
  /** The message when it is left empty. A question without one is optional. */
  readonly missing?: string
  readonly sensitivity: Sensitivity
  /** Fields of other forms and standards that the answer fills, by form. */
  readonly fills?: Readonly<Record<string, string | readonly string[]>>
  /** Whom the answer is about: decides what a browser may fill in by itself. */
  readonly about?: 'person' | 'referrer'
  readonly autocomplete?: string
}

/** How an answer is drawn. */
export type Kind =
  'one-of' | 'any-of' | 'text' | 'long-text' | 'whole-number' | 'date' | 'phone' | 'email'

/** One question: the single place that says how it is asked, read, checked, stored and shown. */
export interface Question<Value = unknown> extends Wording {
  readonly kind: Kind
  readonly options?: Options
  /** An option that cannot go with any other. */
  readonly exclusive?: string
  /** The most characters that an answer may have. */
  readonly limit?: number
  /** Draws the choices in one line where there is room. */
  readonly inline?: boolean
  /** Checks a value, as the partner API sends it, and words what is wrong. */
  readonly schema: z.ZodType<Value>
  /** Takes what was posted for this question out of a form. */
  read(form: URLSearchParams, name: string): Raw
  /** Turns what was typed into a candidate for the schema; `undefined` where nothing was. */
  value(raw: Raw): unknown
  /** Turns a value back into what would have been typed. */
  raw(value: Value): Raw
  /** The answer in words. */
  show(value: Value): string
}

export type ValueOf<Q> = Q extends Question<infer Value> ? Value : never

/** The label of an option, whether it has a hint or not. */
export const labelOf = (option: Option | undefined) =>
  typeof option === 'object' ? option.label : (option ?? '')

/**
 * Text as we keep it: well-formed Unicode, composed, with plain line ends, no white space around it
 * and nothing in it that nobody sees and that changes how it reads: control characters, those that
 * turn the direction of what follows, and those without width. The two that join letters or keep them
 * apart stay: Persian, Sinhala and other scripts are written with them. Applying it twice changes
 * nothing.
 */
export const clean = (text: string) => (isPlain(text) ? text.trim() : normal(text))

/** Most text is such, and is as it should be already. */
const isPlain = (text: string) => /^[\t\n\x20-\x7e]*$/.test(text)

/** Of Unicode's controls (Cc) and formats (Cf) those that are not seen, but tabs, line ends and the two joiners. */
const unseen =
  /(?![\t\n])[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

const normal = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(unseen, '')
    .normalize('NFC')
    .trim()

export const one = (raw: Raw) => (typeof raw === 'string' ? raw : (raw[0] ?? ''))
export const many = (raw: Raw) => (typeof raw === 'string' ? (raw === '' ? [] : [raw]) : raw)
