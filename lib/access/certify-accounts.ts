import { recordEvents } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { readReview } from './account-review'
import type { Actor } from './actor'
import { closeInTransaction } from './close-leaver'
import { requirePermission } from './require-permission'
import { isUuid } from './uuid'

type Reviewed =
  | { readonly kept: number; readonly closed: number }
  | { readonly problem: 'Select keep or close for at least one person' }

/**
 * Confirms that people still work here, and closes the accounts of those who left: all that one form
 * says, or nothing. Nobody confirms themselves.
 * @throws NotFound where the actor does not manage accounts, or closes one that is not there
 * @throws NeedsProof where the actor has not proved lately that it is them
 */
export const certifyAccounts = async (actor: Actor, form: URLSearchParams): Promise<Reviewed> => {
  requirePermission(actor, 'manage-accounts')
  const { keep, close } = readReview(form)
  const confirmed = keep.filter(isUuid)
  if (confirmed.length + close.length === 0)
    return { problem: 'Select keep or close for at least one person' }
  return withActorInSql(actor, async (tx) => {
    const closed = []
    // In one order, so that two who close the same accounts wait for each other and do not deadlock.
    for (const id of close.toSorted()) closed.push(await closeInTransaction(tx, id))
    const kept = await tx.$queryRaw<{ id: string }[]>`
      select id::text from certify_accounts(${confirmed}::uuid[], ${now()}::timestamptz) as id`
    await recordEvents(tx, null, [
      ...kept.map(({ id }) => ({ type: 'account.confirmed' as const, detail: { account: id } })),
      ...closed.map(({ type, detail }) => ({ type, detail })),
    ])
    return { kept: kept.length, closed: closed.length }
  })
}
