import { now } from '@/lib/clock'
import { NeedsProof, NotFound } from '@/lib/refusals'
import type { Actor } from './actor'
import { may, needsProof, type Permission } from './permissions'
import { isFresh } from './proof'

/**
 * Lets an actor go on who may do something, and who proved within the last minutes that it is them where
 * it is one of the things that ask for it.
 * @throws NotFound where they may not
 * @throws NeedsProof where the proof is too old; a key of the partner API never has one
 */
export const requirePermission = (actor: Actor, permission: Permission): void => {
  if (!may(actor, permission)) throw new NotFound()
  const asks: readonly Permission[] = needsProof
  if (!asks.includes(permission)) return
  if (!actor.confirmed || !isFresh(actor.confirmed.at, now())) throw new NeedsProof()
}
