import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { isUuid } from '@/lib/access/uuid'
import { withActorInSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { readReplay } from './read-replay'
import type { Replay } from './replay'

/**
 * A replay: how far it is, and what it found once it is done.
 * @throws NotFound where there is none, or it is not this actor's to see
 */
export const findReplay = async (actor: Actor, id: string): Promise<Replay> => {
  requirePermission(actor, 'read-policy')
  if (!isUuid(id)) throw new NotFound()
  const found = await withActorInSql(actor, (tx) => readReplay(tx, { id }))
  if (!found) throw new NotFound()
  return found
}
