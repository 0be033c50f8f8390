import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql, type InSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { Actor } from './actor'
import { requirePermission } from './require-permission'
import { isUuid } from './uuid'

/**
 * Closes the account of somebody who left, in an open transaction: sessions and API keys end, links
 * and requests with them, and what they had in hand is for its queue again. The event is the caller's.
 * @throws NotFound where there is no such account, or it is the actor's own
 */
export const closeInTransaction = async (tx: InSql, accountId: string) => {
  if (!isUuid(accountId)) throw new NotFound()
  const [row] = await tx.$queryRaw<{ items: number | null }[]>`
    select close_leaver(${accountId}::uuid, ${now()}::timestamptz) as items`
  if (typeof row?.items !== 'number') throw new NotFound()
  return {
    type: 'account.left' as const,
    detail: { account: accountId, items: row.items },
    items: row.items,
  }
}

/**
 * Closes the account of somebody who left, with one press. To undo it, enable the account again: its
 * keys and cases do not come back by that.
 * @returns how many cases went back to their queues
 * @throws NotFound where there is no such account, it is the actor's own, or they do not manage any
 * @throws NeedsProof where the actor has not proved lately that it is them
 */
export const closeLeaver = async (actor: Actor, accountId: string): Promise<number> => {
  requirePermission(actor, 'manage-accounts')
  return withActorInSql(actor, async (tx) => {
    const { type, detail, items } = await closeInTransaction(tx, accountId)
    await recordEvent(tx, type, null, detail)
    return items
  })
}
