import { differenceInSeconds } from 'date-fns'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import type { DoneAct } from './found-act'
import { isAction, transitionOf } from './transitions'

const undoSeconds = 60

/**
 * Finds an act that the actor just did, to say so and to offer to undo it.
 * @returns `undefined` where it is no act of theirs on an item that they can see
 */
export const findDone = async (
  actor: Actor,
  actId: string | null | undefined,
): Promise<DoneAct | undefined> => {
  const id = z.uuid().safeParse(actId).data
  if (!id) return undefined
  return withActor(actor, async (tx) => {
    const act = await tx.act.findFirst({ where: { id, accountId: actor.accountId } })
    if (!act?.itemId || !isAction(act.type)) return undefined
    const item = await tx.item.findUnique({
      where: { id: act.itemId },
      select: { reference: true },
    })
    if (!item) return undefined
    const later = await tx.act.count({
      where: { itemId: act.itemId, at: { gt: act.at }, undoneAt: null },
    })
    const { done, undo } = transitionOf(act.type)
    const isInTime = later === 0 && differenceInSeconds(now(), act.at) <= undoSeconds
    const isUndone = act.undoneAt !== null
    return {
      actId: id,
      reference: item.reference,
      done,
      canUndo: undo && isInTime && !isUndone,
      isUndone,
      isTooLate: undo && !isInTime && !isUndone,
    }
  })
}
