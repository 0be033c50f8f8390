import { Tag, type TagColour } from '@/components/govuk/tag'
import { priorities, type Priority } from '@/lib/routing/queues'

/** The colours of priorities, wherever they are drawn. */
export const priorityColours: Readonly<Record<Priority, TagColour>> = {
  P1: 'red',
  P2: 'orange',
  P3: 'blue',
}

const isPriority = (text: string): text is Priority => Object.hasOwn(priorities, text)

/** How soon somebody must look, in words as well as in colour. */
export function PriorityTag({ priority }: { priority: string }) {
  if (!isPriority(priority)) return null
  return (
    <Tag colour={priorityColours[priority]}>
      {priority} {priorities[priority].label.toLowerCase()}
    </Tag>
  )
}
