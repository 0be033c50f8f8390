import { form, page } from '@/app/door'
import { AccountReviewPage } from '@/components/page/account-review-page'
import { certifyAccounts } from '@/lib/access/certify-accounts'
import { readCounted } from '@/lib/access/counted'
import { findReviewDue } from '@/lib/access/find-review-due'
import { requirePermission } from '@/lib/access/require-permission'

const title = 'Who still works here?'

export const GET = page(async ({ actor, url }) => {
  requirePermission(actor, 'manage-accounts')
  const kept = readCounted(url.searchParams, 'kept')
  const closed = readCounted(url.searchParams, 'closed')
  const done = kept === undefined || closed === undefined ? undefined : { kept, closed }
  const accounts = await findReviewDue(actor)
  return { title, back: '/people', body: <AccountReviewPage accounts={accounts} done={done} /> }
})

export const POST = form(async ({ actor, form: posted }) => {
  const done = await certifyAccounts(actor, posted)
  if ('kept' in done) return { redirect: `/people/review?kept=${done.kept}&closed=${done.closed}` }
  const accounts = await findReviewDue(actor)
  return {
    title,
    hasErrors: true,
    status: 422,
    back: '/people',
    body: <AccountReviewPage accounts={accounts} problem={done.problem} />,
  }
})
