import { Tag, type TagColour } from '@/components/govuk/tag'
import { shareStates, type ShareState } from '@/lib/casework/shares'

const colours: Readonly<Record<ShareState, TagColour>> = {
  offered: 'blue',
  accepted: 'green',
  declined: 'red',
  ended: 'grey',
}

/** What became of a share. */
export function ShareStateTag({ state }: { state: ShareState }) {
  return <Tag colour={colours[state]}>{shareStates[state]}</Tag>
}
