import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import type { Actor } from './actor'

/**
 * How long the actor's session holds if nobody does anything: to the end of its idle time or of its
 * whole time, whichever comes first.
 * @returns whole seconds; 0 where it is over
 */
export const findTimeLeft = async (actor: Actor): Promise<number> => {
  const session = await withActor(actor, (tx) =>
    tx.session.findFirst({
      where: { id: actor.sessionId, accountId: actor.accountId, endedAt: null },
      select: { lastSeenAt: true, expiresAt: true },
    }),
  )
  if (!session) return 0
  const idleUntil = session.lastSeenAt.getTime() + environment().SESSION_IDLE_MINUTES * 60_000
  const until = Math.min(idleUntil, session.expiresAt.getTime())
  return Math.max(0, Math.floor((until - now().getTime()) / 1000))
}
