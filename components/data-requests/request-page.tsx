import { Button } from '@/components/govuk/button'
import { SummaryList } from '@/components/govuk/summary-list'
import {
  askers,
  identityChecks,
  requestKinds,
  type DataRequest,
} from '@/lib/data-requests/data-request'
import { showDay, showMoment } from '@/lib/wording/london-time'

/** What a request says, and what can be done with it now. */
export function RequestPage({ request }: { request: DataRequest }) {
  const { id, reference, version, canApprove, approvedAt, isOwn, hasFile, kind } = request
  const path = `/data-requests/${id}`
  return (
    <>
      <span className="govuk-caption-l">{reference}</span>
      <h1 className="govuk-heading-l">A request for data</h1>
      <SummaryList
        rows={[
          { key: 'What they ask for', value: requestKinds[kind] },
          { key: 'Who asks', value: askers[request.askedBy] },
          { key: 'How they were checked', value: identityChecks[request.identityChecked] },
          { key: 'Opened', value: showMoment(request.openedAt) },
          { key: 'To be answered by', value: showDay(request.dueOn) },
          {
            key: 'Second person',
            value: approvedAt ? `Agreed on ${showMoment(approvedAt)}` : 'Has not agreed yet',
          },
        ]}
      />
      {canApprove && (
        <form method="post" action={`${path}/approve`} noValidate>
          <input type="hidden" name="version" value={version} />
          <Button preventDoubleClick>Agree that they were checked</Button>
        </form>
      )}
      {isOwn && approvedAt && kind === 'access' && (
        <p className="govuk-body">
          <a className="govuk-link" href={`${path}/file`}>
            Look through what is kept, and make the file
          </a>
        </p>
      )}
      {isOwn && hasFile && (
        <form method="post" action={`${path}/fetch`} noValidate>
          <p className="govuk-body">
            The file can be fetched once. Hand it over in person, or by a way that is safe for them.
          </p>
          <Button preventDoubleClick>Fetch the file</Button>
        </form>
      )}
      {isOwn && (
        <p className="govuk-body">
          <a className="govuk-link" href={`${path}/close`}>
            Close the request
          </a>
        </p>
      )}
    </>
  )
}
