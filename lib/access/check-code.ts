import { createHash } from 'node:crypto'
import { HOTP, Secret } from 'otpauth'
import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import type { PendingFor } from './pending'
import { recordRefusal } from './record-refusal'
import { appCodes, counterAt, readCode, type Way } from './second-factor'
import { startSession, type Session } from './start-session'
import { takeTry } from './take-try'

interface FactorRow {
  readonly secret: Uint8Array | null
  readonly is_open: boolean
}

/** Why a proof did not hold. */
export interface CodeRefused {
  readonly refused: 'wrong' | 'too-many' | 'gone'
}

export type Checked = Session | CodeRefused

/** What stands in the one field or in the other. */
interface CodeTyped {
  readonly code: string
  readonly recoveryCode: string
}

/**
 * The period whose code was typed: this one, the one before or the one after.
 * @param secret in base32
 * @returns `null` where it is no code of these
 */
export const findCounter = (secret: string, typed: string): number | null => {
  const { algorithm, digits, window } = appCodes
  const counter = counterAt(now())
  const token = readCode(typed)
  // The library throws where digits of another script are longer in bytes.
  if (token.length !== digits || !/^[0-9]+$/.test(token)) return null
  const key = Secret.fromBase32(secret)
  const delta = HOTP.validate({ token, secret: key, algorithm, digits, counter, window })
  return delta === null ? null : counter + delta
}

/** A recovery code as it is stored: 120 random bits need no slow hash. */
export const hashRecoveryCode = (code: string) => createHash('sha256').update(code).digest('hex')

const isGood = (accountId: string, secret: Uint8Array, typed: string) => {
  const counter = findCounter(openAnswers(secret, places.oneTimeSecret(accountId)), typed)
  return withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw<{ good: boolean }[]>`
      select use_one_time_code(${accountId}::uuid, ${counter}::bigint) as good`,
  )
}

const isRecovery = (accountId: string, typed: string) =>
  withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw<{ good: boolean }[]>`
      select use_recovery_code(
        ${accountId}::uuid, decode(${hashRecoveryCode(readCode(typed))}, 'hex'), ${now()}::timestamptz
      ) as good`,
  )

/**
 * Checks the code that an app shows now, or a recovery code. Each is good once, however many send it at
 * the same time.
 * @returns by which of the two; or that it was wrong, or too often, or that there is no app any more
 */
export const spendCode = async (
  accountId: string,
  typed: CodeTyped,
  caller: string,
): Promise<{ readonly way: Way } | CodeRefused> => {
  const isForRecovery = typed.code.trim() === '' && typed.recoveryCode.trim() !== ''
  const taken = await takeTry(isForRecovery ? 'recovery' : 'code', accountId, caller)
  if (!taken) return { refused: 'too-many' }
  const [row] = await withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw<FactorRow[]>`select * from find_second_factor(${accountId}::uuid)`,
  )
  if (!row?.is_open || !row.secret) return { refused: 'gone' }
  const [answer] = isForRecovery
    ? await isRecovery(accountId, typed.recoveryCode)
    : await isGood(accountId, row.secret, typed.code)
  if (!answer?.good) {
    await recordRefusal(isForRecovery ? 'recovery_code' : 'code', accountId)
    return { refused: 'wrong' }
  }
  await taken.forgive()
  return { way: isForRecovery ? 'recovery_code' : 'totp' }
}

/**
 * The second proof, after the first.
 * @returns a session; or that it was wrong, or too often, or that the first proof has to be given again
 */
export const checkCode = async (
  { accountId, ways }: PendingFor<'code'>,
  typed: CodeTyped,
  caller: string,
): Promise<Checked> => {
  const used = await spendCode(accountId, typed, caller)
  return 'way' in used ? startSession(accountId, [...ways, used.way]) : used
}
