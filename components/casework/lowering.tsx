import { ActButton, type ActButtonsProps } from '@/components/casework/act-buttons'
import type { CaseItem, TimelineEntry } from '@/lib/casework/casework'
import { happened, linesOf } from '@/lib/casework/timeline-words'
import { priorities } from '@/lib/routing/queues'

export interface LoweringProps extends Omit<ActButtonsProps, 'item' | 'hasKeys'> {
  item: CaseItem
  timeline: readonly TimelineEntry[]
}

/** Somebody asks for a lower priority: who has to agree, and what they can do. */
export function Lowering({ item, timeline, ...rest }: LoweringProps) {
  const { lowering, offers } = item
  if (!lowering) return null
  const can = (['agree_to_lower', 'refuse_to_lower'] as const).filter((action) =>
    offers.some((offer) => offer.action === action && offer.blocked === undefined),
  )
  const asked = timeline.find(
    ({ event, queue, isUndone }) =>
      event === 'priority.lowering_asked' && queue === item.queue && !isUndone,
  )
  return (
    <div className="mb-6 border-0 border-l-4 border-solid border-brand pl-4">
      <p className="govuk-body">
        {lowering.byMe ? 'You ask' : 'A colleague asks'} to lower how soon to “
        {priorities[lowering.to].label.toLowerCase()}”.{' '}
        {asked && happened(asked).codes.map((code) => `${code}. `)}
        {lowering.byMe
          ? 'A second person has to agree: somebody else who works this queue, or the safeguarding lead.'
          : 'You can be the second person, who has to agree.'}
      </p>
      {linesOf(asked?.words).map(([name, text]) => (
        <p key={name} className="govuk-body answer">
          {text}
        </p>
      ))}
      <div className="govuk-button-group">
        {can.map((action) => (
          <ActButton key={action} action={action} item={item} {...rest} />
        ))}
      </div>
    </div>
  )
}
