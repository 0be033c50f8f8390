import type { Identity, Priority, Queue } from '@/lib/routing/queues'

/** How many items a page of a queue shows. */
export const pageSize = 20

/** One line of a queue's page: enough to choose what to open, and nobody's name. */
export interface WorklistItem {
  readonly reference: string
  readonly queue: Queue
  readonly kind: string
  readonly identity: Identity
  readonly state: string
  readonly priority: Priority
  readonly enteredAt: Date
  readonly dueAt: Date
  readonly ageGroup: string
  readonly area: string | null
  readonly exploitationTypes: readonly string[]
  readonly organisation: string
}

export interface Worklist {
  readonly items: readonly WorklistItem[]
  /** The address of the next page; `undefined` on the last. */
  readonly next: string | undefined
}

/** The place after which a page begins: the last item of the one before. */
export interface Cursor {
  readonly priority: string
  readonly enteredAt: Date
  readonly id: string
}

/** A cursor as it stands in an address. It names an item by its random id and nothing else. */
export const writeCursor = ({ priority, enteredAt, id }: Cursor) =>
  `${priority}.${enteredAt.getTime()}.${id}`

const cursor = /^(P[123])\.(\d{13})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Reads a cursor from an address; `undefined` where it is none. */
export const readCursor = (text: string | null): Cursor | undefined => {
  const [, priority, at, id] = cursor.exec(text ?? '') ?? []
  return priority && at && id ? { priority, enteredAt: new Date(Number(at)), id } : undefined
}
