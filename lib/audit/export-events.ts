import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { withActor } from '@/lib/database/with-actor'
import { eventCopies, type CopyForm } from './event-copies'
import type { EventFilters } from './event-filters'
import { findChosen } from './find-chosen'
import { readEntries } from './read-trail'
import { recordEvent } from './record-event'

const atOnce = 1_000

/**
 * A copy of what an auditor chose of the trail, the oldest first, as it was when they asked. That it
 * was taken is recorded before the first byte leaves.
 * @returns the file's text, a thousand entries at a time: a copy of any length takes the same memory
 * @throws NotFound where the actor does not read events
 * @throws NeedsProof where the actor has not proved lately that it is them
 */
export const exportEvents = async (
  actor: Actor,
  filters: EventFilters,
  as: CopyForm,
): Promise<ReadableStream<Uint8Array>> => {
  requirePermission(actor, 'copy-events')
  const upTo = await withActor(actor, async (tx) => {
    const newest = await tx.event.findFirst({
      orderBy: { sequence: 'desc' },
      select: { sequence: true },
    })
    const upTo = newest?.sequence ?? 0n
    await recordEvent(tx, 'events.exported', null, { as, filters, upTo: Number(upTo) })
    return upTo
  })
  const { head, line } = eventCopies[as]
  const encoder = new TextEncoder()
  let last = 0n
  const next = () =>
    withActor(actor, async (tx) => {
      const chosen = await findChosen(tx, filters)
      const found = await tx.event.findMany({
        where: { AND: [chosen, { sequence: { gt: last, lte: upTo } }] },
        orderBy: { sequence: 'asc' },
        take: atOnce,
        select: { sequence: true },
      })
      const sequences = found.map(({ sequence }) => sequence)
      last = sequences.at(-1) ?? last
      return sequences.length > 0 ? readEntries(tx, sequences) : []
    })
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    pull: async (controller) => {
      const entries = await next()
      if (entries.length === 0) controller.close()
      else controller.enqueue(encoder.encode(entries.map(line).join('')))
    },
  })
}
