import { randomBytes } from 'node:crypto'
import { addHours } from 'date-fns'
import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { hashToken } from './hash-token'
import type { Way } from './second-factor'

/** Somebody who is in: a new session's token, of which only the hash is stored. */
export interface Session {
  readonly sessionToken: string
  readonly accountId: string
}

/** A new token of a session, for its cookie alone: 256 random bits. */
export const makeSessionToken = () => randomBytes(32).toString('base64url')

/**
 * Starts a session, always with a new token, after the last of the proofs that somebody gave.
 * @param ways those proofs, for the audit trail
 * @param provenAt when the last of them was given: now, unless somebody else saw it
 * @throws where the account is closed
 */
export const startSession = async (
  accountId: string,
  ways: readonly Way[],
  provenAt = now(),
): Promise<Session> => {
  const sessionToken = makeSessionToken()
  const expires = addHours(now(), environment().SESSION_HOURS)
  await withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw`
      select start_session(
        ${accountId}::uuid, ${hashToken(sessionToken)}, ${expires}::timestamptz, ${ways}::text[],
        ${provenAt}::timestamptz
      )::text`,
  )
  return { sessionToken, accountId }
}
