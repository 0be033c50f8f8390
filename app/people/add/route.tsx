import { form, page } from '@/app/door'
import { AddAccountPage, InvitedPage } from '@/components/page/add-account-page'
import { accountFormFor } from '@/lib/access/account-form'
import { addAccount } from '@/lib/access/add-account'
import { findAccounts } from '@/lib/access/find-accounts'
import { requirePermission } from '@/lib/access/require-permission'

const title = 'Add an account'

export const GET = page(async ({ actor, now }) => {
  requirePermission(actor, 'manage-accounts')
  const { organisations } = await findAccounts(actor)
  const journey = accountFormFor(organisations)
  return {
    title,
    back: '/people',
    body: <AddAccountPage journey={journey} typed={{}} problems={[]} now={now} />,
  }
})

export const POST = form(async ({ actor, form: posted, now }) => {
  const added = await addAccount(actor, posted)
  if ('email' in added) {
    const done = 'Account added'
    return { title: done, back: '/people', body: <InvitedPage title={done} {...added} /> }
  }
  const { organisations } = await findAccounts(actor)
  const journey = accountFormFor(organisations)
  return {
    title,
    hasErrors: true,
    status: 422,
    back: '/people',
    body: <AddAccountPage journey={journey} {...added} now={now} />,
  }
})
