import { Table } from '@/components/govuk/table'
import { demonstrationAccounts } from '@/prisma/demonstration-accounts'
import { roles } from '@/lib/access/roles'

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
        head={[{ content: 'Work email' }, { content: 'Who' }]}
        rows={demonstrationAccounts.map(({ email, role, organisation }) => [
          { content: email },
          { content: `${roles[role]}, ${organisation}` },
        ])}
      />
    </section>
  )
}
