import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { NotAllowed, NotFound } from '@/lib/refusals'
import type { Actor } from './actor'
import { findAccount } from './find-accounts'
import { requirePermission } from './require-permission'
import { isUuid } from './uuid'

/**
 * Disables an account, which ends its sessions at once, or enables it again.
 * @throws NotAllowed where a second person must agree to the account before it opens
 * @throws NotFound where there is no such account, it is the actor's own, or they do not manage any
 * @throws NeedsProof where the actor has not proved lately that it is them
 */
export const disableAccount = async (actor: Actor, accountId: string, isDisabled: boolean) => {
  requirePermission(actor, 'manage-accounts')
  if (!isUuid(accountId) || accountId === actor.accountId) throw new NotFound()
  if (!isDisabled && (await findAccount(actor, accountId)).waitsForAgreement)
    throw new NotAllowed('A second person must agree to this account first')
  await withActor(actor, async (tx) => {
    const { count } = await tx.account.updateMany({
      where: { id: accountId },
      data: { disabledAt: isDisabled ? now() : null },
    })
    if (count !== 1) throw new NotFound()
    await recordEvent(tx, isDisabled ? 'account.disabled' : 'account.enabled', null, {
      account: accountId,
    })
  })
}
