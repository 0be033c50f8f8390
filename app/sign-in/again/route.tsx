import { form, goTo, page } from '@/app/door'
import { proofPage } from '@/app/proof'
import { carriedIn, statusOf } from '@/app/sign-in/door'
import { SignedInPage } from '@/components/page/sign-in-form'
import { checkProof } from '@/lib/access/check-proof'
import { makeSessionCookie } from '@/lib/access/make-session-cookie'
import { homeOf } from '@/lib/access/navigation'
import { findCaller } from '@/lib/http/find-caller'
import { safePath } from '@/lib/http/safe-path'

const wrongs = {
  code: 'Enter the code that your app shows now',
  password: 'Enter the password that you sign in with',
  provider: 'Sign in through your organisation again',
}
const tooMany = 'There were too many tries. Wait 15 minutes, or ask your administrator'

export const GET = page(({ actor, url }) =>
  proofPage(actor, { next: safePath(url.searchParams.get('next')) }),
)

export const POST = form(async ({ actor, request, form: posted }) => {
  const carried = carriedIn(posted)
  const typed = { code: posted.get('code') ?? '', password: posted.get('password') ?? '' }
  const proved = await checkProof(actor, typed, findCaller(request))
  if ('refused' in proved) {
    const error = proved.refused === 'wrong' ? wrongs[actor.confirmed?.by ?? 'password'] : tooMany
    return proofPage(actor, carried, { error, ...statusOf(proved.refused) })
  }
  const cookies = [await makeSessionCookie(proved.sessionToken)]
  const { kept, next } = carried
  if (!kept) return goTo(next ?? homeOf(actor), {}, cookies)
  const title = 'Thank you'
  return { title, body: <SignedInPage kept={kept} title={title} />, cookies }
})
