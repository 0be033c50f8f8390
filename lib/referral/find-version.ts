import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { askAsActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { readReference } from './reference'

/** How often a referral was changed after it was sent, as far as the actor may know. */
export interface Version {
  readonly corrections: number
  readonly details: number
}

/**
 * Finds how often a referral of the actor's organisation was changed after it was sent.
 * @throws NotFound where the organisation sent no such referral, or may not see it
 */
export const findVersion = async (actor: Actor, typedReference: string): Promise<Version> => {
  const reference = readReference(typedReference)
  if (!reference || !may(actor, 'refer')) throw new NotFound()
  const [row] = await askAsActor(
    actor,
    (tx) => tx.$queryRaw<Version[]>`
      select (select count(*) from correction c where c.referral_id = r.id)::int as corrections,
        coalesce((select version from details d where d.referral_id = r.id), 0)::int as details
      from referral r
      where r.reference = ${reference} and r.organisation_id = ${actor.organisation.id}::uuid`,
  )
  if (!row) throw new NotFound()
  return row
}
