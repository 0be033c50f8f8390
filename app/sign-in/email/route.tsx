import { publicForm, publicPage } from '@/app/door'
import { carriedIn, goOn, signInPage } from '@/app/sign-in/door'
import { issueEmailCode } from '@/lib/access/issue-email-code'
import { findCaller } from '@/lib/http/find-caller'

export const GET = publicPage(() => ({ redirect: '/sign-in' }))

export const POST = publicForm(async ({ request, form }) => {
  const email = form.get('email') ?? ''
  const carried = carriedIn(form)
  if (email.trim() === '') return signInPage({ ...carried, error: 'Enter your work email' })
  const issued = await issueEmailCode(email, findCaller(request))
  const error = 'You asked for too many codes. Wait 15 minutes'
  return issued === 'too-many'
    ? signInPage({ email, ...carried, error }, issued)
    : goOn(issued, carried)
})
