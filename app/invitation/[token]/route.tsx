import { publicForm, publicPage } from '@/app/door'
import { ChoosePasswordPage, LinkGonePage } from '@/components/page/choose-password-page'
import { findAccountLink } from '@/lib/access/find-account-link'
import { setPasswordByLink } from '@/lib/access/set-password-by-link'

const title = 'Choose a password'
const gone = { title: 'This link does not work any more', status: 410, body: <LinkGonePage /> }

export const GET = publicPage<{ token: string }>(async ({ params }) => {
  const link = await findAccountLink(params.token)
  return link ? { title, body: <ChoosePasswordPage link={link} /> } : gone
})

export const POST = publicForm<{ token: string }>(async ({ params, form }) => {
  const chosen = await setPasswordByLink(params.token, form)
  if (chosen === 'gone') return gone
  if (chosen === 'chosen') return { redirect: '/invitation/chosen' }
  return { title, hasErrors: true, status: 422, body: <ChoosePasswordPage {...chosen} /> }
})
