import { page } from '@/app/door'
import { AccountsPage } from '@/components/page/accounts-page'
import { findAccounts } from '@/lib/access/find-accounts'

export const GET = page(async ({ actor }) => {
  const { accounts } = await findAccounts(actor)
  return { title: 'Accounts', wide: true, body: <AccountsPage accounts={accounts} actor={actor} /> }
})
