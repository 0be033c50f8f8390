import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { Destination } from '@/lib/routing/queues'
import { mayOpenList } from './lists'
import type { Workload } from './worklist'

/**
 * How much each officer has of a queue: open, overdue and since when the oldest. What nobody took yet
 * comes first, then whoever has most.
 * @throws NotFound where the actor's role does not work this queue
 */
export const findWorkload = async (
  actor: Actor,
  queue: Destination,
): Promise<readonly Workload[]> => {
  if (!mayOpenList(actor, queue)) throw new NotFound()
  return withActorInSql(
    actor,
    (tx) => tx.$queryRaw<Workload[]>`
      with work as (
        select owner_id, count(*)::int as open, min(entered_at) as oldest,
          count(*) filter (where due_at < ${now()}::timestamptz and paused_for is null)::int as overdue
        from item where queue = ${queue} and finished_as is null group by owner_id
      ), named as materialized (
        select * from names_of(array(select owner_id from work where owner_id is not null))
      )
      select coalesce(who.id, work.owner_id)::text as id,
        coalesce(who.name, (select name from named where named.id = work.owner_id)) as name,
        coalesce(open, 0) as open, coalesce(overdue, 0) as overdue, oldest
      from who_works(${queue}) as who full join work on work.owner_id = who.id
      order by id is not null, open desc, name`,
  )
}
