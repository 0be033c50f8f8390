import type { Actor } from '@/lib/access/actor'
import { readEntry, type EntryRow } from '@/lib/access/require-entry'
import { recordEvent } from '@/lib/audit/record-event'
import { askAsActor, withActorInSql } from '@/lib/database/with-actor'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { readReference } from '@/lib/referral/reference'
import { NeedsReason, NotFound } from '@/lib/refusals'
import type { Case } from './case'
import { mostInAnHour } from './entry'
import { findCase } from './find-case'

const findEntry = async (actor: Actor, typedReference: string): Promise<EntryRow> => {
  const reference = readReference(typedReference)
  const row = reference && (await askAsActor(actor, (tx) => readEntry(tx, reference)))
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

/**
 * As `openCase`, for the pages behind a case.
 * @throws NeedsReason where the actor has to say first why they open it
 */
export const requireCase = async (actor: Actor, typedReference: string): Promise<Case> => {
  const opened = await openCase(actor, typedReference)
  if ('needsReason' in opened) throw new NeedsReason(opened.needsReason)
  return opened.found
}
