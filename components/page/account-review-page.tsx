import { Button } from '@/components/govuk/button'
import { ErrorSummary } from '@/components/govuk/error-summary'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import { Radios } from '@/components/govuk/radios'
import { reviewField, type ReviewedAccount } from '@/lib/access/account-review'
import { isRole, roles } from '@/lib/access/roles'
import { count, showDay } from '@/lib/wording/london-time'

export interface AccountReviewPageProps {
  /** Those that are due, by organisation and name. */
  accounts: readonly ReviewedAccount[]
  done?: { kept: number; closed: number }
  problem?: string
}

const choices = [
  { value: 'keep', label: 'Keep' },
  { value: 'close', label: 'Close' },
]

const said = ({ role, lastSignedInAt }: ReviewedAccount) =>
  [
    isRole(role) ? roles[role] : role,
    lastSignedInAt ? `last signed in ${showDay(lastSignedInAt)}` : 'never signed in',
  ].join(', ')

/** Asks of each account that is due whether the person still works here. */
export function AccountReviewPage({ accounts, done, problem }: AccountReviewPageProps) {
  const organisations = [...new Set(accounts.map(({ organisation }) => organisation.name))]
  const [first] = accounts
  return (
    <>
      {problem && first && (
        <ErrorSummary errors={[{ text: problem, href: `#${reviewField(first.id)}` }]} />
      )}
      {done && (
        <NotificationBanner type="success">
          {`${count(done.kept, 'account')} kept, ${count(done.closed, 'account')} closed`}
        </NotificationBanner>
      )}
      <h1 className="govuk-heading-l">Who still works here?</h1>
      <p className="govuk-body">
        {accounts.length === 0
          ? 'Every account was checked in the last three months.'
          : 'Nobody has checked these accounts for three months. Leave out those that you do not know.'}
      </p>
      {accounts.length > 0 && (
        <form method="post" action="/people/review" noValidate>
          {organisations.map((name) => (
            <section key={name}>
              <h2 className="govuk-heading-m">{name}</h2>
              {accounts
                .filter(({ organisation }) => organisation.name === name)
                .map((account) => (
                  <Radios
                    key={account.id}
                    name={reviewField(account.id)}
                    legend={account.name}
                    legendSize="s"
                    hint={said(account)}
                    error={account === first ? problem : undefined}
                    items={choices}
                    inline
                    small
                  />
                ))}
            </section>
          ))}
          <Button preventDoubleClick>Save</Button>
        </form>
      )}
    </>
  )
}
