import { Tag } from '@/components/govuk/tag'
import type { WorklistItem } from '@/lib/casework/worklist'

/** That nothing moves on an item now: because nobody agrees to it any more, or because it waits. */
export function StillTag({ item }: { item: Pick<WorklistItem, 'stopped' | 'pausedFor'> }) {
  if (item.stopped) return <Tag colour="red">Stopped</Tag>
  if (!item.pausedFor) return null
  return <Tag colour="grey">{item.pausedFor === 'referrer' ? 'Waiting' : 'On hold'}</Tag>
}
