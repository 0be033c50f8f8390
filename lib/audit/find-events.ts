import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { EventFilters } from './event-filters'
import type { EventPage } from './events'
import { findCasesOfTrail, findChosen } from './find-chosen'
import { recordEvent } from './record-event'

const pageSize = 50

/**
 * One page of the audit trail, the newest first: ids, codes and times. That somebody looked, and at
 * what of it, is recorded.
 * @param before the sequence number that the page must be below; `undefined` for the newest
 * @throws NotFound where the actor does not read events
 */
export const findEvents = async (
  actor: Actor,
  filters: EventFilters = {},
  before?: bigint,
): Promise<EventPage> => {
  if (!may(actor, 'read-events')) throw new NotFound()
  return withActor(actor, async (tx) => {
    const chosen = await findChosen(tx, filters)
    const found = await tx.event.findMany({
      where: before === undefined ? chosen : { AND: [chosen, { sequence: { lt: before } }] },
      orderBy: { sequence: 'desc' },
      take: pageSize + 1,
      omit: { previous: true, hash: true },
    })
    const page = found.slice(0, pageSize)
    const organisations = await tx.organisation.findMany({
      select: { id: true, name: true },
      orderBy: { name: 'asc' },
    })
    const nameOf = new Map(organisations.map(({ id, name }) => [id, name]))
    const cases = await findCasesOfTrail(tx, [
      ...new Set(page.flatMap((line) => line.referralId ?? [])),
    ])
    const referenceOf = new Map(cases.map(({ id, reference }) => [id, reference]))
    await recordEvent(tx, 'events.viewed', null, {
      filters,
      ...(before !== undefined && { before: Number(before) }),
    })
    return {
      events: page.map(({ organisationId, referralId, ...line }) => ({
        ...line,
        organisation: nameOf.get(organisationId ?? '') ?? null,
        reference: referenceOf.get(referralId ?? '') ?? null,
      })),
      organisations,
      next: found.length > pageSize ? page.at(-1)?.sequence : undefined,
    }
  })
}
