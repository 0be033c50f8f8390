import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { recordEvents } from '@/lib/audit/record-event'
import { Refusal } from '@/lib/casework/refusal'
import type { Tx } from '@/lib/database/with-actor'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import type { Queued } from '@/lib/notifications/messages'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import { mayContactNow } from './allowance'
import { attemptForm } from './attempt-form'
import { outcomes, overrides, type AttemptOutcome, type Override } from './attempts'
import { isChannel } from './channels'
import { withContact } from './with-contact'
import { hasOverridden, writeAttempt } from './write-attempt'

export type AttemptRecorded =
  | { readonly attempt: string }
  | { readonly form: TakenForm<Catalogue>; readonly isBlocked: boolean }

const given = z.object({
  outcome: z.enum(Object.keys(outcomes) as AttemptOutcome[]),
  words: z.string().optional(),
  override: z.enum(Object.keys(overrides) as Override[]).optional(),
  overrideWords: z.string().optional(),
})

/** A sign of danger is told to everybody who works the case, but whoever saw it. */
const toldOfDanger = async (tx: Tx, actor: Actor, referralId: string) => {
  const told = await tx.$queryRaw<{ recipient: string }[]>`
    select recipient from told_of_danger(${referralId}::uuid) order by recipient`
  return told
    .filter(({ recipient }) => recipient !== `account:${actor.accountId}`)
    .map(({ recipient }): Queued => ({ type: 'contact.danger', recipient }))
}

/**
 * Records that somebody tried to contact the person, and what came of it. A channel that is blocked
 * asks for a reason, of which the safeguarding lead is told. A sign of danger stops everybody at once,
 * until a safe way is confirmed.
 * @returns the attempt; or what is wrong with the form, and what was typed
 * @throws NotFound where there is no such case or it is not this actor's to see
 * @throws NotAllowed where they may see it and not how to contact the person
 */
export const recordAttempt = (
  actor: Actor,
  asked: { readonly reference: string; readonly channel: string; readonly form: URLSearchParams },
): Promise<AttemptRecorded> =>
  withContact<AttemptRecorded>(
    actor,
    { reference: asked.reference, action: 'record_attempt', isWrite: true },
    async (tx, found, at) => {
      const { channel } = asked
      if (!isChannel(channel)) throw new NotFound()
      const allowance = mayContactNow(found.contact, channel, at)
      const isBlocked = !allowance.isAllowed && !hasOverridden(found, actor, channel, at)
      const form = takeOneStep(attemptForm(channel, isBlocked), asked.form, {
        today: londonDay(at),
      })
      if (form.problems.length > 0) return new Refusal<AttemptRecorded>('form', { form, isBlocked })
      const { outcome, override, words, overrideWords } = given.parse(form.answers)
      const blockedBecause = allowance.isAllowed ? undefined : allowance.because
      const attempt = await writeAttempt(tx, actor, {
        referralId: found.id,
        channel,
        outcome,
        blockedBecause,
        override,
        words: { words, overrideWords },
        at,
      })
      await queueMessages(tx, found, [
        ...(outcome === 'unsafe' ? await toldOfDanger(tx, actor, found.id) : []),
        ...(override
          ? [{ type: 'contact.overridden' as const, recipient: 'role:safeguarding_lead' }]
          : []),
      ])
      await recordEvents(tx, found.id, [
        { type: 'contact.attempted', detail: { attempt, channel, outcome } },
        ...(override
          ? [
              {
                type: 'contact.overridden' as const,
                detail: { attempt, channel, blocked: blockedBecause, override },
              },
            ]
          : []),
      ])
      return { attempt }
    },
  )
