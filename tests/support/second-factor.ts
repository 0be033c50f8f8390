import { HOTP, Secret } from 'otpauth'
import type { Actor } from '@/lib/access/actor'
import { enrolSecondFactor } from '@/lib/access/enrol-second-factor'
import { appCodes, counterAt } from '@/lib/access/second-factor'

/** The code that an app shows at a moment. */
export const codeAt = (secret: string, at: Date) =>
  HOTP.generate({
    secret: Secret.fromBase32(secret),
    counter: counterAt(at),
    digits: appCodes.digits,
    algorithm: appCodes.algorithm,
  })

/** Some minutes and seconds after a moment. */
export const later = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000)

/** Sets up an app for somebody, at the moment of the clock. Answers its secret and the recovery codes. */
export async function enrol({ accountId, email }: Actor, at: Date) {
  const { base32: secret } = new Secret({ size: 20 })
  const pending = { todo: 'enrol' as const, accountId, email, secret, ways: ['password' as const] }
  const enrolled = await enrolSecondFactor(pending, codeAt(secret, at), 'enrolment')
  if ('refused' in enrolled) throw new Error(enrolled.refused)
  return { secret, recoveryCodes: enrolled.recoveryCodes }
}
