import { form, page } from '@/app/door'
import { AccountPage } from '@/components/page/account-page'
import { closeLeaver } from '@/lib/access/close-leaver'
import { disableAccount } from '@/lib/access/disable-account'
import { findAccount } from '@/lib/access/find-accounts'
import { environment } from '@/lib/environment'
import { NotFound } from '@/lib/refusals'

export const GET = page<{ account: string }>(async ({ actor, params, url }) => {
  const account = await findAccount(actor, params.account)
  const hasProvider = environment().IDENTITY_PROVIDERS.some(
    ({ organisation }) => organisation === account.organisation.slug,
  )
  const isAsked = url.searchParams.has('asked')
  return {
    title: 'Change an account',
    back: '/people',
    body: <AccountPage account={account} isAsked={isAsked} hasProvider={hasProvider} />,
  }
})

export const POST = form<{ account: string }>(async ({ actor, params, form: posted }) => {
  const act = posted.get('act')
  if (act === 'left')
    return { redirect: `/people?released=${await closeLeaver(actor, params.account)}` }
  if (act !== 'enable' && act !== 'disable') throw new NotFound()
  await disableAccount(actor, params.account, act === 'disable')
  return { redirect: '/people' }
})
