import { recordEvent } from '@/lib/audit/record-event'
import { withActorInSql } from '@/lib/database/with-actor'
import { Changed } from '@/lib/refusals'
import type { Actor } from './actor'
import { checkOwnPassword, type OwnPassword } from './check-own-password'
import { hashPassword } from './hash-password'
import { passwordProblem } from './password-rules'
import { requirePermission } from './require-permission'
import { startSession, type Session } from './start-session'

export interface PasswordTyped {
  readonly presentPassword: string
  readonly password: string
  readonly passwordAgain: string
}

/** What is wrong, and with which field. */
export interface PasswordProblem {
  readonly field: keyof PasswordTyped
  readonly message: string
  /** That it was tried too often is another thing than that it was wrong. */
  readonly isTooMany?: true
}

const wrongs = {
  wrong: {
    field: 'presentPassword',
    message: 'Enter the password that you sign in with now',
  },
  'too-many': {
    field: 'presentPassword',
    message: 'There were too many tries. Wait 15 minutes',
    isTooMany: true,
  },
} as const satisfies Readonly<Record<string, PasswordProblem>>

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
 * @throws NeedsProof where the actor has not proved lately that it is them
 * @throws Changed where somebody else changed it meanwhile
 */
export const changePassword = async (
  actor: Actor,
  typed: PasswordTyped,
  caller: string,
): Promise<Session | PasswordProblem> => {
  requirePermission(actor, 'change-own-sign-in')
  const checked = await checkOwnPassword(actor, typed.presentPassword, caller)
  if ('refused' in checked) return wrongs[checked.refused]
  const { own } = checked
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
