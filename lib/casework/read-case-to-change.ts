import type { Actor } from '@/lib/access/actor'
import { requireEntry } from '@/lib/access/require-entry'
import type { Tx } from '@/lib/database/with-actor'
import { readReference } from '@/lib/referral/reference'
import { decision } from '@/lib/routing/decision'
import { referralFacts } from '@/lib/routing/facts'
import type { Destination } from '@/lib/routing/queues'
import { workedBy } from './case-workers'

/**
 * Reads of a case what the acts beside its items depend on, in a transaction that is open already.
 * @param isUnopened for what needs no reason to open the case, because nothing of it is told
 * @returns the items that the actor works or leads among it; `undefined` where there is no such case,
 * or it is not this actor's to see
 */
export const readCaseToChange = async (
  tx: Tx,
  actor: Actor,
  typedReference: string,
  { isUnopened = false }: { readonly isUnopened?: boolean } = {},
) => {
  const reference = readReference(typedReference)
  if (!reference) return undefined
  const row = await tx.referral.findFirst({
    where: { reference },
    select: {
      id: true,
      accountId: true,
      priority: true,
      submittedAt: true,
      facts: true,
      decision: true,
      revisedFacts: true,
      revisedDecision: true,
      items: { select: { id: true, queue: true, finishedAt: true }, orderBy: { queue: 'asc' } },
    },
  })
  if (!row) return undefined
  if (!isUnopened) await requireEntry(tx, reference)
  const items = row.items.map((item) => ({ ...item, queue: item.queue as Destination }))
  return {
    id: row.id,
    /** The account that sent it. */
    referrerId: row.accountId,
    priority: row.priority,
    submittedAt: row.submittedAt,
    facts: referralFacts.parse(row.revisedFacts ?? row.facts),
    decision: decision.parse(row.revisedDecision ?? row.decision),
    worked: workedBy(actor, items),
  }
}

export type CaseToChange = NonNullable<Awaited<ReturnType<typeof readCaseToChange>>>
