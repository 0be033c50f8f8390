import type { Decision } from '@/lib/routing/decision'
import type { Action, Destination, Priority, Queue } from '@/lib/routing/queues'

/** What of a case a queue is told: that there is one, or also who the person is. */
export type Told = 'case' | 'identity'

export interface Disclosure {
  readonly to: Queue
  readonly what: Told
}

/** What another decision about the same facts would change. */
export interface Moves {
  /** Whether anything moves at all. */
  readonly isMoved: boolean
  readonly queues: { readonly joins: readonly Queue[]; readonly leaves: readonly Queue[] }
  readonly first?: { readonly from: Destination; readonly to: Destination }
  readonly priority?: { readonly from: Priority; readonly to: Priority }
  /** What would be disclosed to whom that was not, and what would be no more. */
  readonly disclosed: {
    readonly more: readonly Disclosure[]
    readonly fewer: readonly Disclosure[]
  }
  readonly actions: { readonly added: readonly Action[]; readonly removed: readonly Action[] }
}

const without = <T>(one: readonly T[], other: readonly T[]) =>
  one.filter((entry) => !other.includes(entry))

const identityOf = ({ items }: Decision, queue: Queue) =>
  items.find((item) => item.queue === queue)?.identity

/** What a queue is told by one decision that another does not tell it. */
const toldMore = (than: Decision, by: Decision): readonly Disclosure[] =>
  by.items.flatMap(({ queue: to, identity }) => [
    ...(than.queues.includes(to) ? [] : [{ to, what: 'case' as const }]),
    ...(identity === 'shared' && identityOf(than, to) !== 'shared'
      ? [{ to, what: 'identity' as const }]
      : []),
  ])

/**
 * Compares what two policies decide about one case: what moves. In: the two decisions. Two that ask for
 * the same move nothing, whatever their reasons.
 */
export const compareDecisions = (before: Decision, after: Decision): Moves => {
  const joins = without(after.queues, before.queues)
  const leaves = without(before.queues, after.queues)
  const more = toldMore(before, after)
  const fewer = toldMore(after, before)
  const added = without(after.actions, before.actions)
  const removed = without(before.actions, after.actions)
  const isFirstMoved = before.primary !== after.primary
  const isPriorityMoved = before.priority !== after.priority
  return {
    isMoved:
      isFirstMoved ||
      isPriorityMoved ||
      before.identityToPolice !== after.identityToPolice ||
      [joins, leaves, more, fewer, added, removed].some((list) => list.length > 0),
    queues: { joins, leaves },
    ...(isFirstMoved && { first: { from: before.primary, to: after.primary } }),
    ...(isPriorityMoved && { priority: { from: before.priority, to: after.priority } }),
    disclosed: { more, fewer },
    actions: { added, removed },
  }
}
