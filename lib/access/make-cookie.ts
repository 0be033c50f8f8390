import { environment } from '@/lib/environment'

/**
 * A `Set-Cookie` header. `Lax`, because links in emails lead here, and organisations' own sign-in back.
 * @param seconds how long it lasts; 0 takes it away
 */
export const makeCookie = (name: string, value: string, seconds: number) =>
  [
    `${name}=${value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Max-Age=${seconds}`,
    ...(environment().isSecure ? ['Secure'] : []),
  ].join('; ')
