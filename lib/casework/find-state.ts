import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActor } from '@/lib/database/with-actor'
import { readReference } from '@/lib/referral/reference'
import { NotFound } from '@/lib/refusals'
import { decision } from '@/lib/routing/decision'
import type { Outcomes } from './outcomes'
import { phraseOf, phrases } from './phrase'

/**
 * Where a referral of the actor's organisation stands, for the partner API: its decision with the
 * reasons, the state of each item, and the phrase that its referrer reads. No answers.
 * @throws NotFound where the organisation sent no such referral, or may not see it
 */
export const findState = async (actor: Actor, typedReference: string) => {
  const reference = readReference(typedReference)
  if (!reference || !may(actor, 'refer')) throw new NotFound()
  const found = await withActor(actor, async (tx) => {
    const row = await tx.referral.findFirst({
      where: { reference, organisationId: actor.organisation.id },
      select: {
        reference: true,
        submittedAt: true,
        dueAt: true,
        decision: true,
        items: { select: { queue: true, state: true } },
      },
    })
    if (!row) return undefined
    const [newest] = await tx.$queryRaw<{ outcomes: Outcomes }[]>`
      select latest_outcomes(id) as outcomes from referral where reference = ${reference}`
    return { ...row, outcomes: newest?.outcomes ?? {} }
  })
  if (!found) throw new NotFound()
  const { items, outcomes, ...referral } = found
  return {
    ...referral,
    decision: decision.parse(referral.decision),
    items: items.filter(({ queue }) => queue !== 'HOLD'),
    standing: phrases[phraseOf({ queues: items, outcomes })],
  }
}
