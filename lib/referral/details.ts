import type { Walk } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import type { detailQuestions } from './detail-questions'
import type { detailJourneyFor } from './detail-steps'

/** What was added to a referral after it was sent, and the tasks that it asks for. */
export interface Details {
  readonly referralId: string
  readonly personIdentified: boolean
  readonly reference: string
  readonly version: number
  readonly typed: RawAnswers
  readonly journey: ReturnType<typeof detailJourneyFor>
  readonly walked: Walk<typeof detailQuestions>
}
