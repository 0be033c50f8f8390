import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import type { Tx } from '@/lib/database/with-actor'
import type { Destination } from '@/lib/routing/queues'
import type { CaseItem } from './casework'
import { offersOf } from './offers'
import { readItem } from './read-item'
import { moveOf, stateOf } from './states'

/** The items of a case that the actor can see, each with what they may do to it now. */
export const readCaseItems = async (
  tx: Tx,
  actor: Actor,
  reference: string,
  items: readonly { readonly queue: string; readonly identity: string }[],
): Promise<readonly CaseItem[]> => {
  const found: CaseItem[] = []
  for (const { queue: name, identity } of items) {
    const queue = name as Destination
    const read = await readItem(tx, actor, reference, queue)
    if (!read) continue
    const { item, situation } = read
    const people = await tx.$queryRaw<{ name: string }[]>`
      select name from names_of(array[${item.ownerId}::uuid])`
    const handler = item.handlerId
      ? await tx.organisation.findUnique({ where: { id: item.handlerId }, select: { name: true } })
      : null
    const state = stateOf(item)
    const isParty = may(actor, 'work-a-queue') || may(actor, 'refer')
    found.push({
      id: item.id,
      queue,
      state,
      move: moveOf(item),
      priority: item.priority,
      identity,
      owner: people[0]?.name ?? null,
      isMine: item.ownerId === actor.accountId,
      handler: handler?.name ?? null,
      enteredAt: item.enteredAt,
      acceptedAt: item.acceptedAt,
      dueAt: item.dueAt,
      pausedAt: item.pausedAt,
      pausedFor: item.pausedFor,
      pausedUntil: item.pausedUntil,
      finishedAt: item.finishedAt,
      finishedBecause: item.finishedBecause,
      lowering: situation.lowering,
      isSubmitted: situation.isSubmitted,
      version: item.version,
      offers: isParty ? offersOf({ role: actor.role, queue }, state, situation) : [],
    })
  }
  return found
}
