import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/database/with-actor'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import type { BlockedBecause } from './allowance'
import { overrideMinutes, type AttemptOutcome, type Override } from './attempts'
import type { Channel } from './channels'
import type { Found } from './with-contact'

/** What is kept of an attempt, or of a decision to use a blocked channel. */
export interface AttemptWritten {
  readonly referralId: string
  readonly channel: Channel
  readonly outcome: AttemptOutcome | 'overridden'
  readonly blockedBecause?: BlockedBecause | undefined
  readonly override?: Override | undefined
  /** What was typed, by its name. */
  readonly words: Readonly<Record<string, string | undefined>>
  readonly at: Date
}

/**
 * Keeps an attempt with its words sealed, in a transaction that is open already.
 * @returns its id, for the event that tells of it
 */
export const writeAttempt = async (
  tx: Tx,
  actor: Actor,
  { referralId, channel, outcome, blockedBecause, override, words, at }: AttemptWritten,
): Promise<string> => {
  const id = randomUUID()
  const hasWords = Object.values(words).some(Boolean)
  await tx.contactAttempt.createMany({
    data: [
      {
        id,
        referralId,
        channel,
        outcome,
        blockedBecause: blockedBecause ?? null,
        override: override ?? null,
        words: hasWords ? sealAnswers(words, places.contactAttempt(id)) : null,
        accountId: actor.accountId,
        organisationId: actor.organisation.id,
        role: actor.role,
        at,
      },
    ],
  })
  return id
}

/** Whether the actor has given a reason for using a channel in the last hour: it holds that long. */
export const hasOverridden = (
  { attempts }: Pick<Found, 'attempts'>,
  { accountId }: Actor,
  channel: Channel,
  at: Date,
) =>
  attempts.some(
    (attempt) =>
      attempt.accountId === accountId &&
      attempt.channel === channel &&
      attempt.override !== null &&
      at.getTime() - attempt.at.getTime() < overrideMinutes * 60_000,
  )
