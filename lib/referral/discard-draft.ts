import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { isDraftId } from './draft'

/**
 * Deletes a draft of the actor's own, for good.
 * @throws NotFound where there is none
 */
export const discardDraft = async (actor: Actor, id: string) => {
  if (!may(actor, 'refer') || !isDraftId(id)) throw new NotFound()
  const isDeleted = await withActor(actor, async (tx) => {
    const { count } = await tx.draft.deleteMany({ where: { id, accountId: actor.accountId } })
    if (count === 1) await recordEvent(tx, 'draft.deleted', null, { draft: id })
    return count === 1
  })
  if (!isDeleted) throw new NotFound()
}
