import { randomBytes } from 'node:crypto'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { isUniqueViolation } from '@/lib/database/is-unique-violation'
import { withActorInSql } from '@/lib/database/with-actor'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'
import type { HandedOver } from './account-link'
import { whyNotYours } from './account-requests'
import type { Actor } from './actor'
import { findAccountRequests } from './find-account-requests'
import { handOverLink, makeAccountLink } from './make-account-link'
import { hashPassword } from './hash-password'
import { requirePermission } from './require-permission'

/**
 * Agrees to a change of an account, or refuses it, as the second person. What was agreed happens at
 * once: the role changes, or how they sign in, or the old password and second factor stop working and a
 * link is made.
 * @returns the link, where agreeing made one
 * @throws NotFound where nothing such waits, or the actor may not be a second person
 * @throws NeedsProof where the actor has not proved lately that it is them
 * @throws NotAllowed where they asked for it themselves, or it is about them
 * @throws Changed where somebody else decided first
 */
export const answerAccountRequest = async (
  actor: Actor,
  requestId: string,
  agrees: boolean,
): Promise<HandedOver | undefined> => {
  requirePermission(actor, 'agree-to-account-changes')
  const request = (await findAccountRequests(actor)).find(({ id }) => id === requestId)
  if (!request) throw new NotFound()
  const { id, kind, accountId, role, email, notYours } = request
  if (notYours) throw new NotAllowed(whyNotYours[notYours])
  const link = makeAccountLink(kind === 'invitation' ? 'invitation' : 'recovery')
  const unknown = await hashPassword(randomBytes(32).toString('hex'))
  const decide = withActorInSql(actor, async (tx) => {
    const [row] = await tx.$queryRaw<{ decided: boolean }[]>`
      select decide_account_request(
        ${id}::uuid, ${agrees}::boolean, ${link.tokenHash}::bytea, ${link.until}::timestamptz,
        ${unknown}, ${now()}::timestamptz
      ) as decided`
    if (!row?.decided) throw new Changed('Somebody else has decided this')
    await recordEvent(tx, agrees ? 'account.change_agreed' : 'account.change_refused', null, {
      account: accountId,
      request: id,
      kind,
      role,
    })
  })
  await decide.catch((error: unknown) => {
    if (isUniqueViolation(error)) throw new Changed('Another account is theirs already')
    throw error
  })
  const makesLink = kind !== 'role' && kind !== 'provider'
  return agrees && makesLink ? handOverLink(link, email) : undefined
}
