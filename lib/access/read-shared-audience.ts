import type { InSql } from '@/lib/database/with-actor'
import type { Audience } from '@/lib/disclosure/field-sets'

/**
 * What accepted shares with the actor's organisation let it see of a case: the widest of them, in a
 * transaction that is open already. `null` where there is none.
 */
export const readSharedAudience = async (
  tx: InSql,
  referralId: string,
): Promise<Audience | null> => {
  const [row] = await tx.$queryRaw<{ audience: Audience | null }[]>`
    select shared_audience(${referralId}::uuid) as audience`
  return row?.audience ?? null
}
