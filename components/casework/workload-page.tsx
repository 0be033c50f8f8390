import { Table } from '@/components/govuk/table'
import { showWorkingAge } from '@/lib/casework/deadlines'
import { listWords } from '@/lib/casework/lists'
import { viewPath } from '@/lib/casework/view'
import type { Workload } from '@/lib/casework/worklist'
import type { Destination } from '@/lib/routing/queues'

export interface WorkloadPageProps {
  queue: Destination
  workload: readonly Workload[]
  now: Date
}

/** How much of a queue each officer has, each number leading to the cases behind it. */
export function WorkloadPage({ queue, workload, now }: WorkloadPageProps) {
  const link = (owner: string | null, more: { due?: readonly string[] }, text: string) => (
    <a
      className="govuk-link"
      href={viewPath(queue, {
        tab: 'all',
        sort: 'urgency',
        chosen: { owner: [owner ?? 'nobody'], ...more },
      })}
    >
      {text}
    </a>
  )
  return (
    <>
      <span className="govuk-caption-l">{listWords(queue).title}</span>
      <h1 className="govuk-heading-l">Workload</h1>
      {workload.length === 0 ? (
        <p className="govuk-body">Nobody works here and nothing is open.</p>
      ) : (
        <Table
          stacked
          className="max-w-3xl"
          firstCellIsHeader
          caption="Open cases by officer"
          captionSize="m"
          head={[
            { content: 'Officer' },
            { content: 'Open', numeric: true },
            { content: 'Overdue', numeric: true },
            { content: 'Oldest' },
          ]}
          rows={workload.map(({ id, name, open, overdue, oldest }) => [
            { content: link(id, {}, id ? (name ?? 'Somebody who left') : 'Nobody yet') },
            { content: open.toLocaleString('en-GB'), numeric: true },
            {
              content:
                overdue > 0 ? link(id, { due: ['overdue'] }, overdue.toLocaleString('en-GB')) : '0',
              numeric: true,
            },
            { content: oldest ? showWorkingAge(queue, oldest, now) : 'None' },
          ])}
        />
      )}
    </>
  )
}
