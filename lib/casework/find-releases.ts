import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { readReleases } from './read-releases'
import type { ReleaseRead } from './release'

/**
 * Every time that police asked who somebody is, of the cases that a lead may see, the newest first.
 * @throws NotFound where the role does not review outcomes
 */
export const findReleases = async (actor: Actor): Promise<readonly ReleaseRead[]> => {
  if (!may(actor, 'review-outcomes')) throw new NotFound()
  return withActor(actor, (tx) => readReleases(tx, actor, {}))
}

/**
 * One of them, with what was written.
 * @throws NotFound where there is none, or it is not this actor's to see
 */
export const findReleaseById = async (actor: Actor, typedId: string): Promise<ReleaseRead> => {
  const id = z.uuid().safeParse(typedId).data
  if (!id || !may(actor, 'review-outcomes')) throw new NotFound()
  const [found] = await withActor(actor, (tx) => readReleases(tx, actor, { id }))
  if (!found) throw new NotFound()
  return found
}
