import type { Tx } from '@/lib/database/with-actor'
import type { MessageType } from './messages'

/** Puts messages in the outbox, in the transaction of what they tell of. */
export const queueMessages = async (
  tx: Tx,
  referral: { readonly id: string; readonly priority: string },
  messages: readonly { readonly type: MessageType; readonly recipient: string }[],
) => {
  if (messages.length === 0) return
  await tx.message.createMany({
    data: messages.map((message) => ({
      ...message,
      referralId: referral.id,
      priority: referral.priority,
    })),
  })
}
