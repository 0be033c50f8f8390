import type { EventType } from '@/lib/audit/events'
import { recipientsIn } from '@/lib/casework/share-recipients'
import type { InSql } from '@/lib/database/with-actor'
import type { Queued } from '@/lib/notifications/messages'
import type { NewEntry } from './consent-entries'
import { purposeOf } from './purposes'
import { recallDue } from './withdrawal'

interface Row {
  readonly recall_id: string | null
  readonly recall_queue: string | null
  readonly recall_organisation: string | null
  readonly share_id: string | null
}

/** What follows from entries: whom to tell and what to record. */
export interface Consequences {
  readonly messages: readonly Queued[]
  readonly events: readonly {
    readonly type: EventType
    readonly detail: Readonly<Record<string, unknown>>
  }[]
}

const recipientsOf = ({ recall_queue: queue, recall_organisation: organisation }: Row) => {
  if (!queue) return recipientsIn(organisation ?? '')
  return organisation ? [`organisation:${organisation}:first_responder_desk`] : [`queue:${queue}`]
}

/**
 * Does at once what entries of the ledger mean to those who have something by them, in a transaction that
 * is open already: what was taken back ends, is not seen any more, and is asked back; what is given again
 * is seen again. Source: UK GDPR art. 7(3), art. 19.
 */
export const applyEntries = async (
  tx: InSql,
  entries: readonly (NewEntry & { readonly id: string })[],
  at: Date,
): Promise<Consequences> => {
  const messages: Queued[] = []
  const events: Consequences['events'][number][] = []
  for (const { id, purpose } of entries) {
    const { queue = '', shares } = purposeOf(purpose)
    const rows = await tx.$queryRaw<Row[]>`
      select recall_id::text, recall_queue, recall_organisation::text, share_id::text
      from carry_out_consent(${id}::uuid, ${queue}, ${shares}::text[], ${recallDue(at)}::timestamptz)`
    for (const row of rows) {
      const { share_id: share, recall_id: recall } = row
      if (share) events.push({ type: 'share.ended', detail: { share, because: 'consent' } })
      if (share && !recall)
        messages.push(
          ...recipientsIn(row.recall_organisation ?? '').map((recipient): Queued => ({
            type: 'share.ended',
            recipient,
          })),
        )
      if (!recall) continue
      events.push({ type: 'recall.asked', detail: { recall, consent: purpose, share } })
      messages.push(
        ...recipientsOf(row).map((recipient): Queued => ({ type: 'recall.asked', recipient })),
      )
    }
  }
  return { messages, events }
}
