import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import type { Catalogue, Problem } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { readReference } from '@/lib/referral/reference'
import { Changed, NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { holdForm } from './retention-forms'

const wrongReference = (message: string): Problem => ({
  question: 'reference',
  message,
})

/**
 * Places a legal hold on a case: it is neither due nor erased until the hold is lifted.
 * @returns the form with what is wrong beside each field, where something is
 * @throws NotFound where the actor does not review what is kept
 */
export const placeHold = async (
  actor: Actor,
  form: URLSearchParams,
): Promise<{ readonly done: true } | { readonly taken: TakenForm<Catalogue> }> => {
  if (!may(actor, 'review-retention')) throw new NotFound()
  const at = now()
  const taken = takeOneStep(holdForm, form, { today: londonDay(at) })
  const { reference: typed, because, words } = taken.answers
  if (taken.problems.length > 0 || !typed || !because) return { taken }
  return withActor(actor, async (tx) => {
    const found = await tx.referral.findFirst({
      where: { reference: readReference(typed) ?? '' },
      select: { id: true },
    })
    const refused = (message: string) => ({
      taken: { ...taken, problems: [wrongReference(message)] },
    })
    if (!found) return refused('There is no case with this reference')
    const held = await tx.legalHold.count({ where: { referralId: found.id, liftedAt: null } })
    if (held > 0) return refused('There is a legal hold on this case already')
    const hold = randomUUID()
    await tx.legalHold.create({
      data: {
        id: hold,
        referralId: found.id,
        because,
        words: words ? sealAnswers(words, places.legalHold(hold)) : null,
        placedBy: actor.accountId,
        placedAt: at,
      },
    })
    await recordEvent(tx, 'hold.placed', found.id, { hold, because })
    return { done: true as const }
  })
}

/**
 * Lifts a legal hold.
 * @throws NotFound where there is none, or it is not this actor's to see
 * @throws Changed where it was lifted already
 */
export const liftHold = async (actor: Actor, typed: string): Promise<void> => {
  const id = z.uuid().safeParse(typed)
  if (!id.success || !may(actor, 'review-retention')) throw new NotFound()
  await withActor(actor, async (tx) => {
    const hold = await tx.legalHold.findFirst({ where: { id: id.data } })
    if (!hold) throw new NotFound()
    const { count } = await tx.legalHold.updateMany({
      where: { id: hold.id, liftedAt: null },
      data: { liftedBy: actor.accountId, liftedAt: now() },
    })
    if (count !== 1) throw new Changed('This hold was lifted already')
    await recordEvent(tx, 'hold.lifted', hold.referralId, { hold: hold.id })
  })
}
