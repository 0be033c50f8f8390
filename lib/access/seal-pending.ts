import { decode, encode } from 'next-auth/jwt'
import { environment } from '@/lib/environment'
import { makeCookie } from './make-cookie'
import { pending, type Pending } from './pending'
import { pendingCookie, readCookie } from './session-token'

const seconds = 600
/** Its own key, so that no session's cookie can stand for it, nor it for a session's. */
const salt = 'sign-in'

/** The `Set-Cookie` header of somebody on their way in. It lasts ten minutes. */
export const sealPending = async (token: Pending) => {
  const { AUTH_SECRET: secret, isSecure } = environment()
  const value = await encode({ token, secret, salt, maxAge: seconds })
  return makeCookie(pendingCookie(isSecure), value, seconds)
}

/** How far a request's sender has come; `null` where nothing is begun, or too long ago, or forged. */
export const openPending = async (request: Request): Promise<Pending | null> => {
  const { AUTH_SECRET: secret, isSecure } = environment()
  const token = readCookie(request.headers.get('cookie'), pendingCookie(isSecure))
  if (!token) return null
  const opened = await decode({ token, secret, salt }).catch(() => null)
  return pending.safeParse(opened).data ?? null
}

/** The `Set-Cookie` header that ends the way in: at its last step, or where it is given up. */
export const endedPendingCookie = () => makeCookie(pendingCookie(environment().isSecure), '', 0)
