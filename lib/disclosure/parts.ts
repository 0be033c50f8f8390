import type { RawAnswers, Sensitivity } from '@/lib/journey/question'
import { questionOf } from '@/lib/referral/question-of'
import { identifying } from './field-sets'

/** How sensitive an answer is; those about the referrer, which everybody may see, are apart. */
export type Part = Sensitivity | 'referrer'

/** With which part an answer is stored. One to a question that is not known is told to the fewest. */
export const partOf = (question: string): Part => {
  const known = questionOf(question)
  if (known?.about === 'referrer') return 'referrer'
  return known?.sensitivity ?? 'identity'
}

interface Parts {
  readonly referrer: RawAnswers
  readonly parts: readonly { readonly part: Sensitivity; readonly answers: RawAnswers }[]
}

/** Divides answers by how sensitive they are: each part is sealed and stored apart. */
export const partsOf = (typed: RawAnswers): Parts => {
  const parts: Partial<Record<Part, RawAnswers>> = {}
  for (const [question, raw] of Object.entries(typed)) {
    const part = partOf(question)
    parts[part] = { ...parts[part], [question]: raw }
  }
  const { referrer = {}, ...others } = parts
  return {
    referrer,
    parts: Object.entries(others).map(([part, answers]) => ({
      part: part as Sensitivity,
      answers,
    })),
  }
}

/**
 * Divides a referral's answers: who the person is and how to reach them stand together, under the
 * strictest policy. Where nobody has been identified, police need the place that a tip is about, so
 * it is a part like any other.
 */
export const sentPartsOf = (typed: RawAnswers, personIdentified: boolean) => {
  const { referrer, parts } = partsOf(typed)
  const isIdentity = ({ part }: (typeof parts)[number]) =>
    personIdentified ? identifying.includes(part) : part === 'identity'
  return {
    referrer,
    identity: Object.assign(
      {},
      ...parts.filter(isIdentity).map(({ answers }) => answers),
    ) as RawAnswers,
    parts: parts.filter((one) => !isIdentity(one)),
  }
}
