import { Table } from '@/components/govuk/table'
import { requestKinds, type DataRequest } from '@/lib/data-requests/data-request'
import { showDay } from '@/lib/wording/london-time'

export interface RequestsPageProps {
  requests: readonly DataRequest[]
  /** Whether the actor opens requests, or is only a second person. */
  mayOpen: boolean
}

const nextOf = ({ canApprove, approvedAt, isOwn, hasFile, kind }: DataRequest) => {
  if (canApprove) return 'Agree that they were checked'
  if (!approvedAt) return 'See the request: it waits for a second person'
  if (!isOwn) return 'See the request'
  if (hasFile) return 'Fetch the file'
  return kind === 'access' ? 'Look through what is kept' : 'Close it once it is done'
}

/** The requests of people for their own data that are still open. */
export function RequestsPage({ requests, mayOpen }: RequestsPageProps) {
  return (
    <>
      <h1 className="govuk-heading-l">Data requests</h1>
      <p className="govuk-body">
        A person may ask for a copy of what is kept about them, have it put right, or have it
        erased. The law gives one month to answer.
      </p>
      {mayOpen && (
        <p className="govuk-body">
          <a className="govuk-link" href="/data-requests/new">
            Open a request
          </a>
        </p>
      )}
      {requests.length === 0 ? (
        <p className="govuk-body">No request is open.</p>
      ) : (
        <Table
          stacked
          firstCellIsHeader
          head={['Reference', 'What they ask for', 'Due', 'What next'].map((content) => ({
            content,
          }))}
          rows={requests.map((request) => [
            { content: request.reference },
            { content: requestKinds[request.kind] },
            { content: showDay(request.dueOn) },
            {
              content: (
                <a className="govuk-link" href={`/data-requests/${request.id}`}>
                  {nextOf(request)}
                  <span className="govuk-visually-hidden"> for {request.reference}</span>
                </a>
              ),
            },
          ])}
        />
      )}
    </>
  )
}
