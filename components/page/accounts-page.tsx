import { Button } from '@/components/govuk/button'
import { Table } from '@/components/govuk/table'
import { Tag } from '@/components/govuk/tag'
import type { Actor } from '@/lib/access/actor'
import type { AccountLine } from '@/lib/access/account-list'
import { isRole, roles } from '@/lib/access/roles'

export interface AccountsPageProps {
  accounts: readonly AccountLine[]
  actor: Actor
}

/** Who may sign in, and the buttons that stop it at once. */
export function AccountsPage({ accounts, actor }: AccountsPageProps) {
  return (
    <>
      <h1 className="govuk-heading-l">Accounts</h1>
      <Button href="/people/add">Add an account</Button>
      <Table
        stacked
        firstCellIsHeader
        head={[
          { content: 'Name' },
          { content: 'Work email' },
          { content: 'Role' },
          { content: 'Organisation' },
          { content: 'State' },
          { content: 'Change' },
        ]}
        rows={accounts.map(({ id, name, email, role, disabledAt, organisation }) => [
          { content: name },
          { content: email },
          { content: isRole(role) ? roles[role] : role },
          { content: organisation.name },
          { content: disabledAt ? <Tag colour="red">Disabled</Tag> : 'Active' },
          {
            content: id !== actor.accountId && (
              <form method="post" action={`/people/${id}`} noValidate>
                <Button variant="secondary" name="act" value={disabledAt ? 'enable' : 'disable'}>
                  {disabledAt ? 'Enable' : 'Disable'}
                  <span className="govuk-visually-hidden"> {name}</span>
                </Button>
              </form>
            ),
          },
        ])}
      />
    </>
  )
}
