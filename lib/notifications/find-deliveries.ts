import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActorInSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { DeliveryLine, DeliveryList, DeliveryState } from './deliveries'

const pageSize = 50

/**
 * What became of the messages: those that were given up, and the newest of the others.
 * @throws NotFound where the actor does not look after the service
 */
export const findDeliveries = async (actor: Actor): Promise<DeliveryList> => {
  if (!may(actor, 'manage-accounts')) throw new NotFound()
  return withActorInSql(actor, async (tx) => {
    const counts = await tx.$queryRaw<{ state: DeliveryState; count: number }[]>`
      select state, count(*)::integer as count from delivery group by state`
    const dead = await tx.$queryRaw<DeliveryLine[]>`
      select delivery.id, message.type, account.name, message.queued_at as "queuedAt",
        delivery.state, delivery.attempts, delivery.last_problem as problem
      from delivery
        join message on message.id = delivery.message_id
        join account on account.id = delivery.account_id
      where delivery.state = 'dead'
      order by message.queued_at, delivery.id
      limit ${pageSize}::integer`
    const latest = await tx.$queryRaw<DeliveryLine[]>`
      select delivery.id, message.type, account.name, message.queued_at as "queuedAt",
        delivery.state, delivery.attempts, delivery.last_problem as problem
      from delivery
        join message on message.id = delivery.message_id
        join account on account.id = delivery.account_id
      where delivery.state <> 'dead'
      order by message.queued_at desc, delivery.id
      limit ${pageSize}::integer`
    return {
      counts: Object.fromEntries(counts.map(({ state, count }) => [state, count])),
      dead,
      latest,
    }
  })
}
