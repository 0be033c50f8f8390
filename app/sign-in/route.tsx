import { publicForm, publicPage } from '@/app/door'
import { carriedIn, letIn, signInPage } from '@/app/sign-in/door'
import { homeOf } from '@/lib/access/navigation'
import { signIn } from '@/lib/access/sign-in'
import { findCaller } from '@/lib/http/find-caller'
import { safePath } from '@/lib/http/safe-path'

const errors = {
  wrong: 'Enter the email and password of your account',
  'too-many': 'There were too many tries. Wait 15 minutes, or ask your administrator',
}

/** What went wrong at an organisation's own sign-in, as the way back says it. */
const ownErrors: Readonly<Record<string, string>> = {
  failed: 'Your organisation’s own sign-in did not work. Try again, or sign in here',
  unknown: 'Your organisation knows you, but you have no account here. Ask your administrator',
  'too-many': errors['too-many'],
}

export const GET = publicPage(({ url, actor }) => {
  const next = safePath(url.searchParams.get('next'))
  if (actor) return { redirect: next ?? homeOf(actor) }
  const own = url.searchParams.get('own') ?? ''
  return signInPage({ next, error: ownErrors[own] }, own === 'too-many' ? own : 'wrong')
})

export const POST = publicForm(async ({ request, form }) => {
  const email = form.get('email') ?? ''
  const carried = carriedIn(form)
  const result = await signIn(email, form.get('password') ?? '', findCaller(request))
  return 'refused' in result
    ? signInPage({ email, ...carried, error: errors[result.refused] }, result.refused)
    : letIn(result, carried)
})
