import type { InSql } from '@/lib/database/with-actor'
import type { RawAnswers } from '@/lib/journey/question'
import { hashForFinding } from '@/lib/sealing/hash-terms'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import { matchOf, type Match, type MatchRow } from './match'
import { termsOfAnswers, type SearchTerm } from './search-terms'

const most = 10

interface Sealed {
  readonly area: string | null
  readonly is_person: boolean
  readonly story: Uint8Array
  readonly identity: Uint8Array | null
  readonly details: Uint8Array | null
}

/** The terms of a referral, from those of its answers that the actor may know. */
const findTerms = async (tx: InSql, id: string) => {
  const [row] = await tx.$queryRaw<Sealed[]>`
    select referral.area, (referral.facts -> 'personIdentified') = 'true' as is_person,
      referral.answers as story, identity.answers as identity, details.answers as details
    from referral
      left join identity on identity.referral_id = referral.id
      left join details on details.referral_id = referral.id
    where referral.id = ${id}::uuid`
  if (!row) return { area: null, terms: [] }
  const typed: RawAnswers = {
    ...(!row.is_person && openAnswers<RawAnswers>(row.story, places.referral(id))),
    ...(row.identity && openAnswers<RawAnswers>(row.identity, places.identity(id))),
    ...(row.details && openAnswers<RawAnswers>(row.details, places.details(id))),
  }
  return { area: row.area, terms: termsOfAnswers(typed, row.is_person) }
}

const countNames = (terms: readonly SearchTerm[]) =>
  new Set(terms.filter(({ kind }) => kind === 'name').map(({ word }) => word)).size

/**
 * Finds other referrals that may be about the same person or place, in a transaction that is open for
 * an actor already, among what they may know of both: the same phone number, postcode or two words of
 * the place; two names alike; or, in the same area, two names that sound alike. Where somebody has one
 * name, one is enough there.
 * @returns the likeliest first, 10 at most, each with why
 */
export const findLikely = async (tx: InSql, referralId: string): Promise<readonly Match[]> => {
  const { area, terms } = await findTerms(tx, referralId)
  if (terms.length === 0) return []
  const needed = Math.min(2, countNames(terms) || 2)
  const hashed = JSON.stringify(hashForFinding(terms))
  const rows = await tx.$queryRaw<MatchRow[]>`
    select reference, submitted_at, age_group, area, exploitation_types, priority, "primary",
      false as is_reference, phones, names, sounds, postcodes,
      case when places >= 2 then places else 0 end as places,
      (select jsonb_agg(jsonb_build_object('queue', queue, 'state', state) order by queue)
        from item where item.referral_id = referral.id) as items
    from find_by_terms(${hashed}::jsonb, null) with ordinality as found
      cross join lateral (
        select * from referral where id = found.referral_id offset 0
      ) as referral
    where found.referral_id <> ${referralId}::uuid
      and (
        phones > 0 or postcodes > 0 or places >= 2 or names >= 2
        or greatest(names, sounds) >= ${needed}::integer
      )
      and (phones > 0 or postcodes > 0 or places >= 2 or names >= 2 or area = ${area})
    order by ordinality
    limit ${most}`
  return rows.map(matchOf)
}
