import { one, type RawAnswers } from '@/lib/journey/question'
import type { AnyQuestionId } from '@/lib/referral/all-questions'
import type { Known } from './text-warnings'

/** Where a case names people and places, in answers that are not texts. */
const naming = {
  names: [
    ...(['givenNames', 'familyName', 'nickname', 'contactThrough', 'trustedPhoneWhose'] as const),
    ...(['decisionContactName', 'councilContactName', 'referrerName'] as const),
  ],
  places: [
    ...(['placeNow', 'contactAddress', 'townNow', 'regionNow', 'birthplace'] as const),
    ...(['decisionContactAddress'] as const),
  ],
} satisfies Readonly<Record<keyof Known, readonly AnyQuestionId[]>>

const textsOf = (ids: readonly AnyQuestionId[], typed: RawAnswers) =>
  ids.map((id) => one(typed[id] ?? '')).filter(Boolean)

/** The names and places of a case, for a text to be looked through. In: what the reader may see of it. */
export const knownOf = (typed: RawAnswers): Known => ({
  names: textsOf(naming.names, typed),
  places: textsOf(naming.places, typed),
})
