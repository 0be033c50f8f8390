import { decode } from 'next-auth/jwt'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import type { Actor } from './actor'
import { actorOf, type ActorRow } from './actor-row'
import { hashToken } from './hash-token'
import { readCookie, sessionCookie } from './session-token'

/** The session token inside the cookie; `null` where it is missing, forged or out of date. */
export const readSessionToken = async (request: Request): Promise<string | null> => {
  const { isSecure, AUTH_SECRET: secret } = environment()
  const token = readCookie(request.headers.get('cookie'), sessionCookie(isSecure))
  if (!token) return null
  try {
    const payload = await decode({ token, secret })
    return typeof payload?.sessionToken === 'string' ? payload.sessionToken : null
  } catch {
    // Forged, cut short or sealed with another secret: as good as no cookie.
    return null
  }
}

/**
 * Who makes this request. The session, the account and its organisation are read again every time,
 * so that a signed-out cookie and a disabled account stop at once.
 * @returns the actor; `null` where nobody is signed in
 */
export const findActor = async (request: Request): Promise<Actor | null> => {
  const token = await readSessionToken(request)
  if (!token) return null
  const [row] = await withoutActor(
    'find-session',
    (tx) =>
      tx.$queryRaw<
        ActorRow[]
      >`select * from find_session(${hashToken(token)}, make_interval(mins => ${environment().SESSION_IDLE_MINUTES}::int))`,
  )
  return row ? actorOf(row) : null
}
