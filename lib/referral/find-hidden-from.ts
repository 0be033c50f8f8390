import type { Actor } from '@/lib/access/actor'
import type { InSql } from '@/lib/database/with-actor'
import type { ReferralFacts } from '@/lib/routing/facts'

/**
 * The organisations to which a referral must not exist: whoever is said to be involved. An officer
 * who names their own organisation names the police.
 * @param sender whoever sent it, of the organisation that refers
 * @returns ids of organisations
 */
export const findHiddenFrom = async (
  tx: InSql,
  sender: { readonly organisation: Pick<Actor['organisation'], 'id' | 'type'> },
  { implicated }: Pick<ReferralFacts, 'implicated'>,
): Promise<string[]> => {
  if (implicated === 'none') return []
  const { organisation } = sender
  if (implicated === 'referrer' && organisation.type !== 'police') return [organisation.id]
  const police = await tx.$queryRaw<
    { id: string }[]
  >`select id::text from organisation where type = 'police'`
  return police.map(({ id }) => id)
}
