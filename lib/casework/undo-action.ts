import { differenceInSeconds } from 'date-fns'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { withdrawMessages } from '@/lib/notifications/queue-messages'
import { NotFound } from '@/lib/refusals'
import { undoSeconds } from './transition'
import { isAction, transitionOf } from './transitions'

const moment = z.iso.datetime().pipe(z.coerce.date()).nullable().optional()

/** The facts of an item as an act kept them. */
const beforeSchema = z.object({
  version: z.int(),
  priority: z.string().optional(),
  dueAt: z.iso.datetime().pipe(z.coerce.date()).optional(),
  ownerId: z.uuid().nullable().optional(),
  acceptedAt: moment,
  pausedAt: moment,
  pausedFor: z.string().nullable().optional(),
  pausedUntil: moment,
  finishedAt: moment,
  finishedAs: z.string().nullable().optional(),
  finishedBecause: z.string().nullable().optional(),
  loweringTo: z.string().nullable().optional(),
  loweringBy: z.uuid().nullable().optional(),
  escalatedAt: moment,
})

type Undone = { readonly undone: true } | { readonly blocked: string }

/**
 * Undoes an act within a minute of it, where it is the actor's own, the last on its item, and one
 * that can be undone. Who was to be told of it is not told.
 * @throws NotFound where there is no such act, or it is not the actor's
 */
export const undoAction = async (actor: Actor, actId: string): Promise<Undone> => {
  if (!z.uuid().safeParse(actId).success) throw new NotFound()
  if (!may(actor, 'work-a-queue')) throw new NotFound()
  const undone = await withActor(actor, async (tx): Promise<Undone | undefined> => {
    const act = await tx.act.findFirst({ where: { id: actId, accountId: actor.accountId } })
    if (!act?.itemId || !isAction(act.type)) return undefined
    const at = now()
    if (!transitionOf(act.type).undo || act.undoneAt) return { blocked: 'This cannot be undone' }
    if (differenceInSeconds(at, act.at) > undoSeconds)
      return { blocked: 'It can be undone for a minute, and the minute has passed' }
    // The item as the act left it: a correction or the clock may have changed it since, without an act.
    const { version, ...before } = beforeSchema.parse(act.before)
    const { count } = await tx.item.updateMany({
      where: { id: act.itemId, version: version + 1 },
      data: { ...before, version: version + 2, changedAt: at },
    })
    if (count !== 1) return { blocked: 'Something was done after it, so it cannot be undone' }
    await tx.act.updateMany({ where: { id: act.id }, data: { undoneAt: at } })
    await withdrawMessages(tx, act.id)
    await recordEvent(tx, 'action.undone', act.referralId, { act: act.id, action: act.type })
    return { undone: true }
  })
  if (!undone) throw new NotFound()
  return undone
}
