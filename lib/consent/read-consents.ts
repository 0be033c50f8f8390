import type { InSql } from '@/lib/database/with-actor'
import type { ConsentRead } from './consent-read'

/** The ledger of a case as it is shown, the oldest first, in a transaction that is open already. */
export const readConsents = (tx: InSql, referralId: string): Promise<readonly ConsentRead[]> =>
  tx.$queryRaw<ConsentRead[]>`
    select entry.id::text, purpose, answer, capacity, recorded_at as "recordedAt",
      expires_at as "expiresAt", organisation_id::text as "organisationId",
      organisation.name as organisation, wording_version as "wordingVersion", interpreter, setting
    from consent_entry as entry left join organisation on organisation.id = entry.organisation_id
    where referral_id = ${referralId}::uuid order by recorded_at, entry.id`
