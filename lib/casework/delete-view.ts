import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { withActorInSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { Destination } from '@/lib/routing/queues'
import { mayOpenList } from './lists'

/**
 * Deletes a saved view of the actor's own. One that is gone already is as good as deleted.
 * @throws NotFound where the actor's role does not work this queue, or the id is none
 */
export const deleteView = async (actor: Actor, queue: Destination, id: string): Promise<void> => {
  if (!mayOpenList(actor, queue) || !z.uuid().safeParse(id).success) throw new NotFound()
  await withActorInSql(
    actor,
    (tx) => tx.$queryRaw`delete from saved_view where id = ${id}::uuid and queue = ${queue}`,
  )
}
