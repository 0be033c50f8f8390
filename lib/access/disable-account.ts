import { recordEvent } from '@/lib/audit/record-event'
import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { Actor } from './actor'
import { may } from './permissions'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Disables an account, which ends its sessions at once, or enables it again.
 * @throws NotFound where there is no such account, it is the actor's own, or they do not manage any
 */
export const disableAccount = async (actor: Actor, accountId: string, isDisabled: boolean) => {
  if (!may(actor, 'manage-accounts')) throw new NotFound()
  if (!uuid.test(accountId) || accountId === actor.accountId) throw new NotFound()
  await withActor(actor, async (tx) => {
    const { count } = await tx.account.updateMany({
      where: { id: accountId },
      data: { disabledAt: isDisabled ? new Date() : null },
    })
    if (count !== 1) throw new NotFound()
    await recordEvent(tx, isDisabled ? 'account.disabled' : 'account.enabled', null, {
      account: accountId,
    })
  })
}
