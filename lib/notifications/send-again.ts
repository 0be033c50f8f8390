import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Has messages tried again that were given up, with all their tries before them.
 * @param which the id of one delivery, or `all`
 * @returns how many will be tried; those that somebody had tried again meanwhile are not counted
 * @throws NotFound where the actor does not look after the service, or there is no such id
 */
export const sendAgain = async (actor: Actor, which: string): Promise<number> => {
  if (!may(actor, 'manage-accounts')) throw new NotFound()
  if (which !== 'all' && !uuid.test(which)) throw new NotFound()
  const only = which === 'all' ? null : which
  return withActorInSql(actor, async (tx) => {
    const again = await tx.$queryRaw<{ id: string }[]>`
      update delivery
      set state = 'waiting', attempts = 0, due_at = ${now()}::timestamptz, claimed_until = null
      where state = 'dead' and (${only}::uuid is null or id = ${only}::uuid)
      returning id`
    if (again.length > 0)
      await recordEvent(tx, 'messages.tried_again', null, { count: again.length })
    return again.length
  })
}
