import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { walk } from '@/lib/journey/journey'
import { NotFound } from '@/lib/refusals'
import { readSealed } from '@/lib/sealing/read-sealed'
import { londonDay } from '@/lib/wording/london-time'
import { detailJourneyFor } from './detail-steps'
import type { Details } from './details'
import { readPresentAnswers } from './read-present-answers'
import { readReference } from './reference'

/** Reads what was added to a referral of the actor's own, in a transaction that is open already. */
export const readDetails = async (tx: Tx, actor: Actor, reference: string): Promise<Details> => {
  const row = await tx.referral.findFirst({
    where: { reference, accountId: actor.accountId },
    select: {
      id: true,
      submittedAt: true,
      details: { select: { version: true } },
    },
  })
  if (!row) throw new NotFound()
  const { answers } = (await readPresentAnswers(tx, row)).walked
  const typed = (await readSealed(tx, row.id)).details
  const journey = detailJourneyFor(answers)
  return {
    referralId: row.id,
    personIdentified: answers.who !== 'place',
    reference,
    version: row.details?.version ?? 0,
    typed,
    journey,
    walked: walk(journey, typed, { today: londonDay(new Date()) }),
  }
}

/**
 * Finds what the actor added to a referral that they sent.
 * @throws NotFound where they sent no such referral
 */
export const findDetails = async (actor: Actor, typedReference: string): Promise<Details> => {
  const reference = readReference(typedReference)
  if (!reference || !may(actor, 'refer')) throw new NotFound()
  return withActor(actor, (tx) => readDetails(tx, actor, reference))
}
