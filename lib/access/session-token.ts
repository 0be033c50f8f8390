/** What a session's cookie carries, sealed by next-auth: a random token and nothing about anybody. */
export interface SessionToken {
  readonly sessionToken: string
}

/** A browser takes a `__Host-` cookie over HTTPS only, from this host only. */
const cookieName = (name: string, isSecure: boolean) => (isSecure ? `__Host-${name}` : name)

/** The name of the cookie of a session. */
export const sessionCookie = (isSecure: boolean) => cookieName('referral-session', isSecure)

/** The name of the cookie of somebody who is on their way in. */
export const pendingCookie = (isSecure: boolean) => cookieName('referral-sign-in', isSecure)

/** The value of one cookie of a request's `Cookie` header. */
export const readCookie = (header: string | null, name: string) => {
  for (const part of (header ?? '').split(';')) {
    const [key, ...rest] = part.trim().split('=')
    if (key === name) return rest.join('=')
  }
  return undefined
}
