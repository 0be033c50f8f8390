import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** Argon2id with 19 MiB, two passes, one lane: the floor of the OWASP password storage guidance. */
const argon2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** A password as it is stored. */
export const hashPassword = (password: string) => hash(password, argon2)

let stranger: Promise<string> | undefined

/**
 * Whether a password is the one that was stored. Where none was stored it takes as long, so that nobody
 * learns by waiting who has an account.
 */
export const verifyPassword = async (password: string, stored: string | undefined) => {
  stranger ??= hashPassword(randomBytes(32).toString('hex'))
  const fits = await verify(stored ?? (await stranger), password.slice(0, 256)).catch(() => false)
  return fits && stored !== undefined
}
