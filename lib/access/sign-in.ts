import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { addHours } from 'date-fns'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { clean } from '@/lib/journey/question'
import { hashToken } from './hash-token'

/** Argon2id with 19 MiB, two passes, one lane: the floor of the OWASP password storage guidance. */
const argon2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Ten wrong passwords for one account, or thirty from one address, in a quarter of an hour. */
const perAccount = new RateLimiterMemory({ points: 10, duration: 900 })
const perAddress = new RateLimiterMemory({ points: 30, duration: 900 })

/** A password as it is stored. */
export const hashPassword = (password: string) => hash(password, argon2)

let stranger: Promise<string> | undefined

interface SignInRow {
  readonly account_id: string
  readonly password_hash: string
  readonly is_open: boolean
}

export type SignedIn =
  | { readonly sessionToken: string; readonly accountId: string }
  | { readonly refused: 'wrong' | 'too-many' }

const isBlocked = async (email: string, address: string) => {
  const [account, from] = await Promise.all([perAccount.get(email), perAddress.get(address)])
  return (account?.consumedPoints ?? 0) >= 10 || (from?.consumedPoints ?? 0) >= 30
}

/**
 * Signs in with a work e-mail and a password. An address that nobody has takes as long, and gets
 * the same answer, as a wrong password.
 * @param address where the request came from, for counting wrong tries only
 * @returns a new session's token, of which only the hash is stored; or why not
 */
export const signIn = async (
  typedEmail: string,
  password: string,
  address: string,
): Promise<SignedIn> => {
  const email = clean(typedEmail).slice(0, 254).toLowerCase()
  if (await isBlocked(email, address)) return { refused: 'too-many' }
  const [row] = await withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw<SignInRow[]>`select * from find_sign_in(${email})`,
  )
  stranger ??= hashPassword(randomBytes(32).toString('hex'))
  const fits = await verify(row?.password_hash ?? (await stranger), password.slice(0, 256))
  if (!row || !fits || !row.is_open) {
    await Promise.all([
      perAccount.consume(email).catch(() => undefined),
      perAddress.consume(address).catch(() => undefined),
    ])
    await withoutActor(
      'sign-in',
      (tx) =>
        tx.$queryRaw`select record_failed_sign_in(${row?.account_id ?? null}::uuid, 'wrong')::text`,
    )
    return { refused: 'wrong' }
  }
  await perAccount.delete(email)
  const sessionToken = randomBytes(32).toString('base64url')
  const expires = addHours(new Date(), environment().SESSION_HOURS)
  await withoutActor(
    'sign-in',
    (tx) =>
      tx.$queryRaw`select start_session(${row.account_id}::uuid, ${hashToken(sessionToken)}, ${expires})::text`,
  )
  return { sessionToken, accountId: row.account_id }
}
