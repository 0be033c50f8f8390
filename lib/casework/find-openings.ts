import { subDays } from 'date-fns'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import type { Role } from '@/lib/access/roles'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import { countByPerson, openingDays, type ManyOpened, type Openings } from './openings'

const most = 500

interface Row {
  readonly id: string
  readonly reference: string
  readonly at: Date
  readonly accountId: string
  readonly name: string
  readonly role: Role
  readonly organisation: string
  readonly reason: string
  readonly words: Uint8Array | null
}

/**
 * Who opened which case outside their own work and why, and who opened many in an hour, in the last four
 * weeks, for the lead: of the cases that they may see.
 * @throws NotFound where the role does not review outcomes
 */
export const findOpenings = async (actor: Actor): Promise<Openings> => {
  if (!may(actor, 'review-outcomes')) throw new NotFound()
  const since = subDays(now(), openingDays)
  return withActor(actor, async (tx) => {
    const rows = await tx.$queryRaw<Row[]>`
      with named as materialized (select * from names_of_openers(${since}::timestamptz))
      select opening.id::text, referral.reference, opening.at, opening.account_id::text as "accountId",
        named.name, opening.role, organisation.name as organisation, opening.reason, opening.words
      from opening join referral on referral.id = opening.referral_id
        join organisation on organisation.id = opening.organisation_id
        join named on named.id = opening.account_id
      where opening.at > ${since}::timestamptz
      order by opening.at desc, opening.id limit ${most}`
    const many = await tx.$queryRaw<ManyOpened[]>`
      select event.at, named.name, event.role, organisation.name as organisation
      from event join names_of_openers(${since}::timestamptz) as named on named.id = event.account_id
        join organisation on organisation.id = event.organisation_id
      where event.type = 'openings.many' and event.at > ${since}::timestamptz
      order by event.sequence desc limit ${most}`
    return {
      list: rows.map(({ id, words, ...line }) => ({
        reference: line.reference,
        at: line.at,
        name: line.name,
        role: line.role,
        organisation: line.organisation,
        reason: line.reason,
        words: words ? openAnswers<string>(words, places.opening(id)) : undefined,
      })),
      byPerson: countByPerson(rows),
      many,
    }
  })
}
