import { Secret } from 'otpauth'
import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { findCounter, hashRecoveryCode } from './check-code'
import type { PendingFor } from './pending'
import { recordRefusal } from './record-refusal'
import { recoveryCodes } from './second-factor'
import { startSession, type Session } from './start-session'
import { takeTry } from './take-try'

export type Enrolled =
  | (Session & { readonly recoveryCodes: readonly string[] })
  | { readonly refused: 'wrong' | 'too-many' | 'gone' }

/** Base32 letters and digits from a source of chance for secrets: 15 bytes are 24 of them. */
const drawRecoveryCode = () => new Secret({ size: (recoveryCodes.length * 5) / 8 }).base32

/**
 * Sets up an app for codes, once its first code shows that it works. From here on the account asks for
 * one at every sign-in.
 * @param typed the first code
 * @returns a session and the recovery codes, which are shown now and never again; or why not
 */
export const enrolSecondFactor = async (
  { accountId, secret, ways }: PendingFor<'enrol'>,
  typed: string,
  caller: string,
): Promise<Enrolled> => {
  const taken = await takeTry('code', accountId, caller)
  if (!taken) return { refused: 'too-many' }
  const counter = findCounter(secret, typed)
  if (counter === null) {
    await recordRefusal('code', accountId)
    return { refused: 'wrong' }
  }
  const codes = Array.from({ length: recoveryCodes.count }, drawRecoveryCode)
  const sealed = sealAnswers(secret, places.oneTimeSecret(accountId))
  const [row] = await withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw<{ done: boolean }[]>`
      select enrol_second_factor(
        ${accountId}::uuid, ${sealed}, ${counter}::bigint, ${codes.map(hashRecoveryCode)}::text[],
        ${now()}::timestamptz
      ) as done`,
  )
  if (!row?.done) return { refused: 'gone' }
  await taken.forgive()
  return { ...(await startSession(accountId, [...ways, 'totp'])), recoveryCodes: codes }
}
