import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { takeTurn } from './take-turn'

/** Argon2id with 19 MiB, two passes, one lane: the floor of the OWASP password storage guidance. */
const argon2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/**
 * A password as it is stored.
 * @throws Busy where too many are hashed at once
 */
export const hashPassword = (password: string) => takeTurn('hash', 0, () => hash(password, argon2))

let stranger: Promise<string> | undefined

/**
 * Whether a password is the one that was stored. Where none was stored it takes as long, so that nobody
 * learns by waiting who has an account.
 * @throws Busy where too many are looked at at once
 */
export const verifyPassword = async (password: string, stored: string | undefined) => {
  stranger ??= hash(randomBytes(32).toString('hex'), argon2)
  const known = stored ?? (await stranger)
  const fits = await takeTurn('hash', 0, () =>
    verify(known, password.slice(0, 256)).catch(() => false),
  )
  return fits && stored !== undefined
}
