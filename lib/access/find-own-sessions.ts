import { subMinutes } from 'date-fns'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import type { Actor } from './actor'
import type { OwnSession } from './own-session'

/** Where somebody is signed in: their own open sessions, this one first, then the newest. */
export const findOwnSessions = async (actor: Actor): Promise<readonly OwnSession[]> => {
  const idleSince = subMinutes(now(), environment().SESSION_IDLE_MINUTES)
  const sessions = await withActor(actor, (tx) =>
    tx.session.findMany({
      where: {
        accountId: actor.accountId,
        endedAt: null,
        expiresAt: { gt: now() },
        lastSeenAt: { gt: idleSince },
      },
      orderBy: { startedAt: 'desc' },
      select: { id: true, device: true, startedAt: true, lastSeenAt: true },
    }),
  )
  return sessions
    .map((session) => ({ ...session, isThis: session.id === actor.sessionId }))
    .sort((one, other) => Number(other.isThis) - Number(one.isThis))
}
