import { walk } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { detailJourneyFor } from '@/lib/referral/detail-steps'
import { referralJourney } from '@/lib/referral/steps'
import { londonDay } from '@/lib/wording/london-time'
import type { AllAnswers } from './filling'

/**
 * The answers that hold now: before sending, added and corrected. Those of a branch that is not taken
 * any more are not among them.
 * @param typed as far as the reader may see it
 */
export const presentAnswers = (typed: RawAnswers, at: Date): AllAnswers => {
  const context = { today: londonDay(at) }
  const sent = walk(referralJourney, typed, context).answers
  return { ...sent, ...walk(detailJourneyFor(sent), typed, context).answers }
}
