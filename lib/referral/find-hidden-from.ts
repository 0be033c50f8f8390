import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/database/with-actor'
import type { ReferralFacts } from '@/lib/routing/facts'

/**
 * The organisations to which a referral must not exist: whoever is said to be involved. An officer
 * who names their own organisation names the police.
 * @returns ids of organisations
 */
export const findHiddenFrom = async (
  tx: Tx,
  actor: Actor,
  { implicated }: Pick<ReferralFacts, 'implicated'>,
): Promise<string[]> => {
  if (implicated === 'none') return []
  if (implicated === 'referrer' && actor.organisation.type !== 'police')
    return [actor.organisation.id]
  const police = await tx.organisation.findMany({ where: { type: 'police' }, select: { id: true } })
  return police.map(({ id }) => id)
}
