import { goTo, publicForm, publicPage } from '@/app/door'
import { DemonstrationAccounts } from '@/components/page/demonstration-accounts'
import { KeptForm, keptIn, SignInForm } from '@/components/page/sign-in-form'
import { makeSessionCookie } from '@/lib/access/make-session-cookie'
import { homeOf } from '@/lib/access/navigation'
import { signIn } from '@/lib/access/sign-in'
import { environment } from '@/lib/environment'
import { safePath } from '@/lib/http/safe-path'
import type { SignInFormProps } from '@/components/page/sign-in-form'

const signInPage = (props: SignInFormProps) => ({
  title: 'Sign in',
  hasErrors: props.error !== undefined,
  body: (
    <>
      <SignInForm {...props} />
      {environment().DEMONSTRATION && (
        <DemonstrationAccounts password={environment().DEMO_PASSWORD} />
      )}
    </>
  ),
})

const errors = {
  wrong: 'Enter the email and password of your account',
  'too-many': 'There were too many tries. Wait 15 minutes, or ask your administrator',
}

export const GET = publicPage(({ url, actor }) => {
  const next = safePath(url.searchParams.get('next'))
  return actor ? { redirect: next ?? homeOf(actor) } : signInPage({ next })
})

export const POST = publicForm(async ({ request, form }) => {
  const email = form.get('email') ?? ''
  const next = safePath(form.get('next'))
  const kept = keptIn(form)
  const address = request.headers.get('x-forwarded-for') ?? 'unknown'
  const result = await signIn(email, form.get('password') ?? '', address)
  if ('refused' in result)
    return { ...signInPage({ email, next, kept, error: errors[result.refused] }), status: 422 }
  const cookie = { 'set-cookie': await makeSessionCookie(result.sessionToken) }
  return kept && safePath(kept.path)
    ? { title: 'You are signed in', body: <KeptForm kept={kept} />, headers: cookie }
    : goTo(next ?? '/sign-in', cookie)
})
