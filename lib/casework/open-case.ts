import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { askAsActor, withActorInSql } from '@/lib/database/with-actor'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { readReference } from '@/lib/referral/reference'
import { NotAllowed, NotFound } from '@/lib/refusals'
import type { Case } from './case'
import { dueAt } from './deadlines'
import { mostInAnHour, type Entry } from './entry'
import { findCase } from './find-case'

interface EntryRow {
  readonly id: string
  readonly priority: string
  readonly entry: Entry['entry'] | null
  readonly opening: string | null
  readonly is_many: boolean
}

/** As long before a moment as an opening lasts. */
const shiftBefore = (at: Date) =>
  new Date(2 * at.getTime() - dueAt('opening', 'POLICE', at).getTime())

const findEntry = async (actor: Actor, typedReference: string): Promise<EntryRow> => {
  const reference = readReference(typedReference)
  if (!reference) throw new NotFound()
  const at = now()
  const [row] = await askAsActor(
    actor,
    (tx) => tx.$queryRaw<EntryRow[]>`
      select referral_id::text as id, priority, entry, opening_id::text as opening, is_many
      from find_entry(${reference}, ${at}::timestamptz, ${shiftBefore(at)}::timestamptz, ${mostInAnHour})`,
  )
  if (!row) throw new NotFound()
  return row
}

const tellOfMany = (actor: Actor, { id, priority }: EntryRow) =>
  withActorInSql(actor, async (tx) => {
    await queueMessages(tx, { id, priority }, [
      { type: 'openings.many', recipient: 'role:safeguarding_lead' },
    ])
    await recordEvent(tx, 'openings.many', id, { most: mostInAnHour })
  })

/**
 * Opens a case for whoever wants to read it: at once where it is their own work, and otherwise only with
 * a reason that they gave within the shift (`recordOpening`). The lead is told of whoever opens many.
 * @returns the case; or its reference, where a reason is needed first and nothing is shown before
 * @throws NotFound where there is no such case, or it is not this actor's to see
 */
export const openCase = async (
  actor: Actor,
  typedReference: string,
): Promise<{ readonly found: Case } | { readonly needsReason: string }> => {
  const row = await findEntry(actor, typedReference)
  const { entry, opening } = row
  if (!entry) return { needsReason: readReference(typedReference) ?? typedReference }
  const found = await findCase(actor, typedReference, {
    entry,
    ...(entry === 'opening' && opening && { opening }),
  })
  if (row.is_many) await tellOfMany(actor, row)
  return { found }
}

const notOpen = 'This case is not yours now. Open it first, and say why'

/**
 * As `openCase`, for the pages behind a case.
 * @throws NotAllowed where the actor has to say first why they open it
 */
export const requireCase = async (actor: Actor, typedReference: string): Promise<Case> => {
  const opened = await openCase(actor, typedReference)
  if ('needsReason' in opened) throw new NotAllowed(notOpen)
  return opened.found
}

/**
 * Makes sure that an actor may read a case now, without reading it: for what is done to it, and for
 * pages that read it in another way.
 * @throws NotFound where there is no such case, or it is not this actor's to see
 * @throws NotAllowed where the actor has to say first why they open it
 */
export const requireEntry = async (actor: Actor, typedReference: string): Promise<void> => {
  const { entry } = await findEntry(actor, typedReference)
  if (!entry) throw new NotAllowed(notOpen)
}
