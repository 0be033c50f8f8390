import { decode } from 'next-auth/jwt'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import type { Actor } from './actor'
import { actorOf, type ActorRow } from './actor-row'
import { isBackground } from './background'
import { hashToken } from './hash-token'
import { readCookie, sessionCookie } from './session-token'
import { setSessionDevice } from './set-session-device'

/** Cookies that were opened already: opening one costs more than asking the database for its session. */
const opened = new Map<string, string>()
const mostOpened = 5_000

/** The session token inside the cookie; `null` where it is missing, forged or out of date. */
export const readSessionToken = async (request: Request): Promise<string | null> => {
  const { isSecure, AUTH_SECRET: secret } = environment()
  const cookie = readCookie(request.headers.get('cookie'), sessionCookie(isSecure))
  if (!cookie) return null
  const known = opened.get(cookie)
  if (known) return known
  try {
    const token = (await decode({ token: cookie, secret }))?.sessionToken
    if (typeof token !== 'string') return null
    // Whether the session still holds is not remembered: its row says so every time.
    if (opened.size >= mostOpened) opened.clear()
    opened.set(cookie, token)
    return token
  } catch {
    // Forged, cut short or sealed with another secret: as good as no cookie.
    return null
  }
}

/** Sessions whose device this process noted: it is asked of the first request alone. */
const noted = new Set<string>()

const noteDevice = async ({ session_id: id }: ActorRow, token: string, request: Request) => {
  if (noted.has(id)) return
  if (noted.size >= mostOpened) noted.clear()
  noted.add(id)
  await setSessionDevice(token, request.headers.get('user-agent'))
}

/**
 * Who makes this request. The session, the account and its organisation are read again every time,
 * so that a signed-out cookie and a disabled account stop at once.
 * @returns the actor; `null` where nobody is signed in
 */
export const findActor = async (request: Request): Promise<Actor | null> => {
  const token = await readSessionToken(request)
  if (!token) return null
  const minutes = environment().SESSION_IDLE_MINUTES
  const [row] = await withoutActor('find-session', (tx) =>
    isBackground(request)
      ? tx.$queryRaw<ActorRow[]>`
          select * from find_session_in_background(
            ${hashToken(token)}, make_interval(mins => ${minutes}::int)
          )`
      : tx.$queryRaw<ActorRow[]>`
          select * from find_session(${hashToken(token)}, make_interval(mins => ${minutes}::int))`,
  )
  if (!row) return null
  await noteDevice(row, token, request)
  return actorOf(row)
}
