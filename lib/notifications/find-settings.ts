import type { Actor } from '@/lib/access/actor'
import { askAsActor } from '@/lib/database/with-actor'
import type { Frequency } from './deliveries'
import { messageTypes, type MessageType } from './messages'
import type { Settings } from './settings-form'

const usual = Object.fromEntries(
  messageTypes.map((type) => [type, 'at_once' as Frequency]),
) as Record<MessageType, Frequency>

/** What the actor has chosen for themselves; at once, and no shortcuts, where they chose nothing. */
export const findSettings = (actor: Actor): Promise<Settings> =>
  askAsActor(actor, async (tx) => {
    const [row] = await tx.$queryRaw<
      { shortcuts: boolean; frequencies: Partial<Record<MessageType, Frequency>> }[]
    >`
      select
        coalesce((select shortcuts from account_setting where account_id = ${actor.accountId}::uuid), false)
          as shortcuts,
        coalesce((select jsonb_object_agg(type, frequency) from preference
          where account_id = ${actor.accountId}::uuid), '{}') as frequencies`
    return {
      shortcuts: row?.shortcuts ?? false,
      frequencies: { ...usual, ...row?.frequencies },
    }
  })
