import { Pagination } from '@/components/govuk/pagination'
import { Table } from '@/components/govuk/table'
import { PriorityTag } from '@/components/casework/priority-tag'
import { ReferenceLink } from '@/components/casework/reference-link'
import { queuePath } from '@/lib/access/navigation'
import type { Worklist } from '@/lib/casework/worklist'
import { whatAndWhere } from '@/lib/casework/what-and-where'
import { queues, type Queue } from '@/lib/routing/queues'
import { showMoment, showWait } from '@/lib/wording/london-time'

export interface WorklistPageProps {
  queue: Queue
  worklist: Worklist
  isFirstPage: boolean
  now: Date
}

/** A queue, the most urgent first and the longest waiting first among equals. */
export function WorklistPage({ queue, worklist, isFirstPage, now }: WorklistPageProps) {
  const { name, description } = queues[queue]
  return (
    <>
      <h1 className="govuk-heading-l">{name} queue</h1>
      <p className="govuk-body">{description}.</p>
      {worklist.items.length === 0 ? (
        <p className="govuk-body">Nothing is waiting here.</p>
      ) : (
        <Table
          stacked
          firstCellIsHeader
          head={[
            { content: 'Reference' },
            { content: 'What and where' },
            { content: 'From' },
            { content: 'Waiting' },
            { content: 'First look due' },
            ...(queue === 'POLICE'
              ? [{ content: 'Who it is', className: 'whitespace-nowrap' }]
              : []),
            { content: 'How soon' },
          ]}
          rows={worklist.items.map((item) => [
            { content: <ReferenceLink reference={item.reference} /> },
            { content: whatAndWhere(item) },
            { content: item.organisation },
            { content: showWait(item.enteredAt, now), className: 'whitespace-nowrap' },
            { content: showMoment(item.dueAt) },
            ...(queue === 'POLICE'
              ? [{ content: item.identity === 'shared' ? 'Named' : 'Withheld' }]
              : []),
            { content: <PriorityTag priority={item.priority} /> },
          ])}
        />
      )}
      {(worklist.next || !isFirstPage) && (
        <Pagination
          label="Pages of the queue"
          previous={isFirstPage ? undefined : { href: queuePath(queue), text: 'First page' }}
          next={worklist.next ? { href: `${queuePath(queue)}?after=${worklist.next}` } : undefined}
        />
      )}
    </>
  )
}
