import type { InSql } from '@/lib/database/with-actor'
import type { Entry } from './ledger'
import type { Agreements, Override } from './permitted'

type Ledger = Pick<Agreements, 'entries' | 'overrides'>

/**
 * The ledger of a case as far as rules need it: codes alone, the oldest first, and what overrules it,
 * in a transaction that is open already.
 */
export const readLedger = async (tx: InSql, referralId: string): Promise<Ledger> => ({
  entries: await tx.$queryRaw<Entry[]>`
    select purpose, answer, capacity, recorded_at as "recordedAt", expires_at as "expiresAt",
      organisation_id::text as "organisationId"
    from consent_entry where referral_id = ${referralId}::uuid order by recorded_at, id`,
  overrides: await tx.$queryRaw<Override[]>`
    select purpose, basis, recorded_at as "recordedAt"
    from consent_override where referral_id = ${referralId}::uuid order by recorded_at, id`,
})
