import { encode } from 'next-auth/jwt'
import { environment } from '@/lib/environment'
import { makeCookie } from './make-cookie'
import { sessionCookie } from './session-token'

/** The `Set-Cookie` header of a new session: next-auth's encrypted token around ours. */
export const makeSessionCookie = async (sessionToken: string) => {
  const { AUTH_SECRET: secret, SESSION_HOURS, isSecure } = environment()
  const seconds = SESSION_HOURS * 3600
  const value = await encode({ token: { sessionToken }, secret, maxAge: seconds })
  return makeCookie(sessionCookie(isSecure), value, seconds)
}

/** The `Set-Cookie` header that takes the session's cookie away. */
export const endedSessionCookie = () => makeCookie(sessionCookie(environment().isSecure), '', 0)
