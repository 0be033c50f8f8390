import type { Actor } from '@/lib/access/actor'
import { may, type Permission } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { withActorInSql } from '@/lib/database/with-actor'
import { readReference } from '@/lib/referral/reference'
import { NotAllowed } from '@/lib/refusals'
import { hashForFinding } from '@/lib/sealing/hash-terms'
import { longestSearch, matchOf, type Matches, type MatchRow } from './match'
import { termsOfSearch } from './search-terms'

const most = 50

/** Whoever sees referrals searches among those that they see. */
const searchers: readonly Permission[] = [
  'refer',
  'work-nrm-queue',
  'work-beacon-queue',
  'work-police-queue',
  'review-outcomes',
]

/**
 * Searches by reference, phone number, name (as written, or as it sounds) and place, among what the
 * actor may know: a case whose name is withheld from them is not found by it. That they searched is
 * recorded, and what was found, never what was typed.
 * @returns the surest and newest matches, 50 at most; none for an empty search
 * @throws NotAllowed where the role sees no referrals
 */
export const findMatches = async (actor: Actor, typed: string): Promise<Matches> => {
  if (!searchers.some((permission) => may(actor, permission)))
    throw new NotAllowed('Your account cannot search')
  const search = typed.trim().slice(0, longestSearch)
  if (search === '') return { matches: [], more: false }
  const reference = readReference(search) ?? null
  const terms = JSON.stringify(hashForFinding(termsOfSearch(search)))
  return withActorInSql(actor, async (tx) => {
    const rows = await tx.$queryRaw<MatchRow[]>`
      with found as materialized (
        select referral_id, false as is_reference, phones, names, sounds, postcodes, places, ordinality
        from find_by_terms(${terms}::jsonb, ${most + 1}) with ordinality
        union all
        select id, true, 0, 0, 0, 0, 0, 0 from referral where reference = ${reference}
      )
      select reference, submitted_at, age_group, area, exploitation_types, priority, "primary",
        is_reference, phones, names, sounds, postcodes, places,
        (select jsonb_agg(jsonb_build_object('queue', queue, 'state', state) order by queue)
          from item where item.referral_id = referral.id) as items
      from found
        cross join lateral (
          select * from referral where id = found.referral_id offset 0
        ) as referral
      order by ordinality
      limit ${most + 1}`
    const matches = rows.slice(0, most).map(matchOf)
    const matched = [...new Set(matches.flatMap(({ reasons }) => reasons))]
    await recordEvent(tx, 'search.made', null, { matched, count: matches.length })
    return { matches, more: rows.length > most }
  })
}
