import { goTo, publicPage } from '@/app/door'
import { letIn } from '@/app/sign-in/door'
import { receiveFromProvider } from '@/lib/access/ask-provider'
import { endSession } from '@/lib/access/end-session'
import { findCaller } from '@/lib/http/find-caller'
import { NotFound } from '@/lib/refusals'

/** Where organisations' own sign-in sends people back to. Nothing else of next-auth has an address. */
export const GET = publicPage<{ nextauth: string[] }>(async ({ request, params }) => {
  const [action, organisation = '', ...more] = params.nextauth
  const isCallback = action === 'callback' && more.length === 0
  const returned = isCallback
    ? await receiveFromProvider(request, organisation, findCaller(request))
    : null
  if (!returned) throw new NotFound()
  const { outcome, cookies, next } = returned
  // Whoever signed in again goes on with a new session alone.
  if ('sessionToken' in outcome) await endSession(request)
  const answer =
    'refused' in outcome
      ? goTo(`/sign-in?own=${outcome.refused}`)
      : await letIn(outcome, { next: next === '/sign-in' ? undefined : next })
  if (answer instanceof Response)
    for (const cookie of cookies) answer.headers.append('set-cookie', cookie)
  return answer
})
