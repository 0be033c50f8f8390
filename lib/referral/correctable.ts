import type { Context, Walk } from '@/lib/journey/journey'
import type { Raw, RawAnswers } from '@/lib/journey/question'
import type { questions } from './questions'

/** What a sent referral says now: the answers as they were sent, with the corrections over them. */
export interface PresentAnswers {
  readonly typed: RawAnswers
  readonly walked: Walk<typeof questions>
  /** Read on the day on which it was sent: a child then stays a child in it. */
  readonly context: Context
}

/** A referral that the actor may correct. */
export interface Correctable extends PresentAnswers {
  readonly referralId: string
  readonly reference: string
  /** How many corrections were made, so that nobody corrects what they did not see. */
  readonly version: number
}

/** One answer that changes, as it was typed before and after; empty where it is not asked. */
export interface Change {
  readonly question: string
  readonly old: Raw
  readonly new: Raw
}
