import { endSession } from '@/lib/access/end-session'
import { endedSessionCookie } from '@/lib/access/make-session-cookie'

/** Somewhere that nobody is surprised to see on a phone. */
const elsewhere = 'https://www.bbc.co.uk/weather'

/** The way out of a referral: ends the session before anything else, then shows the weather. */
export const GET = async (request: Request) => {
  await endSession(request).catch(() => undefined)
  return new Response(null, {
    status: 303,
    headers: {
      location: elsewhere,
      'set-cookie': endedSessionCookie(),
      'clear-site-data': '"cache", "storage"',
    },
  })
}
