import { Button } from '@/components/govuk/button'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import { Table } from '@/components/govuk/table'
import { Tag } from '@/components/govuk/tag'
import type { AccountLine } from '@/lib/access/account-list'
import type { Actor } from '@/lib/access/actor'
import { isRole, roles } from '@/lib/access/roles'
import { count, showDay } from '@/lib/wording/london-time'

export interface AccountsPageProps {
  accounts: readonly AccountLine[]
  actor: Actor
  /** How many changes wait for a second person, and how many accounts to be confirmed. */
  waiting: number
  due: number
  /** How many cases went back to their queues with an account that was just closed. */
  released?: number
}

/** How an account stands, in a word or two. */
export function AccountState({ account }: { account: AccountLine }) {
  const { disabledAt, waitsForAgreement, validUntil } = account
  if (waitsForAgreement) return <Tag colour="yellow">Waits for a second person</Tag>
  if (disabledAt) return <Tag colour="red">Disabled</Tag>
  return validUntil ? `Active until ${showDay(validUntil)}` : 'Active'
}

function AccountButtons({
  account: { id, name, disabledAt, waitsForAgreement },
}: {
  account: AccountLine
}) {
  const unseen = <span className="govuk-visually-hidden"> {name}</span>
  if (waitsForAgreement) return null
  return (
    <form method="post" action={`/people/${id}`} noValidate>
      <div className="govuk-button-group">
        <Button variant="secondary" name="act" value={disabledAt ? 'enable' : 'disable'}>
          {disabledAt ? 'Enable' : 'Disable'}
          {unseen}
        </Button>
        {!disabledAt && (
          <Button variant="warning" name="act" value="left">
            Close: they have left{unseen}
          </Button>
        )}
      </div>
    </form>
  )
}

const head = [
  { content: 'Name' },
  { content: 'Work email' },
  { content: 'Role' },
  { content: 'Organisation' },
  { content: 'Last signed in' },
  { content: 'State' },
  { content: 'Change' },
]

/** Who may sign in, and the buttons that stop it at once. */
export function AccountsPage({ accounts, actor, waiting, due, released }: AccountsPageProps) {
  return (
    <>
      {released !== undefined && (
        <NotificationBanner type="success">
          {released === 0
            ? 'The account is closed'
            : `The account is closed. ${count(released, 'case')} went back to the queue`}
        </NotificationBanner>
      )}
      <h1 className="govuk-heading-l">Accounts</h1>
      <div className="govuk-button-group">
        <Button href="/people/add">Add an account</Button>
        <a className="govuk-link" href="/people/requests">
          {count(waiting, 'change')} waiting for a second person
        </a>
        <a className="govuk-link" href="/people/review">
          {count(due, 'account')} to check
        </a>
        <a className="govuk-link" href="/people/tokens">
          Keys to the partner API
        </a>
      </div>
      <Table
        stacked
        firstCellIsHeader
        head={head}
        rows={accounts.map((account) => [
          {
            content:
              account.id === actor.accountId ? (
                account.name
              ) : (
                <a className="govuk-link" href={`/people/${account.id}`}>
                  {account.name}
                </a>
              ),
          },
          { content: account.email },
          { content: isRole(account.role) ? roles[account.role] : account.role },
          { content: account.organisation.name },
          { content: account.lastSignedInAt ? showDay(account.lastSignedInAt) : 'Never' },
          { content: <AccountState account={account} /> },
          { content: account.id !== actor.accountId && <AccountButtons account={account} /> },
        ])}
      />
    </>
  )
}
