import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import { isStopped, overruledPurposes, permits } from '@/lib/consent/permitted'
import { readLedger } from '@/lib/consent/read-ledger'
import type { Tx } from '@/lib/database/with-actor'
import type { Options } from '@/lib/journey/question'
import { readReference } from '@/lib/referral/reference'
import { decision as decisionSchema } from '@/lib/routing/decision'
import { referralFacts } from '@/lib/routing/facts'
import * as when from '@/lib/routing/predicates'
import { queues, type Destination, type Priority } from '@/lib/routing/queues'
import type { ActChoices } from './act-form'
import type { ItemBefore } from './effects'
import { handOverTo, type Desk } from './hand-over'
import type { Situation } from './needs'
import { otherQueues } from './other-queues'
import { isFinal, type Outcomes } from './outcomes'
import { transitionOf, type ActionName } from './transitions'

const columns = {
  id: true,
  queue: true,
  version: true,
  state: true,
  priority: true,
  enteredAt: true,
  dueAt: true,
  ownerId: true,
  handlerId: true,
  restricted: true,
  acceptedAt: true,
  pausedAt: true,
  pausedFor: true,
  pausedUntil: true,
  finishedAt: true,
  finishedAs: true,
  finishedBecause: true,
  loweringTo: true,
  loweringBy: true,
  consentConfirmedAt: true,
  submittedAt: true,
  escalatedAt: true,
} as const

const findDesks = (tx: Tx) =>
  tx.$queryRaw<Desk[]>`select id::text, slug, name, type from organisations_with_desk()`

/**
 * Reads an item, its case and what an act on it depends on, in a transaction that is open already.
 * @returns `undefined` where there is none, or it is not this actor's to see
 */
export const readItem = async (
  tx: Tx,
  actor: Actor,
  typedReference: string,
  queue: Destination,
) => {
  const reference = readReference(typedReference)
  if (!reference) return undefined
  const row = await tx.item.findFirst({
    where: { reference, queue },
    select: { ...columns, referralId: true },
  })
  if (!row) return undefined
  const referral = await tx.referral.findUnique({
    where: { id: row.referralId },
    select: {
      id: true,
      reference: true,
      accountId: true,
      organisationId: true,
      facts: true,
      decision: true,
      revisedFacts: true,
      revisedDecision: true,
      area: true,
      hiddenFrom: true,
      hiddenFromAccounts: true,
    },
  })
  if (!referral) return undefined
  const facts = referralFacts.parse(referral.revisedFacts ?? referral.facts)
  const decision = decisionSchema.parse(referral.revisedDecision ?? referral.decision)
  const [cases, [newest], openDuties] = [
    await tx.$queryRaw<{ queue: string; state: string }[]>`
      select queue, state from queues_of_case(${referral.id}::uuid)`,
    await tx.$queryRaw<{ outcomes: Outcomes }[]>`
      select latest_outcomes(${referral.id}::uuid) as outcomes`,
    await tx.duty.count({
      where: { referralId: referral.id, ownerQueue: queue, settledAt: null },
    }),
  ]
  const isIn = cases
    .filter(({ state }) => !['declined', 'moved', 'closed'].includes(state))
    .map((one) => one.queue)
  const agreements = { facts, ...(await readLedger(tx, referral.id)) }
  const at = now()
  const nrm = permits(agreements, 'nrm', at)
  const others = otherQueues(facts, isIn, overruledPurposes(agreements))
  const desks = queue === 'NRM' || others.includes('NRM') ? await findDesks(tx) : []
  const handlers = handOverTo(desks, facts, referral.area, referral.hiddenFrom).filter(
    ({ id }) => id !== row.handlerId,
  )
  const priority = row.priority as Priority
  const situation: Situation = {
    priority,
    isAuthor: referral.accountId === actor.accountId,
    hasOtherDesk: handlers.length > 0,
    isSubmitted: row.submittedAt !== null,
    needsConsent: !nrm.isPermitted || nrm.because === 'agreed',
    agreesToNrm: when.agreesToNrm(facts) && (nrm.isPermitted || nrm.because === 'expired'),
    isConsentConfirmed: row.consentConfirmedAt !== null && nrm.isPermitted,
    isStopped: isStopped(agreements, queue, at),
    lowering: row.loweringTo
      ? { to: row.loweringTo as Priority, byMe: row.loweringBy === actor.accountId }
      : null,
    openDuties,
    hasFinalDecision: isFinal(newest?.outcomes ?? {}, 'nrm'),
    otherQueues: others.length,
  }
  const item: ItemBefore & typeof row = { ...row, queue, priority }
  return { item, referral, facts, decision, situation, handlers, others }
}

export type ItemRead = NonNullable<Awaited<ReturnType<typeof readItem>>>

const byName = (list: readonly { readonly id: string; readonly name: string }[]): Options =>
  Object.fromEntries(list.map(({ id, name }) => [id, name]))

/** What may be chosen in the form of an act on an item. Asks the database only where the form needs it. */
export const readChoices = async (
  tx: Tx,
  action: ActionName,
  { item, referral, decision, handlers, others }: ItemRead,
): Promise<ActChoices> => {
  const { asks } = transitionOf(action)
  const workers = asks.includes('owner')
    ? await tx.$queryRaw<{ id: string; name: string; open_items: number }[]>`
        select id::text, name, open_items::int from workers_of(${item.queue})
        where organisation_id = coalesce(${item.handlerId}::uuid, organisation_id)
          and organisation_id <> all (${referral.hiddenFrom}::uuid[])
          and id <> all (${referral.hiddenFromAccounts}::uuid[])
          and (${item.queue} <> 'POLICE' or not ${item.restricted}::boolean or role = 'police_supervisor')`
    : []
  return {
    queues: Object.fromEntries(others.map((queue) => [queue, queues[queue].name])),
    rules: Object.fromEntries(
      decision.reasons.map(({ rule, because }) => [rule, `${rule}: ${because}`]),
    ),
    owners: byName(
      workers.map(({ id, name, open_items: open }) => ({ id, name: `${name} (${open} open)` })),
    ),
    handlers: byName(handlers),
  }
}
