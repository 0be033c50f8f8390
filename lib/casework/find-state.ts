import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActor } from '@/lib/database/with-actor'
import { readReference } from '@/lib/referral/reference'
import { NotFound } from '@/lib/refusals'
import { decision } from '@/lib/routing/decision'

/**
 * Where a referral of the actor's organisation stands, for the partner API: its decision with the
 * reasons and the state of each item. No answers.
 * @throws NotFound where the organisation sent no such referral, or may not see it
 */
export const findState = async (actor: Actor, typedReference: string) => {
  const reference = readReference(typedReference)
  if (!reference || !may(actor, 'refer')) throw new NotFound()
  const found = await withActor(actor, (tx) =>
    tx.referral.findFirst({
      where: { reference, organisationId: actor.organisation.id },
      select: {
        reference: true,
        submittedAt: true,
        dueAt: true,
        decision: true,
        items: { where: { queue: { not: 'HOLD' } }, select: { queue: true, state: true } },
      },
    }),
  )
  if (!found) throw new NotFound()
  return { ...found, decision: decision.parse(found.decision) }
}
