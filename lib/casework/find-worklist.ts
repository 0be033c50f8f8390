import type { Actor } from '@/lib/access/actor'
import { maySeeQueue } from '@/lib/access/permissions'
import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { Identity, Priority, Queue } from '@/lib/routing/queues'
import { pageSize, writeCursor, type Cursor, type Worklist } from './worklist'

/**
 * One page of a queue, the most urgent first and, among equals, the longest waiting first.
 * @param after the last item of the page before; `undefined` for the first page
 * @throws NotFound where the actor's role does not work this queue
 */
export const findWorklist = async (
  actor: Actor,
  queue: Queue,
  after?: Cursor,
): Promise<Worklist> => {
  if (!maySeeQueue(actor, queue)) throw new NotFound()
  const rows = await withActor(actor, (tx) =>
    tx.item.findMany({
      where: {
        queue,
        state: 'new',
        ...(after && {
          OR: [
            { priority: { gt: after.priority } },
            { priority: after.priority, enteredAt: { gt: after.enteredAt } },
            { priority: after.priority, enteredAt: after.enteredAt, id: { gt: after.id } },
          ],
        }),
      },
      orderBy: [{ priority: 'asc' }, { enteredAt: 'asc' }, { id: 'asc' }],
      take: pageSize + 1,
      select: {
        id: true,
        reference: true,
        kind: true,
        identity: true,
        state: true,
        priority: true,
        enteredAt: true,
        dueAt: true,
        referral: {
          select: {
            ageGroup: true,
            area: true,
            exploitationTypes: true,
            organisation: { select: { name: true } },
          },
        },
      },
    }),
  )
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    items: page.map(({ referral, ...item }) => ({
      ...item,
      queue,
      identity: item.identity as Identity,
      priority: item.priority as Priority,
      ageGroup: referral.ageGroup,
      area: referral.area,
      exploitationTypes: referral.exploitationTypes,
      organisation: referral.organisation.name,
    })),
    next: rows.length > pageSize && last ? writeCursor(last) : undefined,
  }
}
