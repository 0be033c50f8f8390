import { form } from '@/app/door'
import { InvitedPage } from '@/components/page/add-account-page'
import { findAccount } from '@/lib/access/find-accounts'
import { makeInvitation } from '@/lib/access/make-invitation'
import { NotFound } from '@/lib/refusals'

export const POST = form<{ account: string }>(async ({ actor, params, form: posted }) => {
  if (posted.get('act') !== 'invite') throw new NotFound()
  const { email } = await findAccount(actor, params.account)
  const link = await makeInvitation(actor, params.account)
  const title = link ? 'Invited again' : 'A second person is asked'
  return { title, back: '/people', body: <InvitedPage title={title} email={email} link={link} /> }
})
