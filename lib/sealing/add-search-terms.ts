import { termsOfAnswers } from '@/lib/casework/search-terms'
import type { InSql } from '@/lib/database/with-actor'
import type { RawAnswers } from '@/lib/journey/question'
import { hashForKeeping } from './hash-terms'
import { keyIdOf, sealingKey } from './wrap-key'

interface Found {
  readonly referralId: string
  /** Whether the referral is about a person, as its facts say. */
  readonly personIdentified: boolean
  /** When this was said: a search shows the newest first. */
  readonly at: Date
}

/**
 * Lets a referral be found by its answers, in a transaction that is open already. What it was found
 * by before stays: a name that was corrected still leads to it.
 * @param typed answers as they were typed, all of them or those that are new
 */
export const addSearchTerms = async (
  tx: InSql,
  { referralId, personIdentified, at }: Found,
  typed: RawAnswers,
) => {
  const terms = JSON.stringify(hashForKeeping(termsOfAnswers(typed, personIdentified)))
  await tx.$queryRaw`
    insert into search_term (term, referral_id, kind, part, added_at, key_id)
    select distinct decode(term, 'hex'), ${referralId}::uuid, kind,
      ${personIdentified ? 'identity' : 'story'}, ${at}::timestamptz,
      ${new Uint8Array(keyIdOf(sealingKey()))}::bytea
    from jsonb_to_recordset(${terms}::jsonb) as kept (term text, kind text)
    on conflict do nothing`
}
