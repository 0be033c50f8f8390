import type { RawAnswers } from '@/lib/journey/question'
import { questionOf } from '@/lib/referral/question-of'
import { identifying } from './field-sets'

/**
 * Divides answers into who the person is and what happened, which are sealed and stored apart. Where
 * nobody has been identified there is only what happened: police need the place of a tip.
 */
export const partsOf = (
  typed: RawAnswers,
  personIdentified: boolean,
): { identity: RawAnswers; story: RawAnswers } => {
  if (!personIdentified) return { identity: {}, story: typed }
  const isIdentifying = ([id]: readonly [string, unknown]) => {
    const question = questionOf(id)
    return question !== undefined && identifying.includes(question.sensitivity)
  }
  const entries = Object.entries(typed)
  return {
    identity: Object.fromEntries(entries.filter(isIdentifying)),
    story: Object.fromEntries(entries.filter((entry) => !isIdentifying(entry))),
  }
}
