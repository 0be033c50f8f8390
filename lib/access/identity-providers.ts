import { z } from 'zod'

const isSafe = (value: string) =>
  URL.canParse(value) &&
  (value.startsWith('https://') || ['localhost', '127.0.0.1'].includes(new URL(value).hostname))

/** An organisation's own sign-in, by OpenID Connect. */
const identityProvider = z.strictObject({
  /** The slug of the organisation: it vouches for nobody else's people. */
  organisation: z.string().regex(/^[a-z0-9-]+$/),
  /** What people there call it: "your county council account". */
  label: z.string().min(1).max(60),
  issuer: z.string().refine(isSafe),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** Values of `acr` with which it says that a second factor was used. */
  strong: z.array(z.string()).default([]),
})

export type IdentityProvider = z.infer<typeof identityProvider>

const wrong =
  'must be a list in JSON of {"organisation", "label", "issuer", "clientId", "clientSecret"}, with issuers at https://'

/** The setting `IDENTITY_PROVIDERS`: a list in JSON, one for each organisation at most. */
export const identityProviders = z
  .string()
  .default('[]')
  .transform((text, context) => {
    try {
      const read = z.array(identityProvider).safeParse(JSON.parse(text))
      const slugs = read.data?.map(({ organisation }) => organisation) ?? []
      if (read.success && new Set(slugs).size === slugs.length) return read.data
    } catch {
      // Not JSON: as wrong as JSON of another shape.
    }
    context.addIssue({ code: 'custom', message: wrong })
    return z.NEVER
  })

/** By which an account is bound to somebody at a provider: who says it, and whom it means. */
export const providerIdOf = (issuer: string, subject: string) => `${issuer} ${subject}`

/** What an identity provider says of somebody, in its signed token. */
export interface Claims {
  readonly iss?: unknown
  readonly sub?: unknown
  readonly email?: unknown
  readonly email_verified?: unknown
  readonly amr?: unknown
  readonly acr?: unknown
  readonly auth_time?: unknown
}

const plainEmail = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/

/**
 * The address that a provider vouches for. Only ASCII: a look-alike of @ or of a letter is another
 * address, whatever it looks like (CVE-2026-73420).
 * @returns the address in lower case; `null` where there is none, or it is not verified
 */
export const verifiedEmail = ({ email, email_verified: isVerified }: Claims): string | null =>
  typeof email === 'string' && isVerified === true && plainEmail.test(email.toLowerCase())
    ? email.toLowerCase()
    : null

/**
 * When somebody proved to a provider who they are: long before now, where it only remembered them. Where
 * it does not say, it was now.
 */
export const provenAt = ({ auth_time: seconds }: Claims, at: Date): Date =>
  typeof seconds === 'number' ? new Date(Math.min(seconds * 1000, at.getTime())) : at

const secondProofs = ['otp', 'hwk', 'swk', 'sc', 'fpt', 'face']

/**
 * Whether a token says that a second factor was used: by `amr` (RFC 8176), or by an `acr` that the
 * provider is known to use for it.
 */
export const saysSecondFactor = ({ amr, acr }: Claims, { strong }: IdentityProvider) => {
  const methods: readonly unknown[] = Array.isArray(amr) ? amr : []
  return (
    methods.includes('mfa') ||
    (methods.includes('pwd') && secondProofs.some((proof) => methods.includes(proof))) ||
    (typeof acr === 'string' && strong.includes(acr))
  )
}
