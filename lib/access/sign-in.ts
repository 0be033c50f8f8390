import { setTimeout as pause } from 'node:timers/promises'
import { withoutActor } from '@/lib/database/with-actor'
import { clean } from '@/lib/journey/question'
import { askSecondFactor, type FirstProof } from './ask-second-factor'
import { claimPlace, keepPlace } from './claim-place'
import { verifyPassword } from './hash-password'
import { recordRefusal } from './record-refusal'
import { countTry } from './take-try'
import { takeTurn } from './take-turn'

interface SignInRow {
  readonly account_id: string
  readonly password_hash: string
  readonly role: string
  readonly is_open: boolean
  readonly has_second_factor: boolean
}

export type SignedIn = FirstProof | { readonly refused: 'wrong' | 'too-many' }

/** An address as accounts have it, however it was typed. */
export const emailOf = (typed: string) => clean(typed).slice(0, 254).toLowerCase()

const tryPassword = async (email: string, password: string, caller: string) => {
  const taken = await countTry('password', email, caller)
  if (!taken) return { row: undefined, refused: 'too-many', wait: 0 } as const
  const [row] = await withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw<SignInRow[]>`select * from find_sign_in(${email})`,
  )
  const fits = await verifyPassword(password, row?.password_hash)
  const { wait } = taken
  if (!row || !fits || !row.is_open) {
    await recordRefusal('wrong', row?.account_id)
    return { row: undefined, refused: 'wrong', wait } as const
  }
  await taken.forgive()
  return { row, wait }
}

/**
 * Signs in with a work e-mail and a password. An address that nobody has takes as long, and gets
 * the same answer, as a wrong password.
 * @param caller where the request came from, for counting wrong tries and for who comes first
 * @returns a session, or the step before it, where a second factor is asked; or why not
 * @throws Busy where too many sign in at once
 */
export const signIn = async (
  typedEmail: string,
  password: string,
  caller: string,
): Promise<SignedIn> => {
  const email = emailOf(typedEmail)
  const { row, refused, wait } = await takeTurn('sign-in', claimPlace(caller, email), () =>
    tryPassword(email, password, caller),
  )
  // Nobody else waits for whoever has to.
  await pause(wait)
  if (!row) return { refused }
  keepPlace(caller)
  return askSecondFactor({
    accountId: row.account_id,
    email,
    role: row.role,
    hasSecondFactor: row.has_second_factor,
    ways: ['password'],
  })
}
