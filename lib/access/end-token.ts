import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { Actor } from './actor'
import { requirePermission } from './require-permission'
import { isUuid } from './uuid'

/**
 * Ends a key to the partner API at once: the next call with it is refused.
 * @throws NotFound where there is no such key, it has ended already, or the actor does not manage accounts
 * @throws NeedsProof where the actor has not proved lately that it is them
 */
export const endToken = async (actor: Actor, id: string): Promise<void> => {
  requirePermission(actor, 'manage-accounts')
  if (!isUuid(id)) throw new NotFound()
  await withActorInSql(actor, async (tx) => {
    const [ended] = await tx.$queryRaw<{ account: string }[]>`
      update api_token set revoked_at = ${now()}::timestamptz
      where id = ${id}::uuid and revoked_at is null
      returning account_id::text as account`
    if (!ended) throw new NotFound()
    await recordEvent(tx, 'token.ended', null, { token: id, account: ended.account })
  })
}
