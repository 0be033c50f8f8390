import type { InSql } from '@/lib/database/with-actor'
import type { EventType } from './events'

export type Detail = Readonly<Record<string, unknown>>

/**
 * Appends to the audit trail, in the transaction of the act itself: call it last there and once,
 * because it holds the end of the chain until the transaction ends. Who acts is taken from the
 * transaction.
 * @param events what happened, in this order; details are ids and codes only, never the value of an
 * answer
 */
export const recordEvents = async (
  tx: InSql,
  referralId: string | null,
  events: readonly { readonly type: EventType; readonly detail: Detail }[],
) => {
  await tx.$queryRaw`
    select append_event(type, ${referralId}::uuid, detail)::text
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as event (type text, detail jsonb)`
}

/** Appends one event, as `recordEvents` does. */
export const recordEvent = (
  tx: InSql,
  type: EventType,
  referralId: string | null,
  detail: Detail = {},
) => recordEvents(tx, referralId, [{ type, detail }])
