import { recordEvent } from '@/lib/audit/record-event'
import { askAsActor, withActorInSql } from '@/lib/database/with-actor'
import { Changed } from '@/lib/refusals'
import type { Actor } from './actor'
import { hashPassword, verifyPassword } from './hash-password'
import { passwordProblem } from './password-rules'
import { startSession, type Session } from './start-session'
import { takeTry } from './take-try'

interface OwnPassword {
  readonly password_hash: string
  readonly has_second_factor: boolean
}

const findOwn = async (actor: Actor) => {
  const [own] = await askAsActor(
    actor,
    (tx) => tx.$queryRaw<OwnPassword[]>`select * from find_own_password()`,
  )
  return own
}

/** Whether somebody signs in with a code besides their password. */
export const hasSecondFactor = async (actor: Actor) =>
  (await findOwn(actor))?.has_second_factor ?? false

export interface PasswordTyped {
  readonly presentPassword: string
  readonly password: string
  readonly passwordAgain: string
}

/** What is wrong, and with which field. */
export interface PasswordProblem {
  readonly field: keyof PasswordTyped
  readonly message: string
}

const problemOf = (
  actor: Actor,
  { presentPassword, password, passwordAgain }: PasswordTyped,
  own: OwnPassword,
) => {
  const words = [actor.organisation.name, actor.name, actor.email]
  const message = passwordProblem(password, words, own.has_second_factor)
  if (message) return { field: 'password' as const, message }
  if (password === presentPassword)
    return { field: 'password' as const, message: 'Your new password must be another one' }
  if (passwordAgain !== password)
    return { field: 'passwordAgain' as const, message: 'The two new passwords are not the same' }
  return undefined
}

/**
 * Changes one's own password. The present one is asked, so that nobody does it at a screen that was left
 * open. Every session of the account ends; the one at hand is begun anew.
 * @param caller from where, for counting wrong tries
 * @returns the new session; or what is wrong
 * @throws Changed where somebody else changed it meanwhile
 */
export const changePassword = async (
  actor: Actor,
  typed: PasswordTyped,
  caller: string,
): Promise<Session | PasswordProblem> => {
  const taken = await takeTry('password', actor.email, caller)
  if (!taken)
    return { field: 'presentPassword', message: 'There were too many tries. Wait 15 minutes' }
  const own = await findOwn(actor)
  if (!own || !(await verifyPassword(typed.presentPassword, own.password_hash)))
    return { field: 'presentPassword', message: 'Enter the password that you sign in with now' }
  await taken.forgive()
  const problem = problemOf(actor, typed, own)
  if (problem) return problem
  const passwordHash = await hashPassword(typed.password)
  await withActorInSql(actor, async (tx) => {
    const [row] = await tx.$queryRaw<{ done: boolean }[]>`
      select change_own_password(${own.password_hash}, ${passwordHash}) as done`
    if (!row?.done) throw new Changed('Your password was changed meanwhile. Sign in again')
    await recordEvent(tx, 'password.changed', null)
  })
  return startSession(actor.accountId, ['password'])
}
