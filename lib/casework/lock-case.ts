import type { InSql } from '@/lib/database/with-actor'

/**
 * Waits for its turn with a case until the transaction ends, so that what must be there once is looked
 * for and written by one after another.
 */
export const lockCase = async (tx: InSql, referralId: string) => {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${referralId}, 0))::text`
}
