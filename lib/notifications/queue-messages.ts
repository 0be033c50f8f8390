import { now } from '@/lib/clock'
import type { InSql } from '@/lib/database/with-actor'
import type { Queued } from './messages'

/**
 * Puts messages in the outbox, in the transaction of what they tell of: where that is undone, nobody
 * is told.
 * @param referral what they are about, if anything. Nothing of it is ever in a text: it decides who
 * may be told
 */
export const queueMessages = async (
  tx: InSql,
  referral: { readonly id: string; readonly priority: string } | null,
  messages: readonly Queued[],
) => {
  await tx.$queryRaw`
    insert into message (type, recipient, send_after, act_id, referral_id, priority, queued_at)
    select type, recipient, "sendAfter", "actId", ${referral?.id ?? null}::uuid,
      ${referral?.priority ?? 'P3'},
      ${now()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb)
      as queued (type text, recipient text, "sendAfter" timestamptz, "actId" uuid)`
}

/**
 * Takes back the messages of an act that is undone, in the same transaction. What was handed over
 * already stays sent.
 */
export const withdrawMessages = async (tx: InSql, actId: string) => {
  await tx.$queryRaw`select withdraw_messages(${actId}::uuid)`
}
