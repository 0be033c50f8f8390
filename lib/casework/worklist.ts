import type { Standing } from '@/lib/consent/ledger'
import type { Destination, Priority } from '@/lib/routing/queues'
import type { ItemFacts } from './states'
import type { TabName } from './view'

/** How many items a page of a queue shows. */
export const pageSize = 20

/** How far a tab counts: beyond it a number helps nobody, and would be slow to find. */
export const countedTo = 1_000

/** One line of a queue's page: enough to choose what to open, and the name of no person. */
export interface WorklistItem extends ItemFacts {
  readonly id: string
  readonly reference: string
  readonly queue: Destination
  readonly version: number
  readonly identity: string
  readonly priority: Priority
  readonly enteredAt: Date
  readonly dueAt: Date
  readonly pausedAt: Date | null
  readonly pausedUntil: Date | null
  readonly finishedAt: Date | null
  readonly area: string | null
  readonly exploitationTypes: readonly string[]
  readonly people: number
  readonly badges: readonly string[]
  readonly organisation: string
  /** The name of the officer who has it. */
  readonly owner: string | null
  /** Why the work has to stop, where the person does not agree to it any more. */
  readonly stopped?: Standing | undefined
}

export interface SavedView {
  readonly id: string
  readonly name: string
  /** The address of the list as it was saved, behind the question mark. */
  readonly address: string
}

/** Somebody who works a queue. */
export interface Worker {
  readonly id: string
  readonly name: string
}

/** One page of a queue, and what is around it. */
export interface Worklist {
  readonly items: readonly WorklistItem[]
  /** Where the next page begins; `undefined` on the last. */
  readonly next: Cursor | undefined
  /** How many items each tab has, one more than `countedTo` where there are more. */
  readonly counts: Readonly<Record<TabName, number>>
  readonly views: readonly SavedView[]
  readonly workers: readonly Worker[]
}

/** How much an officer has of a queue. Nobody has what nobody took yet. */
export interface Workload {
  readonly id: string | null
  readonly name: string | null
  readonly open: number
  readonly overdue: number
  readonly oldest: Date | null
}

/** The place after which a page begins: the last item of the one before, by what it was sorted by. */
export interface Cursor {
  /** Where the list is sorted by it first. */
  readonly priority?: string | undefined
  readonly at: Date
  readonly id: string
}

/** A cursor as it stands in an address. It names an item by its random id and nothing else. */
export const writeCursor = ({ priority, at, id }: Cursor) =>
  [...(priority ? [priority] : []), at.getTime(), id].join('.')

const cursor = /^(?:(P[123])\.)?(\d{13})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/**
 * Reads a cursor from an address.
 * @param isByPriority whether the list is sorted by priority first
 * @returns `undefined` where it is none, or none of a list that is sorted so
 */
export const readCursor = (text: string | null, isByPriority: boolean): Cursor | undefined => {
  const [, priority, at, id] = cursor.exec(text ?? '') ?? []
  if (!at || !id || Boolean(priority) !== isByPriority) return undefined
  return { priority, at: new Date(Number(at)), id }
}
