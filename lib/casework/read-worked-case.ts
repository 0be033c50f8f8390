import type { Actor } from '@/lib/access/actor'
import { may, maySeeQueue } from '@/lib/access/permissions'
import { requireEntry } from '@/lib/access/require-entry'
import { now } from '@/lib/clock'
import { readLedger } from '@/lib/consent/read-ledger'
import type { Tx } from '@/lib/database/with-actor'
import { audienceOf } from '@/lib/disclosure/audience'
import { readReference } from '@/lib/referral/reference'
import { decision } from '@/lib/routing/decision'
import { referralFacts } from '@/lib/routing/facts'
import type { Queue } from '@/lib/routing/queues'

/**
 * Reads a case that the actor works or leads, in a transaction that is open already, with as whom they
 * look at it.
 * @param which its id, or its reference as it was typed
 * @returns `undefined` where there is none, or they only see it because it was shared with them
 */
export const readWorkedCase = async (
  tx: Tx,
  actor: Actor,
  which: { readonly id: string } | { readonly typed: string },
) => {
  const where = 'id' in which ? which : { reference: readReference(which.typed) }
  if (!may(actor, 'work-a-queue') || Object.values(where)[0] === undefined) return undefined
  const row = await tx.referral.findFirst({
    where,
    select: {
      id: true,
      reference: true,
      accountId: true,
      organisationId: true,
      hiddenFrom: true,
      facts: true,
      decision: true,
      revisedFacts: true,
      revisedDecision: true,
      items: { select: { queue: true, identity: true, finishedAt: true, submittedAt: true } },
    },
  })
  if (!row) return undefined
  await requireEntry(tx, row.reference)
  const facts = referralFacts.parse(row.revisedFacts ?? row.facts)
  const isLead = may(actor, 'review-outcomes')
  const worked = row.items.filter(({ queue }) =>
    isLead ? queue === 'HOLD' : queue !== 'HOLD' && maySeeQueue(actor, queue as Queue),
  )
  if (!isLead && worked.length === 0) return undefined
  const audience = audienceOf(actor, {
    accountId: row.accountId,
    organisationId: row.organisationId,
    shared: null,
    personIdentified: facts.personIdentified,
    items: row.items.map(({ queue, identity }) => ({ queue: queue as Queue, identity })),
  })
  if (!audience) return undefined
  return {
    id: row.id,
    reference: row.reference,
    referrerId: row.accountId,
    hiddenFrom: row.hiddenFrom,
    facts,
    decision: decision.parse(row.revisedDecision ?? row.decision),
    audience,
    entries: (await readLedger(tx, row.id)).entries,
    at: now(),
    /** The actor's own item, where it is open. */
    item: worked.find(({ finishedAt }) => finishedAt === null),
  }
}

export type WorkedCase = NonNullable<Awaited<ReturnType<typeof readWorkedCase>>>
