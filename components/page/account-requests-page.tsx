import { Button } from '@/components/govuk/button'
import { SummaryList } from '@/components/govuk/summary-list'
import {
  requestKinds,
  requestReasons,
  whyNotYours,
  type AccountRequest,
} from '@/lib/access/account-requests'
import { isRole, roles } from '@/lib/access/roles'
import { showMoment } from '@/lib/wording/london-time'

const roleName = (role: string) => (isRole(role) ? roles[role] : role)

function Request({ request }: { request: AccountRequest }) {
  const { id, kind, name, email, organisation, presentRole, role, reason, words, providerId } =
    request
  return (
    <section aria-labelledby={id}>
      <h2 className="govuk-heading-m" id={id}>
        {requestKinds[kind]}: {name}
      </h2>
      <SummaryList
        rows={[
          { key: 'Work email', value: email },
          { key: 'Organisation', value: organisation },
          { key: 'Role', value: roleName(presentRole) },
          ...(role ? [{ key: 'New role', value: roleName(role) }] : []),
          ...(providerId ? [{ key: 'Who they are there', value: providerId }] : []),
          { key: 'Why', value: requestReasons[reason] },
          ...(words ? [{ key: 'In words', value: words }] : []),
          { key: 'Asked by', value: `${request.askedByName}, ${showMoment(request.askedAt)}` },
        ]}
      />
      {request.notYours ? (
        <p className="govuk-body">{whyNotYours[request.notYours]}.</p>
      ) : (
        <form method="post" action="/people/requests" noValidate>
          <input type="hidden" name="request" value={id} />
          <div className="govuk-button-group">
            <Button name="decision" value="agree" preventDoubleClick>
              Agree<span className="govuk-visually-hidden"> for {name}</span>
            </Button>
            <Button name="decision" value="refuse" variant="secondary" preventDoubleClick>
              Do not agree<span className="govuk-visually-hidden"> for {name}</span>
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}

/** What waits for a second person, with everything that they decide by. */
export function AccountRequestsPage({ requests }: { requests: readonly AccountRequest[] }) {
  return (
    <>
      <h1 className="govuk-heading-l">Account changes that need a second person</h1>
      <p className="govuk-body">
        Ring the person, or their manager, on a number that you know before you agree. What nobody
        decides in 7 days is dropped.
      </p>
      {requests.length === 0 && <p className="govuk-body">Nothing waits.</p>}
      {requests.map((request) => (
        <Request key={request.id} request={request} />
      ))}
    </>
  )
}
