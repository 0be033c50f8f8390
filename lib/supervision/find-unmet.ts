import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { dutyOwner } from '@/lib/casework/duty-owner'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { gatherUnmet, type Unmet, type UnmetCount } from './unmet'

interface Row extends Omit<UnmetCount, 'owner'> {
  readonly organisationId: string | null
  readonly organisation: string | null
  readonly queue: string | null
}

/**
 * What nobody has done yet, by organisation and queue: duties, and cases that are overdue. A case that
 * is restricted or kept from somebody is in no number, as in no figure of the report.
 * @throws NotFound where the actor does not read the report
 */
export const findUnmet = async (actor: Actor): Promise<Unmet> => {
  if (!may(actor, 'read-report')) throw new NotFound()
  return withActorInSql(actor, async (tx) => {
    const rows = await tx.$queryRaw<Row[]>`
      select found.organisation_id::text as "organisationId", organisation.name as organisation,
        found.queue, found.kind, found.unmet, found.overdue, found.oldest
      from unmet_by_owner(${now()}::timestamptz) as found
        left join organisation on organisation.id = found.organisation_id
      order by found.overdue desc, found.oldest, found.kind`
    const [digest] = await tx.$queryRaw<{ sentAt: Date | null }[]>`
      select max(sent_at) as "sentAt" from digest`
    const counts = rows.map(({ organisationId, organisation, queue, ...count }) => ({
      ...count,
      owner: dutyOwner(
        { ownerOrganisationId: organisationId, ownerQueue: queue },
        new Map([[organisationId ?? '', organisation ?? '']]),
      ),
    }))
    return gatherUnmet(counts, digest?.sentAt ?? undefined)
  })
}
