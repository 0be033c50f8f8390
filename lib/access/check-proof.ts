import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { Changed } from '@/lib/refusals'
import type { Actor } from './actor'
import { spendCode } from './check-code'
import { checkOwnPassword } from './check-own-password'
import { hashToken } from './hash-token'
import type { Way } from './second-factor'
import { makeSessionToken, type Session } from './start-session'

/** What was typed: the code of an app, or the password. */
export interface ProofTyped {
  readonly code: string
  readonly password: string
}

export type Proved = Session | { readonly refused: 'wrong' | 'too-many' }

const wayOf = async (
  actor: Actor,
  { code, password }: ProofTyped,
  caller: string,
): Promise<{ readonly way: Way } | { readonly refused: 'wrong' | 'too-many' }> => {
  if (actor.confirmed?.by === 'code') {
    const used = await spendCode(actor.accountId, { code, recoveryCode: '' }, caller)
    if ('way' in used) return used
    return { refused: used.refused === 'gone' ? 'wrong' : used.refused }
  }
  const checked = await checkOwnPassword(actor, password, caller)
  return 'own' in checked ? { way: 'password' } : checked
}

/**
 * Checks that somebody who is signed in is still who they are: by the code of their app where they have
 * one, otherwise by their password. The session goes on with a new token (OWASP ASVS 5.0, 7.2.4).
 * @param caller from where, for counting wrong tries
 * @returns the session's new token; or why not
 * @throws Changed where the session ended meanwhile
 */
export const checkProof = async (
  actor: Actor,
  typed: ProofTyped,
  caller: string,
): Promise<Proved> => {
  const proved = await wayOf(actor, typed, caller)
  if ('refused' in proved) return proved
  const sessionToken = makeSessionToken()
  await withActorInSql(actor, async (tx) => {
    const [row] = await tx.$queryRaw<{ done: boolean }[]>`
      select confirm_own_session(
        ${actor.sessionId}::uuid, ${hashToken(sessionToken)}, ${now()}::timestamptz
      ) as done`
    if (!row?.done) throw new Changed('Your session ended meanwhile. Sign in again')
    const detail = { session: actor.sessionId, ways: [proved.way] }
    await recordEvent(tx, 'session.confirmed', null, detail)
  })
  return { sessionToken, accountId: actor.accountId }
}
