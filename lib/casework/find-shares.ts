import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { readShares } from './read-shares'
import { listShares, type ShareLine, type ShareList } from './share-line'
import { isSharing } from './share-recipients'

/**
 * The shares of an actor's organisation: what waits for their answer, what is shared with them, what
 * they shared, and what is over. Whoever asked for a case sees nothing of it before the answer.
 * @throws NotFound where the role takes no part in sharing
 */
export const findShares = async (actor: Actor): Promise<ShareList> => {
  if (!isSharing(actor)) throw new NotFound()
  return withActor(actor, async (tx) => listShares(await readShares(tx, actor, now())))
}

/**
 * One share, for either side and for those who work the case.
 * @throws NotFound where there is none, or it is not this actor's to see
 */
export const findShare = async (actor: Actor, id: string): Promise<ShareLine> => {
  if (!isSharing(actor) || !z.uuid().safeParse(id).success) throw new NotFound()
  const [share] = await withActor(actor, (tx) => readShares(tx, actor, now(), id))
  if (!share) throw new NotFound()
  return share
}
