import { now } from '@/lib/clock'
import { dueAt } from '@/lib/casework/deadlines'
import { mostInAnHour, type Entry } from '@/lib/casework/entry'
import type { InSql } from '@/lib/database/with-actor'
import { NeedsReason } from '@/lib/refusals'

export interface EntryRow {
  readonly id: string
  readonly priority: string
  /** How it may be opened; nothing where a reason is needed first. */
  readonly entry: Entry['entry'] | null
  readonly opening: string | null
  /** Whether opening it is one more than is usual in an hour, and nobody was told. */
  readonly is_many: boolean
}

/** As long before a moment as an opening lasts. */
const shiftBefore = (at: Date) =>
  new Date(2 * at.getTime() - dueAt('opening', 'POLICE', at).getTime())

/**
 * Reads how an actor may open a case now, in a transaction that is open already.
 * @returns `undefined` where there is no such case, or it is not theirs to see
 */
export const readEntry = async (tx: InSql, reference: string): Promise<EntryRow | undefined> => {
  const at = now()
  const [row] = await tx.$queryRaw<EntryRow[]>`
    select referral_id::text as id, priority, entry, opening_id::text as opening, is_many
    from find_entry(${reference}, ${at}::timestamptz, ${shiftBefore(at)}::timestamptz, ${mostInAnHour})`
  return row
}

/**
 * The guard of everything beside a case: call it where the case is read, before anything of it is told
 * or changed. Whoever opens a case outside their own work gives a reason first, whichever page they
 * come by. Source: Data Protection Act 2018 s.62(2) and (3).
 * @throws NeedsReason where the actor sees the case, and has not said why they open it
 */
export const requireEntry = async (tx: InSql, reference: string): Promise<void> => {
  const row = await readEntry(tx, reference)
  if (row && !row.entry) throw new NeedsReason(reference)
}
