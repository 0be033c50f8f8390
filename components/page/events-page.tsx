import { Button } from '@/components/govuk/button'
import { Pagination } from '@/components/govuk/pagination'
import { Table } from '@/components/govuk/table'
import { EventFilterForm, FilterProblems } from '@/components/page/event-filter-form'
import { isRole, roles } from '@/lib/access/roles'
import { detailLines, shortId } from '@/lib/audit/detail-words'
import { eventCopies } from '@/lib/audit/event-copies'
import {
  eventsPath,
  filterPairs,
  type EventFilters,
  type FilterProblem,
} from '@/lib/audit/event-filters'
import { showType } from '@/lib/audit/event-kinds'
import type { EventLine, EventPage } from '@/lib/audit/events'
import { showMoment } from '@/lib/wording/london-time'

export interface EventsPageProps extends EventPage {
  filters: EventFilters
  typed?: URLSearchParams
  problems?: readonly FilterProblem[]
}

const head = ['Number', 'When', 'What', 'Who', 'Case', 'Details'].map((content) => ({ content }))

function Who({ line: { role, organisation, accountId }, filters }: RowProps) {
  if (accountId === null) return 'The service itself'
  return (
    <>
      {[role && isRole(role) ? roles[role] : null, organisation].filter(Boolean).join(', ')}{' '}
      <a className="govuk-link" href={eventsPath({ ...filters, account: accountId })}>
        <code>{shortId(accountId)}</code>
        <span className="govuk-visually-hidden">: only this account</span>
      </a>
    </>
  )
}

function Case({ line: { reference }, filters }: RowProps) {
  if (reference === null) return ''
  return (
    <a className="govuk-link whitespace-nowrap" href={eventsPath({ ...filters, reference })}>
      {reference}
      <span className="govuk-visually-hidden">: only this case</span>
    </a>
  )
}

function Detail({ line: { detail } }: RowProps) {
  return detailLines(detail).map(({ label, value }) => (
    <span key={label} className="block break-words">
      {label}: {value}
    </span>
  ))
}

interface RowProps {
  line: EventLine
  filters: EventFilters
}

/** Takes a copy of what is chosen, every page of it. */
function CopyForm({ filters }: { filters: EventFilters }) {
  return (
    <form method="post" action="/events/copy" noValidate>
      {filterPairs(filters).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <h2 className="govuk-heading-m">Take a copy</h2>
      <p className="govuk-body">
        Of everything that is chosen above, not of this page alone. That you took it is recorded. To
        prove that nothing was changed, ask for an export of the whole trail.
      </p>
      <div className="govuk-button-group">
        {Object.entries(eventCopies).map(([form, { label }]) => (
          <Button key={form} variant="secondary" name="as" value={form}>
            {label}
          </Button>
        ))}
      </div>
    </form>
  )
}

/** The audit trail: what happened, when and by whom, without the value of any answer. */
export function EventsPage({
  events,
  organisations,
  next,
  filters,
  typed,
  problems = [],
}: EventsPageProps) {
  const isNarrowed = filterPairs(filters).length > 0
  return (
    <>
      <FilterProblems problems={problems} />
      <h1 className="govuk-heading-l">Audit trail</h1>
      <EventFilterForm
        filters={filters}
        organisations={organisations}
        typed={typed}
        problems={problems}
      />
      {isNarrowed && (
        <p className="govuk-body">
          <a className="govuk-link" href="/events">
            Show everything
          </a>
        </p>
      )}
      {events.length === 0 ? (
        <p className="govuk-body">Nothing was recorded that fits.</p>
      ) : (
        <Table
          stacked
          firstCellIsHeader
          head={head}
          rows={events.map((line) => [
            { content: String(line.sequence) },
            { content: showMoment(line.at) },
            { content: showType(line.type) },
            { content: <Who line={line} filters={filters} /> },
            { content: <Case line={line} filters={filters} /> },
            { content: <Detail line={line} filters={filters} /> },
          ])}
        />
      )}
      {next !== undefined && (
        <Pagination label="Pages of the trail" next={{ href: eventsPath(filters, next) }} />
      )}
      <CopyForm filters={filters} />
    </>
  )
}
