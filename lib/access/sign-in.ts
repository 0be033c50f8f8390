import { withoutActor } from '@/lib/database/with-actor'
import { clean } from '@/lib/journey/question'
import { askSecondFactor, type FirstProof } from './ask-second-factor'
import { verifyPassword } from './hash-password'
import { recordRefusal } from './record-refusal'
import { takeTry } from './take-try'

export { hashPassword } from './hash-password'

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

/**
 * Signs in with a work e-mail and a password. An address that nobody has takes as long, and gets
 * the same answer, as a wrong password.
 * @param caller where the request came from, for counting wrong tries only
 * @returns a session, or the step before it, where a second factor is asked; or why not
 */
export const signIn = async (
  typedEmail: string,
  password: string,
  caller: string,
): Promise<SignedIn> => {
  const email = emailOf(typedEmail)
  const taken = await takeTry('password', email, caller)
  if (!taken) return { refused: 'too-many' }
  const [row] = await withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw<SignInRow[]>`select * from find_sign_in(${email})`,
  )
  const fits = await verifyPassword(password, row?.password_hash)
  if (!row || !fits || !row.is_open) {
    await recordRefusal('wrong', row?.account_id)
    return { refused: 'wrong' }
  }
  await taken.forgive()
  return askSecondFactor({
    accountId: row.account_id,
    email,
    role: row.role,
    hasSecondFactor: row.has_second_factor,
    ways: ['password'],
  })
}
