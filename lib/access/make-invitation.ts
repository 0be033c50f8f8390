import { recordEvent, type Detail } from '@/lib/audit/record-event'
import type { EventType } from '@/lib/audit/events'
import { now } from '@/lib/clock'
import { withActorInSql, type InSql } from '@/lib/database/with-actor'
import { Changed } from '@/lib/refusals'
import type { HandedOver } from './account-link'
import type { Actor } from './actor'
import { findAccount } from './find-accounts'
import { handOverLink, makeAccountLink, type NewLink } from './make-account-link'
import { requestInTransaction } from './request-account-change'
import { requirePermission } from './require-permission'

interface Invited {
  readonly link: NewLink | undefined
  readonly event: { readonly type: EventType; readonly detail: Detail }
}

/**
 * Invites somebody to choose their first password, in an open transaction: at once where they refer,
 * which one administrator may decide; for every other role a second person is asked to agree. The
 * event is the caller's.
 * @throws Changed where they have chosen one, or the account is closed
 */
export const inviteInTransaction = async (
  tx: InSql,
  actor: Actor,
  { id, role }: { readonly id: string; readonly role: string },
): Promise<Invited> => {
  if (role !== 'referrer') {
    const asked = { accountId: id, kind: 'invitation', reason: 'new_account' } as const
    return { link: undefined, event: await requestInTransaction(tx, actor, asked) }
  }
  const link = makeAccountLink('invitation')
  const [row] = await tx.$queryRaw<{ invited: boolean }[]>`
    select invite_account(
      ${id}::uuid, ${link.tokenHash}::bytea, ${link.until}::timestamptz, ${now()}::timestamptz
    ) as invited`
  if (!row?.invited)
    throw new Changed('They have chosen a password already, or the account is closed')
  return { link, event: { type: 'account.invited', detail: { account: id } } }
}

/**
 * Invites somebody again whose first invitation has run out. The one before stops working.
 * @returns the link; nothing where a second person must agree first
 * @throws NotFound where there is no such account, it is the actor's own, or they do not manage any
 * @throws NeedsProof where the actor has not proved lately that it is them
 * @throws Changed where they have signed in, or the account is closed
 */
export const makeInvitation = async (
  actor: Actor,
  accountId: string,
): Promise<HandedOver | undefined> => {
  requirePermission(actor, 'manage-accounts')
  const account = await findAccount(actor, accountId)
  const { id, role, email, lastSignedInAt, disabledAt, waitsForAgreement } = account
  if (lastSignedInAt) throw new Changed('They have signed in already')
  if (disabledAt && !waitsForAgreement) throw new Changed('The account is closed')
  const link = await withActorInSql(actor, async (tx) => {
    const { link: invitation, event } = await inviteInTransaction(tx, actor, { id, role })
    await recordEvent(tx, event.type, null, event.detail)
    return invitation
  })
  return link && handOverLink(link, email)
}
