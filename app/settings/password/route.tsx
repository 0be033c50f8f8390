import { form, goTo, page } from '@/app/door'
import { statusOf } from '@/app/sign-in/door'
import { PasswordPage } from '@/components/page/password-page'
import { changePassword } from '@/lib/access/change-password'
import { hasSecondFactor } from '@/lib/access/check-own-password'
import { makeSessionCookie } from '@/lib/access/make-session-cookie'
import { requirePermission } from '@/lib/access/require-permission'
import { environment } from '@/lib/environment'
import { findCaller } from '@/lib/http/find-caller'

const title = 'Change your password'

export const GET = page(async ({ actor, url }) => {
  requirePermission(actor, 'change-own-sign-in')
  const has = await hasSecondFactor(actor)
  const mayEnrol = !has && environment().SECOND_FACTOR === 'offered'
  const isChanged = url.searchParams.has('changed')
  return {
    title,
    back: '/settings',
    body: <PasswordPage hasSecondFactor={has} mayEnrol={mayEnrol} isChanged={isChanged} />,
  }
})

export const POST = form(async ({ actor, request, form: posted }) => {
  const typed = {
    presentPassword: posted.get('presentPassword') ?? '',
    password: posted.get('password') ?? '',
    passwordAgain: posted.get('passwordAgain') ?? '',
  }
  const changed = await changePassword(actor, typed, findCaller(request))
  if ('sessionToken' in changed)
    return goTo('/settings/password?changed', {}, [await makeSessionCookie(changed.sessionToken)])
  const has = await hasSecondFactor(actor)
  return {
    title,
    hasErrors: true,
    ...statusOf(changed.isTooMany ? 'too-many' : 'wrong'),
    back: '/settings',
    body: <PasswordPage hasSecondFactor={has} problem={changed} />,
  }
})
