import type { Actor } from '@/lib/access/actor'
import { requireEntry } from '@/lib/access/require-entry'
import { now } from '@/lib/clock'
import type { Tx } from '@/lib/database/with-actor'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { becauses, mayContactNow } from './allowance'
import type { Channel } from './channels'
import { readContact } from './read-contact'

/**
 * The guard of whatever would be sent to a person: call it in the transaction that queues it, before
 * it is queued. Nothing gets round it: the outbox itself refuses a recipient `person:<channel>` of
 * which the newest confirmed plan says no.
 * @returns what the message is queued for, and the number or address that it goes to
 * @throws NotFound where there is no such case or it is not this actor's to see
 * @throws NotAllowed where the person may not be contacted that way now, with why
 */
export const requireSafeChannel = async (
  tx: Tx,
  actor: Actor,
  { reference, channel }: { readonly reference: string; readonly channel: Channel },
): Promise<{ readonly recipient: string; readonly value: string }> => {
  const at = now()
  const read = await readContact(tx, actor, reference, at)
  if (!read) throw new NotFound()
  await requireEntry(tx, read.reference)
  if (!read.found) throw new NotAllowed('You are not told how to contact the person')
  const { contact } = read.found
  const allowance = mayContactNow(contact, channel, at)
  if (!allowance.isAllowed) throw new NotAllowed(becauses[allowance.because])
  return { recipient: `person:${channel}`, value: contact.plan.channels[channel].value ?? '' }
}
