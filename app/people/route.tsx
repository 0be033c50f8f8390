import { page } from '@/app/door'
import { AccountsPage } from '@/components/page/accounts-page'
import { readCounted } from '@/lib/access/counted'
import { findAccountRequests } from '@/lib/access/find-account-requests'
import { findAccounts } from '@/lib/access/find-accounts'
import { findReviewDue } from '@/lib/access/find-review-due'

export const GET = page(async ({ actor, url }) => {
  const { accounts } = await findAccounts(actor)
  const waiting = (await findAccountRequests(actor)).length
  const due = (await findReviewDue(actor)).length
  const released = readCounted(url.searchParams, 'released')
  return {
    title: 'Accounts',
    wide: true,
    body: <AccountsPage {...{ accounts, actor, waiting, due, released }} />,
  }
})
