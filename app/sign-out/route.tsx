import { goTo, publicForm } from '@/app/door'
import { endSession } from '@/lib/access/end-session'
import { endedSessionCookie } from '@/lib/access/make-session-cookie'

export const POST = publicForm(async ({ request }) => {
  await endSession(request)
  return goTo('/', { 'set-cookie': endedSessionCookie(), 'clear-site-data': '"cache", "storage"' })
})
