import type { InSql } from '@/lib/database/with-actor'
import type { Seen } from '@/lib/disclosure/receipts'

/** Every time that somebody saw answers of a case, in order, in a transaction that is open already. */
export const readSeen = (tx: InSql, referralId: string) =>
  tx.$queryRaw<Seen[]>`
    select event.at, event.role, organisation.name as organisation, event.detail
    from event join organisation on organisation.id = event.organisation_id
    where event.referral_id = ${referralId}::uuid
      and (event.type = 'referral.viewed' or jsonb_typeof(event.detail -> 'fields') = 'array')
    order by event.sequence`
