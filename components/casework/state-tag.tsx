import { Tag, type TagColour } from '@/components/govuk/tag'
import { states, type State } from '@/lib/casework/states'

const colours: Readonly<Record<State, TagColour>> = {
  new: 'teal',
  working: 'green',
  asked: 'yellow',
  held: 'purple',
  declined: 'grey',
  moved: 'grey',
  closed: 'grey',
}

/** The state of an item, in words as well as in colour. */
export function StateTag({ state }: { state: State }) {
  return <Tag colour={colours[state]}>{states[state].label}</Tag>
}
