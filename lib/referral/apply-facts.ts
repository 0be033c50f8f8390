import { badgesOf } from '@/lib/casework/badges'
import { firstLookDue } from '@/lib/casework/deadlines'
import { isSharedWithoutAgreement } from '@/lib/consent/override'
import type { Tx } from '@/lib/database/with-actor'
import type { EventType } from '@/lib/audit/events'
import type { Queued } from '@/lib/notifications/messages'
import { readPolicyInForce } from '@/lib/policies/read-policy-in-force'
import { decide, decision as decisionSchema, type Decision } from '@/lib/routing/decision'
import type { ReferralFacts } from '@/lib/routing/facts'
import type { OrganisationType } from '@/lib/routing/organisation-types'
import * as when from '@/lib/routing/predicates'
import { queues, type Destination, type Priority, type Queue } from '@/lib/routing/queues'
import { findHandler } from './find-handler'
import { findHiddenFrom } from './find-hidden-from'
import type { ReferralToCorrect } from './find-correctable'
import { openedDuties } from './opened-duties'
import { placedItems } from './placed-items'

const destinations: readonly Destination[] = [...(Object.keys(queues) as Queue[]), 'HOLD']

const recipientOf = (queue: Destination) =>
  queue === 'HOLD' ? 'role:safeguarding_lead' : `queue:${queue}`

/** The queues that nobody may work any more, because those who work them are said to be involved. */
const barredBy = (facts: ReferralFacts): readonly Queue[] => [
  ...(when.policeImplicated(facts) ? (['POLICE'] as const) : []),
  ...(when.beaconImplicated(facts) ? (['BEACON'] as const) : []),
]

/** What of a referral routing it again depends on. */
export type RoutedReferral = Pick<
  ReferralToCorrect,
  'id' | 'accountId' | 'organisation' | 'hiddenFrom' | 'priority' | 'decision' | 'revisedDecision'
>

/** What is known anew of a referral, beside what was known. */
export interface NewFacts {
  readonly before: ReferralFacts
  readonly facts: ReferralFacts
  readonly area: string | null
  /** Queues that it leaves where the new decision does not send it there. */
  readonly leaves?: readonly Queue[]
}

/** What follows from new facts: whom to tell, what to record, and how soon it is now. */
export interface Rerouted {
  readonly added: readonly Destination[]
  readonly messages: readonly Queued[]
  readonly events: readonly {
    readonly type: EventType
    readonly detail: Readonly<Record<string, unknown>>
  }[]
  readonly priority: string
  /** Ids of the organisations to which it does not exist. */
  readonly hidden: readonly string[]
}

const openDuties = async (
  tx: Tx,
  { id, accountId, organisation }: RoutedReferral,
  decision: Decision,
  hidden: readonly string[],
  at: Date,
): Promise<readonly Queued[]> => {
  const before = await tx.duty.findMany({ where: { referralId: id }, select: { kind: true } })
  const opened = openedDuties(decision, at, {
    referrerMustNotify: organisation.hasDutyToNotify,
    referrerIsHidden: hidden.includes(organisation.id),
  }).filter(({ kind }) => !before.some((one) => one.kind === kind))
  await tx.$queryRaw`
    insert into duty (referral_id, kind, owner_organisation_id, owner_queue, opened_at, due_at)
    select ${id}::uuid, kind, case when owner is null then ${organisation.id}::uuid end, owner,
      ${at}::timestamptz, due
    from jsonb_to_recordset(${JSON.stringify(opened)}::jsonb) as duty (kind text, owner text, due timestamptz)
    on conflict do nothing`
  const owners = new Set(
    opened.map(({ owner }) => (owner ? recipientOf(owner) : `account:${accountId}`)),
  )
  return [...owners].map((recipient) => ({ type: 'duty.opened', recipient }))
}

/**
 * Routes a referral again by new facts, in a transaction that is open already. It adds queues and duties
 * and may make the case more urgent; it never lowers how soon and takes it out of no queue, but out of
 * those that are named, and from an organisation that is now said to be involved.
 */
export const applyFacts = async (
  tx: Tx,
  row: RoutedReferral,
  { before, facts, area, leaves = [] }: NewFacts,
  at: Date,
): Promise<Rerouted> => {
  const organisation = { ...row.organisation, type: row.organisation.type as OrganisationType }
  const present = decisionSchema.parse(row.revisedDecision ?? row.decision)
  const decision = decide(facts, await readPolicyInForce(tx, at))
  const { primary, priority: decided, reasons, policyVersion } = decision
  const priority = (decided < row.priority ? decided : row.priority) as Priority
  const implicated = await findHiddenFrom(tx, { organisation }, facts)
  const hidden = [...new Set([...row.hiddenFrom, ...implicated])]
  const handler = await findHandler(tx, decision, facts, area, hidden)
  const wasIn: readonly Destination[] = [present.primary, ...present.queues]
  const items = placedItems({ ...decision, priority }, at, handler).filter(
    ({ queue }) => !wasIn.includes(queue),
  )
  const dues = Object.fromEntries(
    destinations.map((queue) => [queue, firstLookDue(priority, queue, at)]),
  )
  const barred = [...barredBy(facts), ...leaves.filter((queue) => !decision.queues.includes(queue))]
  const duties = await openDuties(tx, row, decision, hidden, at)
  const [applied] = await tx.$queryRaw<{ added: Destination[] }[]>`
    select apply_decision(
      ${row.id}::uuid, ${JSON.stringify(facts)}::jsonb, ${JSON.stringify(decision)}::jsonb, ${area},
      ${badgesOf(facts)}::text[], ${implicated}::uuid[], ${barred}::text[], ${handler}::uuid,
      ${JSON.stringify(dues)}::jsonb, ${JSON.stringify(items)}::jsonb, ${at}::timestamptz
    ) as added`
  const added = applied?.added ?? []
  const overridden =
    isSharedWithoutAgreement(facts, decision) && !isSharedWithoutAgreement(before, present)
  return {
    added,
    messages: [
      ...added.map((queue) => ({
        type: queue === 'HOLD' ? ('referral.on_hold' as const) : ('item.arrived' as const),
        recipient: recipientOf(queue),
      })),
      ...(overridden
        ? [{ type: 'identity.overridden' as const, recipient: 'role:safeguarding_lead' }]
        : []),
      ...duties,
    ],
    events: [
      {
        type: 'referral.rerouted',
        detail: { primary, added, priority, rules: reasons.map(({ rule }) => rule), policyVersion },
      },
      ...(overridden
        ? [{ type: 'consent.overridden' as const, detail: { rule: 'immediate danger' } }]
        : []),
    ],
    priority,
    hidden,
  }
}
