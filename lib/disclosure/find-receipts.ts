import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { requireEntry } from '@/lib/access/require-entry'
import { readSeen } from '@/lib/audit/read-seen'
import { recordEvent } from '@/lib/audit/record-event'
import { withActor } from '@/lib/database/with-actor'
import { readReference } from '@/lib/referral/reference'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { receiptLines, type Receipts } from './receipts'

/** Whoever sent it, those who refer and support the person, and the lead: they can give it to the person. */
const mayGive = (
  actor: Actor,
  {
    accountId,
    items,
  }: { readonly accountId: string; readonly items: readonly { readonly queue: string }[] },
) => {
  const isIn = (queue: string) => items.some((item) => item.queue === queue)
  return (
    accountId === actor.accountId ||
    may(actor, 'review-outcomes') ||
    (may(actor, 'work-nrm-queue') && isIn('NRM')) ||
    (may(actor, 'work-beacon-queue') && isIn('BEACON'))
  )
}

/**
 * Which organisation, in which role, saw which answers of a case, when and on which basis: to give to
 * the person. It holds no answer and the name of nobody. Derived from the audit trail; that it was looked
 * at is recorded. Source: UK GDPR art. 15(1)(c).
 * @throws NotFound where there is no such case, or it is not this actor's to see
 * @throws NotAllowed where the actor is not one who gives it to the person
 */
export const findReceipts = async (actor: Actor, typedReference: string): Promise<Receipts> => {
  const reference = readReference(typedReference)
  if (!reference || !(may(actor, 'refer') || may(actor, 'work-a-queue'))) throw new NotFound()
  const found = await withActor(actor, async (tx): Promise<Receipts | Error> => {
    const row = await tx.referral.findFirst({
      where: { reference },
      select: { id: true, accountId: true, items: { select: { queue: true } } },
    })
    if (!row) return new NotFound()
    await requireEntry(tx, reference)
    if (!mayGive(actor, row)) return new NotAllowed('Your role does not give this to the person')
    const lines = receiptLines(await readSeen(tx, row.id))
    await recordEvent(tx, 'receipts.viewed', row.id)
    return { reference, lines }
  })
  if (found instanceof Error) throw found
  return found
}
