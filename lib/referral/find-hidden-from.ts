import type { Actor } from '@/lib/access/actor'
import type { InSql } from '@/lib/database/with-actor'
import type { ReferralFacts } from '@/lib/routing/facts'

/**
 * The organisations to which a referral must not exist: whoever is said to be involved. An officer
 * who names their own organisation names the police.
 * @returns ids of organisations
 */
export const findHiddenFrom = async (
  tx: InSql,
  actor: Actor,
  { implicated }: Pick<ReferralFacts, 'implicated'>,
): Promise<string[]> => {
  if (implicated === 'none') return []
  if (implicated === 'referrer' && actor.organisation.type !== 'police')
    return [actor.organisation.id]
  const police = await tx.$queryRaw<
    { id: string }[]
  >`select id::text from organisation where type = 'police'`
  return police.map(({ id }) => id)
}
