/** What a session's cookie carries, sealed by next-auth: a random token and nothing about anybody. */
export interface SessionToken {
  readonly sessionToken: string
}

/** The name of the cookie. A browser takes the `__Host-` one over HTTPS only, from this host only. */
export const sessionCookie = (isSecure: boolean) =>
  isSecure ? '__Host-referral-session' : 'referral-session'

/** The value of one cookie of a request's `Cookie` header. */
export const readCookie = (header: string | null, name: string) => {
  for (const part of (header ?? '').split(';')) {
    const [key, ...rest] = part.trim().split('=')
    if (key === name) return rest.join('=')
  }
  return undefined
}
