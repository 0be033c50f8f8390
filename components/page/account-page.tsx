import { Button } from '@/components/govuk/button'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import { SummaryList } from '@/components/govuk/summary-list'
import type { AccountLine } from '@/lib/access/account-list'
import { isRole, roles } from '@/lib/access/roles'
import { showDay, showMoment } from '@/lib/wording/london-time'
import { AccountState } from './accounts-page'

const moment = (at: Date | null) => (at ? showMoment(at) : 'Never')

/** One account, and what an administrator may ask for it. */
export function AccountPage({
  account,
  isAsked,
  hasProvider,
}: {
  account: AccountLine
  isAsked: boolean
  /** Whether their organisation has a sign-in of its own. */
  hasProvider: boolean
}) {
  const { id, name, email, role, organisation, lastSignedInAt, certifiedAt, createdAt } = account
  const mayBeInvited = !lastSignedInAt && (!account.disabledAt || account.waitsForAgreement)
  return (
    <>
      {isAsked && (
        <NotificationBanner type="success">A second person is asked to agree</NotificationBanner>
      )}
      <span className="govuk-caption-l">Accounts</span>
      <h1 className="govuk-heading-l">Change an account</h1>
      <SummaryList
        rows={[
          { key: 'Name', value: name },
          { key: 'Work email', value: email },
          { key: 'Role', value: isRole(role) ? roles[role] : role },
          { key: 'Organisation', value: organisation.name },
          { key: 'State', value: <AccountState account={account} /> },
          { key: 'Added', value: showDay(createdAt) },
          { key: 'Last signed in', value: moment(lastSignedInAt) },
          { key: 'Last checked', value: moment(certifiedAt) },
        ]}
      />
      {!account.disabledAt && (
        <ul className="govuk-list">
          <li>
            <a className="govuk-link" href={`/people/${id}/recover`}>
              Help them to sign in again
            </a>
          </li>
          <li>
            <a className="govuk-link" href={`/people/${id}/role`}>
              Give them another role
            </a>
          </li>
          {hasProvider && (
            <li>
              <a className="govuk-link" href={`/people/${id}/provider`}>
                Let them sign in through their organisation
              </a>
            </li>
          )}
        </ul>
      )}
      {mayBeInvited && (
        <form method="post" action={`/people/${id}/invite`} noValidate>
          <Button name="act" value="invite" variant="secondary" preventDoubleClick>
            Invite them again
          </Button>
        </form>
      )}
    </>
  )
}
