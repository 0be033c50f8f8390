import { recordEvents } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import type { Actor } from './actor'
import { findOwnSessions } from './find-own-sessions'

/**
 * Ends sessions of the actor's own, at once. One that is not theirs, or over, is left as it is.
 * @param which the id of one, or all others than the one that asks
 * @returns how many ended
 */
export const endOwnSessions = async (
  actor: Actor,
  which: { readonly id: string } | 'others',
): Promise<number> => {
  const open = await findOwnSessions(actor)
  const ids = open
    .filter(({ id, isThis }) => (which === 'others' ? !isThis : id === which.id))
    .map(({ id }) => id)
  if (ids.length === 0) return 0
  return withActorInSql(actor, async (tx) => {
    const ended = await tx.$queryRaw<{ id: string }[]>`
      select id::text from end_own_sessions(${ids}::uuid[], ${now()}::timestamptz) as id`
    await recordEvents(
      tx,
      null,
      ended.map(({ id }) => ({ type: 'session.ended', detail: { session: id, from: 'list' } })),
    )
    return ended.length
  })
}
