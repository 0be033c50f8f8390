import type { RawAnswers } from '@/lib/journey/question'

/** What somebody has typed so far towards a referral. Nobody else can see it. */
export interface Draft {
  readonly id: string
  readonly typed: RawAnswers
  /** Goes up with every save, so that two tabs cannot undo one another. */
  readonly version: number
  readonly startedAt: Date
  readonly savedAt: Date
  readonly expiresAt: Date
}

/** One line of a list of drafts: when and how far, never about whom. */
export interface DraftLine extends Omit<Draft, 'typed' | 'version'> {
  /** The step that was saved last. */
  readonly step: string
}

/** Days that a draft is kept after its last save. */
export const draftDays = 28

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text may be the id of a draft. */
export const isDraftId = (text: string) => uuid.test(text)

/** The idempotency key of sending a draft: a draft is sent once. */
export const keyOfDraft = (id: string) => `draft:${id}`

/** Whole days until a moment, rounded up. */
export const daysLeft = (expiresAt: Date, now: Date) =>
  Math.max(0, Math.ceil((expiresAt.getTime() - now.getTime()) / 86_400_000))
