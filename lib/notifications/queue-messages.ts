import type { InSql } from '@/lib/database/with-actor'
import type { MessageType } from './messages'

/** Puts messages in the outbox, in the transaction of what they tell of. */
export const queueMessages = async (
  tx: InSql,
  referral: { readonly id: string; readonly priority: string },
  messages: readonly { readonly type: MessageType; readonly recipient: string }[],
) => {
  await tx.$queryRaw`
    insert into message (type, recipient, referral_id, priority)
    select type, recipient, ${referral.id}::uuid, ${referral.priority}
    from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as queued (type text, recipient text)`
}
