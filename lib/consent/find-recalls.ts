import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { isSharing } from '@/lib/casework/share-recipients'
import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { readRecalls } from './read-recalls'
import type { RecallLine } from './recalls'

/**
 * What an actor's queue or organisation is asked to give back, or has answered: what waits comes first.
 * @throws NotFound where the role takes no part in cases
 */
export const findRecalls = (actor: Actor): Promise<readonly RecallLine[]> => {
  if (!isSharing(actor)) throw new NotFound()
  return withActor(actor, (tx) => readRecalls(tx, {}))
}

/**
 * One recall, for whoever is asked, who works the case, or who sent it.
 * @throws NotFound where there is none, or it is not this actor's to see
 */
export const findRecall = async (actor: Actor, id: string): Promise<RecallLine> => {
  if (!isSharing(actor) || !z.uuid().safeParse(id).success) throw new NotFound()
  const [recall] = await withActor(actor, (tx) => readRecalls(tx, { id }))
  if (!recall) throw new NotFound()
  return recall
}
