import type { Actor } from '@/lib/access/actor'
import { askAsActor } from '@/lib/database/with-actor'
import { readEntry } from '@/lib/access/require-entry'
import { recordOpening } from '@/lib/casework/record-opening'

/** As somebody does who comes to a case that may not be their own work: they say why if they are asked. */
export async function openIfAsked(actor: Actor, reference: string) {
  const row = await askAsActor(actor, (tx) => readEntry(tx, reference))
  if (row && !row.entry) await openWithReason(actor, reference)
}

/** As `openWithReason`, by several people, of whom each may see the case. */
export async function openAllWithReason(actors: readonly Actor[], reference: string) {
  for (const actor of actors) await openWithReason(actor, reference)
}

/**
 * Gives a reason to open a case outside somebody's own work, as they would on its page: whoever opens
 * the page of a case that is a colleague's, or a lead that of almost any, has to. Out: the opening.
 */
export async function openWithReason(
  actor: Actor,
  reference: string,
  reason = 'supervision',
): Promise<string> {
  const done = await recordOpening(actor, { reference, form: new URLSearchParams({ reason }) })
  if ('form' in done) throw new Error(JSON.stringify(done.form.problems))
  return done.opening
}
