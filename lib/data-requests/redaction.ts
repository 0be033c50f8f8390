import type { RawAnswers } from '@/lib/journey/question'
import { questionOf } from '@/lib/referral/question-of'
import { shownAnswers } from '@/lib/referral/shown-answers'

/**
 * Why an answer is kept from the person whom it is about. Data Protection Act 2018: Schedule 2 paragraph
 * 16 (others), Schedule 2 paragraph 2 (crime), Schedule 3 Parts 2 and 3 (serious harm).
 */
export const exemptions = {
  third_party: {
    label: 'It is about somebody else',
    isMentioned: true,
    law: 'Data Protection Act 2018, Schedule 2, paragraph 16',
  },
  crime: {
    label: 'Telling it would harm an investigation',
    // To say that something is left out may itself tell them of the investigation.
    isMentioned: false,
    law: 'Data Protection Act 2018, Schedule 2, paragraph 2',
  },
  serious_harm: {
    label: 'Telling it would cause somebody serious harm',
    isMentioned: true,
    law: 'Data Protection Act 2018, Schedule 3',
  },
} as const
export type Exemption = keyof typeof exemptions

export const isExemption = (value: string): value is Exemption => Object.hasOwn(exemptions, value)

/** Answers that are about others by their nature. */
const aboutOthers = [
  'contactThrough',
  'exploiters',
  'exploitersWhere',
  'otherProfessionalsDetails',
  'othersDetails',
]

/** One answer that somebody looks at before it is handed out. */
export interface HeldAnswer {
  readonly id: string
  readonly ask: string
  readonly shown: string
  /** Free text: a machine cannot tell what in it is about others. */
  readonly isText: boolean
  /** What is chosen unless the reviewer says otherwise. */
  readonly suggested: Exemption | undefined
}

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
