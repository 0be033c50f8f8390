import type { Actor } from '@/lib/access/actor'
import { recordOpening } from '@/lib/casework/record-opening'

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
