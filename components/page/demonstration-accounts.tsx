import { Table } from '@/components/govuk/table'
import { demonstrationAccounts } from '@/prisma/demonstration-accounts'
import { roles } from '@/lib/access/roles'
import { county } from '@/lib/county/county'

const nameOf = (organisation: string) =>
  county.organisations.find(({ slug }) => slug === organisation)?.name

/** The accounts of the demonstration, for its sign-in page only. */
export function DemonstrationAccounts({ password }: { password: string }) {
  return (
    <section aria-labelledby="demonstration">
      <h2 className="govuk-heading-m" id="demonstration">
        This is a demonstration
      </h2>
      <p className="govuk-body">
        Nobody here is real. Sign in with any of these and the password <code>{password}</code>.
      </p>
      <Table
        stacked
        firstCellIsHeader
        head={[{ content: 'Work email' }, { content: 'Role' }, { content: 'Organisation' }]}
        rows={demonstrationAccounts.map(({ email, role, organisation }) => [
          { content: email },
          { content: roles[role] },
          { content: nameOf(organisation) },
        ])}
      />
    </section>
  )
}
