import { createHash } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { askAsActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { Action, Priority } from '@/lib/routing/queues'
import { keyOfDraft } from './draft'
import { readReference } from './reference'
import type { Receipt } from './receipt'

interface Row {
  readonly reference: string
  readonly submitted_at: Date
  readonly priority: Priority
  readonly primary: string
  readonly due_at: Date
  readonly fingerprint: Uint8Array
  readonly actions: Action[]
  readonly hidden: boolean
}

/** What was sent, as a fingerprint: the same key with other answers is another act of sending. */
export const fingerprintOf = (sent: unknown) =>
  new Uint8Array(createHash('sha256').update(JSON.stringify(sent)).digest())

const find = async (actor: Actor, key: string | null, reference: string | null) => {
  const [row] = await askAsActor(
    actor,
    (tx) =>
      tx.$queryRaw<
        Row[]
      >`select * from find_receipt(${actor.accountId}::uuid, ${key}, ${reference})`,
  )
  if (!row) return null
  const receipt: Receipt = {
    reference: row.reference,
    submittedAt: row.submitted_at,
    priority: row.priority,
    primary: row.primary,
    dueAt: row.due_at,
    actions: row.actions,
    hidden: row.hidden,
  }
  return { receipt, fingerprint: new Uint8Array(row.fingerprint) }
}

/** The receipt of an act of sending by its idempotency key; `null` where nothing was sent with it. */
export const findReceiptByKey = (actor: Actor, key: string) =>
  may(actor, 'refer') ? find(actor, key, null) : Promise.resolve(null)

/**
 * The receipt of a referral that the actor sent.
 * @throws NotFound where there is none
 */
export const findReceipt = async (actor: Actor, typed: string): Promise<Receipt> => {
  const reference = readReference(typed)
  const found = reference && may(actor, 'refer') ? await find(actor, null, reference) : null
  if (!found) throw new NotFound()
  return found.receipt
}

/**
 * The receipt of a draft of the actor's own that was sent.
 * @throws NotFound where no such draft was
 */
export const findReceiptOfDraft = async (actor: Actor, draftId: string): Promise<Receipt> => {
  const found = await findReceiptByKey(actor, keyOfDraft(draftId))
  if (!found) throw new NotFound()
  return found.receipt
}
