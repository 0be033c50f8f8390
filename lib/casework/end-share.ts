import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { NotFound } from '@/lib/refusals'
import { readShares } from './read-shares'
import { meanwhile } from './share-line'
import { isSharing, recipientsIn } from './share-recipients'

type Ended = { readonly done: 'ended' } | { readonly blocked: string }

/**
 * Takes access back at once, for the giving side or the lead, or gives it back, for the other: from the
 * next page on they see nothing of the case. An offer that nobody answered is taken back alike.
 * @returns that it is done, or what somebody else did first
 * @throws NotFound where there is no such share, or it is not this actor's to see
 */
export const endShare = async (actor: Actor, id: string, version: number): Promise<Ended> => {
  if (!isSharing(actor) || !z.uuid().safeParse(id).success) throw new NotFound()
  const ended = await withActor(actor, async (tx): Promise<Ended | undefined> => {
    const at = now()
    const [share] = await readShares(tx, actor, at, id)
    if (!share) return undefined
    const isAsSeen = share.canEnd && share.version === version
    const { count } = isAsSeen
      ? await tx.share.updateMany({
          where: { id, version, endedAt: null },
          data: { endedAt: at, endedBy: actor.accountId, version: version + 1 },
        })
      : { count: 0 }
    if (count !== 1) {
      const because = share.version === version ? 'role' : 'version'
      const detail = { action: 'end_share', share: id, because }
      await recordEvent(tx, 'action.refused', share.referralId, detail)
      return { blocked: share.canEnd ? meanwhile.offered : meanwhile[share.state] }
    }
    const isReturned = share.isOurs && share.giverId !== actor.organisation.id
    await queueMessages(
      tx,
      { id: share.referralId, priority: 'P3' },
      isReturned
        ? recipientsIn(share.giverId).map((recipient) => ({
            type: 'share.returned' as const,
            recipient,
          }))
        : recipientsIn(share.receiverId).map((recipient) => ({
            type: 'share.ended' as const,
            recipient,
          })),
    )
    const because = isReturned ? 'returned' : 'taken_back'
    await recordEvent(tx, 'share.ended', share.referralId, { share: id, kind: share.kind, because })
    return { done: 'ended' }
  })
  if (!ended) throw new NotFound()
  return ended
}
