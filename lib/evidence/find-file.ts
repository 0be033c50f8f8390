import type { Actor } from '@/lib/access/actor'
import { NotFound } from '@/lib/refusals'
import { findEvidence } from './find-evidence'

/**
 * Finds one file of a case, for a page about it.
 * @throws NotFound where there is no such file on this case, or it is not this actor's to see
 */
export const findFile = async (actor: Actor, reference: string, id: string) => {
  const evidence = await findEvidence(actor, reference)
  const file = evidence.files.find((one) => one.id === id)
  if (!file) throw new NotFound()
  return { reference: evidence.reference, file }
}
