import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { EventPage } from './events'

const pageSize = 50

/**
 * One page of the audit trail, the newest first: ids, codes and times.
 * @param before the sequence number that the page must be below; `undefined` for the newest
 * @throws NotFound where the actor does not read events
 */
export const findEvents = async (actor: Actor, before?: bigint): Promise<EventPage> => {
  if (!may(actor, 'read-events')) throw new NotFound()
  const events = await withActor(actor, (tx) =>
    tx.event.findMany({
      where: before === undefined ? {} : { sequence: { lt: before } },
      orderBy: { sequence: 'desc' },
      take: pageSize + 1,
      select: { sequence: true, at: true, type: true, role: true, accountId: true, detail: true },
    }),
  )
  const page = events.slice(0, pageSize)
  return { events: page, next: events.length > pageSize ? page.at(-1)?.sequence : undefined }
}
