import { DutyDue } from '@/components/casework/duty-due'
import { PriorityTag } from '@/components/casework/priority-tag'
import { ReferenceLink } from '@/components/casework/reference-link'
import { Pagination } from '@/components/govuk/pagination'
import { Table } from '@/components/govuk/table'
import { casePath } from '@/lib/casework/act-path'
import { duties } from '@/lib/casework/duties'
import type { DutyList } from '@/lib/casework/duty-list'
import { count } from '@/lib/wording/london-time'

const pathOf = (page: number) => `/duties?page=${page}`

/** The duties that nobody has settled yet, the one that is due first at the top. */
export function DutiesPage({ list, now }: { list: DutyList; now: Date }) {
  const { unmet, overdue, page, hasMore } = list
  return (
    <>
      <h1 className="govuk-heading-l">Duties</h1>
      <p className="govuk-body">
        {unmet === 0
          ? 'Every duty is settled.'
          : `${count(unmet, 'duty is', 'duties are')} not settled. ${overdue === 0 ? 'None' : overdue.toLocaleString('en-GB')} of them overdue.`}
      </p>
      {list.duties.length > 0 && (
        <Table
          stacked
          firstCellIsHeader
          head={['Reference', 'Duty', 'Whose it is', 'Due', 'How soon'].map((content) => ({
            content,
          }))}
          rows={list.duties.map((duty) => [
            { content: <ReferenceLink reference={duty.reference} /> },
            {
              content: (
                <a className="govuk-link" href={`${casePath(duty.reference)}/duties/${duty.kind}`}>
                  {duties[duty.kind].label}
                  <span className="govuk-visually-hidden"> for {duty.reference}</span>
                </a>
              ),
            },
            { content: duty.owner },
            { content: <DutyDue duty={duty} now={now} /> },
            { content: <PriorityTag priority={duty.priority} /> },
          ])}
        />
      )}
      {(hasMore || page > 1) && (
        <Pagination
          label="Pages of duties"
          previous={page > 1 ? { href: pathOf(page - 1) } : undefined}
          next={hasMore ? { href: pathOf(page + 1) } : undefined}
        />
      )}
    </>
  )
}
