import { ActButtons } from '@/components/casework/act-buttons'
import { DueText } from '@/components/casework/due-text'
import { Lowering } from '@/components/casework/lowering'
import { PriorityTag } from '@/components/casework/priority-tag'
import { StateTag } from '@/components/casework/state-tag'
import { Button } from '@/components/govuk/button'
import { SummaryList } from '@/components/govuk/summary-list'
import { WarningText } from '@/components/govuk/warning-text'
import { casePath } from '@/lib/casework/act-path'
import type { Case } from '@/lib/casework/case'
import type { CaseItem, TimelineEntry } from '@/lib/casework/casework'
import { reasonInWords, type ReasonList } from '@/lib/casework/reasons'
import { moves } from '@/lib/casework/states'
import { hasStopped } from '@/lib/casework/stopped'
import { queues, type Destination } from '@/lib/routing/queues'
import { showMoment } from '@/lib/wording/london-time'

/** What a place is called: a queue, or what is on hold. */
export const placeName = (queue: Destination) =>
  queue === 'HOLD' ? 'On hold' : `${queues[queue].name} queue`

const listOf: Readonly<Record<string, ReasonList>> = {
  declined: 'decline',
  moved: 'override',
  closed: 'close',
}

/** The last question that was put to the referrer from a queue, where the reader may read it. */
export const questionIn = (timeline: readonly TimelineEntry[], queue: Destination) => {
  const asked = timeline.find(
    (entry) => entry.event === 'question.asked' && entry.queue === queue && !entry.isUndone,
  )
  return typeof asked?.words === 'string' ? asked.words : undefined
}

const howItStands = (item: CaseItem, timeline: readonly TimelineEntry[], now: Date) => {
  const { state, queue, finishedAt, finishedBecause } = item
  if (finishedAt) {
    const list = listOf[state]
    const because = list && finishedBecause ? `. ${reasonInWords(list, finishedBecause)}` : ''
    return [{ key: 'Finished', value: `${showMoment(finishedAt)}${because}` }]
  }
  const question = state === 'asked' ? questionIn(timeline, queue) : undefined
  return [
    ...(question
      ? [
          {
            key: 'Asked of the referrer',
            value: <span className="answer">{question}</span>,
          },
        ]
      : []),
    { key: 'Due', value: <DueText item={item} now={now} /> },
  ]
}

export interface ItemPanelProps {
  found: Case
  item: CaseItem
  /** Where to go on after an act. */
  back: string
  hasKeys: boolean
  headingLevel?: 2 | 3
  now: Date
}

/** A case's place in one queue: how it stands, whose move it is, and what can be done. */
export function ItemPanel({ found, item, back, hasKeys, headingLevel = 2, now }: ItemPanelProps) {
  const { reference, work } = found
  const { queue } = item
  const id = `item-${queue.toLowerCase()}`
  const Heading = `h${headingLevel}` as const
  const acts = { reference, back, of: work.items.length > 1 ? placeName(queue) : undefined }
  return (
    <section aria-labelledby={id}>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <Heading className="govuk-heading-m m-0" id={id}>
          {placeName(queue)}
        </Heading>
        <StateTag state={item.state} />
      </div>
      <SummaryList
        rows={[
          ...(work.items.length > 1
            ? [{ key: 'How soon', value: <PriorityTag priority={item.priority} /> }]
            : []),
          { key: 'Whose move', value: moves[item.move] },
          { key: 'Owner', value: item.isMine ? 'You' : (item.owner ?? 'Nobody yet') },
          ...(item.handler ? [{ key: 'Handed to', value: item.handler }] : []),
          ...(queue === 'POLICE'
            ? [
                {
                  key: 'Police',
                  value:
                    item.identity === 'shared'
                      ? 'May know who the person is'
                      : 'May not know who the person is',
                },
              ]
            : []),
          ...howItStands(item, work.timeline, now),
        ]}
      />
      {hasStopped(item) && (
        <WarningText>
          The person changed their mind about support. Stop work and do not contact them.
        </WarningText>
      )}
      <Lowering item={item} timeline={work.timeline} {...acts} />
      <ActButtons item={item} hasKeys={hasKeys} {...acts} />
      {hasKeys && (
        <Button href={`${casePath(reference)}/link`} variant="secondary" shortcut="2">
          Link to another case
        </Button>
      )}
    </section>
  )
}
