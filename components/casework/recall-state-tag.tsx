import { Tag, type TagColour } from '@/components/govuk/tag'
import { recallStateOf, type RecallLine, type RecallState } from '@/lib/consent/recalls'

const shown: Readonly<Record<RecallState, readonly [label: string, colour: TagColour]>> = {
  waiting: ['Waiting for an answer', 'blue'],
  overdue: ['Overdue', 'red'],
  destroyed: ['Destroyed', 'green'],
  returned: ['Given back', 'green'],
  kept: ['Kept in part', 'yellow'],
}

/** How a recall stands. */
export function RecallStateTag({ recall, now }: { recall: RecallLine; now: Date }) {
  const [label, colour] = shown[recallStateOf(recall, now)]
  return <Tag colour={colour}>{label}</Tag>
}
