import { encode } from 'next-auth/jwt'
import { environment } from '@/lib/environment'
import { sessionCookie } from './session-token'

const cookie = (value: string, seconds: number) => {
  const { isSecure } = environment()
  return [
    `${sessionCookie(isSecure)}=${value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Max-Age=${seconds}`,
    ...(isSecure ? ['Secure'] : []),
  ].join('; ')
}

/** The `Set-Cookie` header of a new session: next-auth's encrypted token around ours. */
export const makeSessionCookie = async (sessionToken: string) => {
  const { AUTH_SECRET: secret, SESSION_HOURS } = environment()
  const seconds = SESSION_HOURS * 3600
  return cookie(await encode({ token: { sessionToken }, secret, maxAge: seconds }), seconds)
}

/** The `Set-Cookie` header that takes the session's cookie away. */
export const endedSessionCookie = () => cookie('', 0)
