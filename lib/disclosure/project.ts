import type { RawAnswers, Sensitivity } from '@/lib/journey/question'
import { questionOf } from '@/lib/referral/question-of'
import { fieldSets, type Audience } from './field-sets'

/**
 * The one function that says what of a case an audience sees. Pages, the API, exports, e-mail and
 * search all go through it. Answers about the referrer are for all, so that they can be called back.
 * An answer to a question that is not known is shown to nobody.
 */
export const project = (audience: Audience, typed: RawAnswers): RawAnswers => {
  const sees: readonly Sensitivity[] = fieldSets[audience].sees
  return Object.fromEntries(
    Object.entries(typed).filter(([id]) => {
      const question = questionOf(id)
      if (!question) return false
      return sees.includes(question.sensitivity) || question.about === 'referrer'
    }),
  )
}
