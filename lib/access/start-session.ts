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

/**
 * Starts a session, always with a new token, after the last of the proofs that somebody gave.
 * @param ways those proofs, for the audit trail
 * @throws where the account is closed
 */
export const startSession = async (accountId: string, ways: readonly Way[]): Promise<Session> => {
  const sessionToken = randomBytes(32).toString('base64url')
  const expires = addHours(now(), environment().SESSION_HOURS)
  await withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw`
      select start_session(
        ${accountId}::uuid, ${hashToken(sessionToken)}, ${expires}::timestamptz, ${ways}::text[]
      )::text`,
  )
  return { sessionToken, accountId }
}
