import type { RawAnswers } from '@/lib/journey/question'
import { questionOf } from '@/lib/referral/question-of'
import { shownAnswers } from '@/lib/referral/shown-answers'
import { isExemption, type Exemption } from './exemptions'
import type { HeldAnswer } from './held'

/** Answers that are about others by their nature. */
const aboutOthers = [
  'contactThrough',
  'exploiters',
  'exploitersWhere',
  'otherProfessionalsDetails',
  'othersDetails',
]

const texts = ['text', 'long-text']

/** Everything that is kept of a person's answers, in the order in which it was asked. */
export const heldAnswers = (
  typed: RawAnswers,
  before: readonly { readonly id: string; readonly question: string; readonly old: string }[],
): readonly HeldAnswer[] => [
  ...shownAnswers(typed).flatMap(({ rows }) =>
    rows.map(({ question, ask, shown }): HeldAnswer => {
      const known = questionOf(question)
      const isOthers = aboutOthers.includes(question) || known?.about === 'referrer'
      return {
        id: question,
        section: 'told',
        ask,
        shown: shown ?? '',
        isText: known !== undefined && texts.includes(known.kind),
        suggested: isOthers ? 'third_party' : undefined,
      }
    }),
  ),
  ...before.map(({ id, question, old }): HeldAnswer => {
    const known = questionOf(question)
    return {
      id: `before-${id}`,
      section: 'told',
      ask: `${known?.reads ?? known?.ask ?? question} (before it was corrected)`,
      shown: old,
      isText: true,
      suggested: aboutOthers.includes(question) ? 'third_party' : undefined,
    }
  }),
]

/** What the reviewer decided about one answer. */
export interface Redaction {
  /** The text, with what is blacked out between [[ and ]]. */
  readonly marked: string
  readonly exemption: Exemption | undefined
}

const plain = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll(/\[\[|\]\]/g, '')
    .trim()

/** Whether a marked text is the original with nothing but marks added, each of them closed. */
export const isFaithful = (original: string, marked: string) =>
  plain(original) === plain(marked) &&
  !marked.replaceAll(/\[\[(?:(?!\[\[|\]\])[\s\S])*\]\]/g, '').match(/\[\[|\]\]/)

/** The text with what is marked blacked out; how long that was is not told. */
export const blackOut = (marked: string) =>
  marked.replace(/\r\n?/g, '\n').replaceAll(/\[\[[\s\S]*?\]\]/g, '█████')

export type Review = Readonly<Record<string, Redaction>>

export interface RedactionProblem {
  readonly question: string
  readonly message: string
}

/** Takes a posted review. */
export const takeReview = (
  answers: readonly HeldAnswer[],
  form: URLSearchParams,
): { readonly review: Review; readonly problems: readonly RedactionProblem[] } => {
  const problems: RedactionProblem[] = []
  const review = answers.map(({ id, ask, shown, isText }) => {
    const chosen = form.get(`exemption-${id}`) ?? ''
    const exemption = isExemption(chosen) ? chosen : undefined
    const marked = isText ? (form.get(`marked-${id}`) ?? '') : shown
    if (!exemption && isText && !isFaithful(shown, marked))
      problems.push({
        question: `marked-${id}`,
        message: `“${ask}” must be as it was, with [[ and ]] around what is blacked out`,
      })
    else if (chosen !== '' && chosen !== 'give' && !exemption)
      problems.push({ question: `exemption-${id}`, message: `Select if “${ask}” is given` })
    else if (chosen === '')
      problems.push({ question: `exemption-${id}`, message: `Select if “${ask}” is given` })
    return [id, { marked, exemption }] as const
  })
  return { review: Object.fromEntries(review), problems }
}
