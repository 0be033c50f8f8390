import type { Tx } from '@/lib/database/with-actor'
import type { EventType } from './events'

/**
 * Appends to the audit trail, in the transaction of the act itself: call it last there, because it
 * holds the end of the chain until the transaction ends. Who acts is taken from the transaction.
 * @param detail ids and codes only: never the value of an answer
 */
export const recordEvent = async (
  tx: Tx,
  type: EventType,
  referralId: string | null,
  detail: Readonly<Record<string, unknown>> = {},
) => {
  await tx.$queryRaw`select append_event(${type}, ${referralId}::uuid, ${JSON.stringify(detail)}::jsonb)::text`
}
