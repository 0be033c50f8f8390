import type { InSql } from '@/lib/database/with-actor'
import { hashForFinding } from '@/lib/sealing/hash-terms'
import { readSealed } from '@/lib/sealing/read-sealed'
import { matchOf, type Match, type MatchRow } from './match'
import { termsOfAnswers, type SearchTerm } from './search-terms'

const most = 10

interface About {
  readonly area: string | null
  readonly is_person: boolean
}

/** The terms of a referral, from those of its answers that the actor may know. */
const findTerms = async (tx: InSql, id: string) => {
  const [row] = await tx.$queryRaw<About[]>`
    select area, (facts -> 'personIdentified') = 'true' as is_person
    from referral where id = ${id}::uuid`
  if (!row) return { area: null, terms: [] }
  const { sent, details } = await readSealed(tx, id)
  return { area: row.area, terms: termsOfAnswers({ ...sent, ...details }, row.is_person) }
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
