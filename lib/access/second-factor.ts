import type { Role } from './roles'

/** Who may sign in with one proof: they see what they sent and nothing of others. */
const oneProofIsEnough: readonly Role[] = ['referrer']

/** Whether a role signs in with a second factor. One that is not known does. */
export const needsSecondFactor = (role: string) =>
  !oneProofIsEnough.some((enough) => enough === role)

/** The ways in which somebody proves who they are, as the audit trail names them. */
export const ways = {
  password: 'Password',
  totp: 'Code from an app',
  recovery_code: 'Recovery code',
  email_code: 'Code by email',
  oidc: 'Their organisation’s own sign-in',
} as const

export type Way = keyof typeof ways

/** Codes of an app: RFC 6238 as every app knows it, with a clock that is 30 seconds off on either side. */
export const appCodes = {
  algorithm: 'SHA1',
  digits: 6,
  /** Seconds. */
  period: 30,
  window: 1,
} as const

/** Codes by email: eight digits, ten minutes, five looks. */
export const emailCodes = { digits: 8, minutes: 10, tries: 5 } as const

/** Recovery codes: ten of 24 letters and digits of base32, 120 bits each (ASVS 5.0, 6.5.2 asks for 112). */
export const recoveryCodes = { count: 10, length: 24 } as const

/** In groups of four, as people read and type them. */
export const inFours = (code: string) => code.match(/.{1,4}/g)?.join(' ') ?? ''

/** A code as it is compared: without the spaces and dashes that people type, in capitals. */
export const readCode = (typed: string) =>
  typed
    .normalize('NFKC')
    .replace(/[\s\p{Dash}]/gu, '')
    .slice(0, 64)
    .toUpperCase()

/** Which period of thirty seconds a moment is in, counted from 1970. */
export const counterAt = (at: Date) => Math.floor(at.getTime() / 1000 / appCodes.period)

/** The address that an app reads from the picture: whose it is, and the secret that both sides hold. */
export const appAddress = (service: string, account: string, secret: string) => {
  const label = [service, account].map(encodeURIComponent).join(':')
  const { algorithm, digits, period } = appCodes
  const asked = Object.entries({ secret, issuer: service, algorithm, digits, period })
  return `otpauth://totp/${label}?${asked.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}
