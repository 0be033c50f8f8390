import { askAsActor } from '@/lib/database/with-actor'
import type { Actor } from './actor'
import { verifyPassword } from './hash-password'
import { recordRefusal } from './record-refusal'
import { takeTry } from './take-try'

export interface OwnPassword {
  readonly password_hash: string
  readonly has_second_factor: boolean
}

/** What is stored of the actor's own password; `undefined` where the account is gone. */
export const findOwnPassword = async (actor: Actor): Promise<OwnPassword | undefined> => {
  const [own] = await askAsActor(
    actor,
    (tx) => tx.$queryRaw<OwnPassword[]>`select * from find_own_password()`,
  )
  return own
}

/** Whether somebody signs in with a code besides their password. */
export const hasSecondFactor = async (actor: Actor) =>
  (await findOwnPassword(actor))?.has_second_factor ?? false

/**
 * Checks the password of somebody who is signed in, so that nobody acts for them at a screen that was
 * left open. Wrong ones count as they do at signing in.
 * @param caller from where, for counting wrong tries
 */
export const checkOwnPassword = async (
  actor: Actor,
  typed: string,
  caller: string,
): Promise<{ readonly own: OwnPassword } | { readonly refused: 'wrong' | 'too-many' }> => {
  const taken = await takeTry('password', actor.email, caller)
  if (!taken) return { refused: 'too-many' }
  const own = await findOwnPassword(actor)
  if (!own || !(await verifyPassword(typed, own.password_hash))) {
    await recordRefusal('wrong', actor.accountId)
    return { refused: 'wrong' }
  }
  await taken.forgive()
  return { own }
}
