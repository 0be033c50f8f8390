import { Pagination } from '@/components/govuk/pagination'
import { Table } from '@/components/govuk/table'
import { isRole, roles } from '@/lib/access/roles'
import { events as known, type EventPage, type EventType } from '@/lib/audit/events'
import { showMoment } from '@/lib/wording/london-time'

/** The audit trail: what happened, when and by whom, without the value of any answer. */
export function EventsPage({ events, next }: EventPage) {
  return (
    <>
      <h1 className="govuk-heading-l">Audit trail</h1>
      <Table
        stacked
        firstCellIsHeader
        head={[
          { content: 'Number' },
          { content: 'When' },
          { content: 'What' },
          { content: 'Role' },
          { content: 'Codes' },
        ]}
        rows={events.map(({ sequence, at, type, role, detail }) => [
          { content: String(sequence) },
          { content: showMoment(at) },
          { content: known[type as EventType] },
          { content: role && isRole(role) ? roles[role] : '' },
          { content: <code>{JSON.stringify(detail)}</code> },
        ])}
      />
      {next !== undefined && (
        <Pagination label="Pages of the trail" next={{ href: `/events?before=${next}` }} />
      )}
    </>
  )
}
