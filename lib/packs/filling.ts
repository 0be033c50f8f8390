import type { AnswersOf } from '@/lib/journey/journey'
import type { allQuestions, AnyQuestionId } from '@/lib/referral/all-questions'
import type { ReferralFacts } from '@/lib/routing/facts'
import type { Form, ListName } from './nrm-form'

export type AllAnswers = AnswersOf<typeof allQuestions>

/** Who submits the form: the referrer where they are a First Responder, else whoever took it on. */
export interface Responder {
  readonly name: string
  readonly role?: string
  readonly phone?: string
  /** Whom to write to while they are away. */
  readonly colleagueEmail?: string
}

/** What a pack takes from elsewhere than the answers. */
export interface PackFacts {
  /** Our reference, which holds no name. */
  readonly reference: string
  /** As the consent ledger and the lead have them now: they may differ from what was sent. */
  readonly referral: ReferralFacts
  /** The First Responder Organisation that submits the form. */
  readonly organisation?: string
  readonly responder?: Responder
  /** How many files are kept as evidence. */
  readonly evidence: number
}

export interface Given {
  readonly form: Form
  readonly answers: AllAnswers
  readonly facts: PackFacts
}

/** A value as the form stores it, and what its reader has to know. No value: a gap. */
export interface Filled {
  readonly value?: string | readonly string[]
  readonly note?: string
  /** What was typed, where the form has nothing like it. */
  readonly answered?: string
  /** The form insists, and this is what was agreed to stand there. */
  readonly isPlaceholder?: boolean
}

/** How one field of the form is filled. */
export interface Filling {
  readonly field: string
  /**
   * The questions whose answers decide it, or where else it comes from: the First Responder
   * Organisation that submits, our reference, or the First Responder alone, at the form.
   */
  readonly from: readonly AnyQuestionId[] | 'organisation' | 'reference' | 'first responder'
  readonly how: string
  readonly fill: (given: Given) => Filled
}

export const filling = (
  field: string,
  from: Filling['from'],
  how: string,
  fill: Filling['fill'],
): Filling => ({ field, from, how, fill })

export const noUnknown =
  'Yes and no as they are. The form has no “I do not know”, so the First Responder asks again'

/** Yes and no; “I do not know” is a gap, because the form has no such answer. */
export const yesOrNo = (answer: 'yes' | 'no' | 'unknown' | undefined): Filled =>
  answer === 'unknown'
    ? { note: 'The answer was “I do not know”, which this form does not offer. Ask again' }
    : { value: answer }

/** Yes, no, and the form's own word for “I do not know”. */
export const orNotSure = (
  answer: 'yes' | 'no' | 'unknown' | undefined,
  notSure = 'not-sure',
): Filled => ({ value: answer === 'unknown' ? notSure : answer })

/** A tick, or none. */
export const tick = (isTicked: boolean): Filled => ({ value: String(isTicked) })

/** The parts of a text that hold something, joined. */
export const joined = (parts: readonly (string | undefined)[], by = '\n\n') =>
  parts.filter(Boolean).join(by) || undefined

/** The lines of a text that hold something. */
export const linesOf = (text = '') =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

const plain = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const indexes = new WeakMap<readonly string[], ReadonlyMap<string, string>>()
const indexOf = (list: readonly string[]) => {
  const known = indexes.get(list)
  if (known) return known
  const made = new Map(list.map((name) => [plain(name), name]))
  indexes.set(list, made)
  return made
}

/** How a list of the form names what was typed, whatever its capitals, accents and marks. */
export const listed = ({ lists }: Form, list: ListName, typed: string) =>
  indexOf(lists[list] ?? []).get(plain(typed))

/** What was typed as the form's list names it, or a gap that says so. */
export const fromList = (form: Form, list: ListName, typed: string | undefined): Filled => {
  if (typed === undefined) return {}
  const value = listed(form, list, typed)
  return value === undefined
    ? { note: 'The answer is not on the form’s list. Choose what fits', answered: typed }
    : { value }
}

/** What starts like an address of the web: a scheme, www, or a domain with a path. */
const webAddress =
  /\b(?:[a-z][a-z0-9+-]{1,20}:\/\/|www\d{0,3}\.|(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}\/)\S*/giu

/** What the form takes for a web address as well: `lan@a.test`, and “left.then” without a space. */
const dotInside = /(?<=[\w@:%.+~#=-]{2})\.(?=[a-z]{2,6}\b)/gu

/** A text for a field that refuses web addresses, and whatever looks to it like one. */
export const withoutWebAddresses = (text: string | undefined): Filled => {
  if (text === undefined) return {}
  const without = text.replace(webAddress, '(web address left out)')
  const value = without.replace(dotInside, '. ')
  if (value === text) return { value }
  return {
    value,
    note:
      without === text
        ? 'The form takes a word with a dot inside for a web address, so a space stands after the dot'
        : 'The form refuses web addresses, so each was left out',
  }
}

/** A name in two parts: all but the last word, and the last word. */
export const partsOfName = (name = '') => {
  const words = name.split(/\s+/).filter(Boolean)
  const last = words.pop()
  return { first: words.join(' ') || undefined, last }
}
