import { firstLookDue } from '@/lib/casework/deadlines'
import type { Decision } from '@/lib/routing/decision'
import type { Destination } from '@/lib/routing/queues'

export interface PlacedItem {
  readonly queue: Destination
  readonly kind: string
  readonly identity: string
  /** The id of the organisation that it is handed to. */
  readonly handler: string | null
  readonly due: Date
}

/**
 * Where a referral is placed: an item in each queue, and one with the safeguarding lead where it may
 * go to none yet. Each is due by the hours of those who work it.
 * @param handler who it is handed to in the NRM queue
 */
export const placedItems = (
  { primary, items, priority }: Decision,
  sent: Date,
  handler: string | null,
): readonly PlacedItem[] => [
  ...(primary === 'HOLD'
    ? [
        {
          queue: primary,
          kind: 'hold',
          identity: 'withheld',
          handler: null,
          due: firstLookDue(priority, primary, sent),
        },
      ]
    : []),
  ...items.map((item) => ({
    ...item,
    handler: item.queue === 'NRM' ? handler : null,
    due: firstLookDue(priority, item.queue, sent),
  })),
]
