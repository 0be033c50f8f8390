import { z } from 'zod'
import type { ReferralFacts } from '@/lib/routing/facts'
import { policy, policyVersion } from '@/lib/routing/policy'
import { actions, identities, priorities, queues, type Queue } from '@/lib/routing/queues'
import type { DecisionSoFar, Effect, Policy, Rule, Section } from '@/lib/routing/rule'

const keysOf = <T extends object>(list: T) => Object.keys(list) as (keyof T & string)[]

const queueOrder = keysOf(queues)
const actionOrder = keysOf(actions)

/** The kinds of item. A duty to notify is an action, and no rule sends it to a queue. */
export const itemKinds = ['nrm_referral', 'duty_to_notify', 'support', 'police_referral'] as const

/** The shape of a decision, for stored decisions and the API. */
export const decision = z.strictObject({
  primary: z
    .enum([...queueOrder, 'HOLD'])
    .describe('The queue that works it first. HOLD: none yet'),
  queues: z.array(z.enum(queueOrder)).describe('Every queue it goes to, the primary first'),
  items: z
    .array(
      z.strictObject({
        queue: z.enum(queueOrder),
        kind: z.enum(itemKinds),
        identity: z.enum(identities),
      }),
    )
    .describe('One item for each queue'),
  priority: z.enum(keysOf(priorities)).describe('P1 immediate, P2 same day, P3 next working day'),
  identityToPolice: z.enum(identities).describe('May the police know who the person is'),
  actions: z.array(z.enum(actionOrder)).describe('What must happen beside the queues'),
  reasons: z
    .array(z.strictObject({ rule: z.string(), because: z.string() }))
    .min(1)
    .describe('The rules that fired, in the order of the policy'),
  policyVersion: z.string().describe('The day the policy that decided took effect'),
})

export type Decision = z.infer<typeof decision>

/** The policy that the service comes with. It decides until another one is published. */
export const standingPolicy: Policy = { version: policyVersion, sections: policy }

/**
 * Decides where a referral goes. In: the facts, and the policy in force. Out: exactly one decision,
 * the same for the same facts. It reads the policy from top to bottom; a rule has fired if its
 * condition holds and what it asks for stands in the end, so a reason never argues for something that
 * was overruled. Throws nothing.
 */
export function decide(
  facts: ReferralFacts,
  { version, sections }: Policy = standingPolicy,
): Decision {
  const soFar: DecisionSoFar = {
    primary: undefined,
    queues: new Set(),
    actions: new Set(),
    priority: undefined,
    identityToPolice: 'withheld',
  }
  const applied: Rule[] = []
  for (const section of sections) readSection(section, facts, soFar, applied)

  const primary = soFar.primary ?? 'HOLD'
  const goesTo = queueOrder.filter((queue) => queue === primary)
  for (const queue of queueOrder)
    if (queue !== primary && soFar.queues.has(queue)) goesTo.push(queue)
  return {
    primary,
    queues: goesTo,
    items: goesTo.map((queue) => ({
      queue,
      kind: queues[queue].sends,
      identity: queue === 'POLICE' ? soFar.identityToPolice : 'shared',
    })),
    priority: soFar.priority ?? 'P3',
    identityToPolice: soFar.identityToPolice,
    actions: actionOrder.filter((action) => soFar.actions.has(action)),
    reasons: applied
      .filter(({ then }) => stands(then, soFar))
      .map(({ id, because }) => ({ rule: id, because })),
    policyVersion: version,
  }
}

function readSection(
  section: Section,
  facts: ReferralFacts,
  soFar: DecisionSoFar,
  applied: Rule[],
) {
  for (const rule of section.rules) {
    if (!rule.when(facts, soFar)) continue
    apply(rule.then, soFar)
    applied.push(rule)
    if (section.applies === 'first') return
  }
}

function apply(effect: Effect, soFar: DecisionSoFar) {
  soFar.primary ??= effect.primary
  for (const queue of effect.send ?? []) soFar.queues.add(queue)
  for (const action of effect.actions ?? []) soFar.actions.add(action)
  if (effect.priority && (!soFar.priority || effect.priority < soFar.priority)) {
    soFar.priority = effect.priority
  }
  if (effect.identityToPolice) soFar.identityToPolice = effect.identityToPolice
  if (effect.never) takeBack(effect.never, soFar)
}

/** What a barred queue worked first passes to the police; what the police may not see waits. */
function takeBack(queue: Queue, soFar: DecisionSoFar) {
  soFar.queues.delete(queue)
  if (soFar.primary === queue) soFar.primary = soFar.queues.has('POLICE') ? 'POLICE' : 'HOLD'
}

function stands(effect: Effect, final: DecisionSoFar) {
  return (
    effect.never !== undefined ||
    (effect.primary !== undefined && effect.primary === final.primary) ||
    (effect.priority !== undefined && effect.priority === final.priority) ||
    (effect.identityToPolice !== undefined && effect.identityToPolice === final.identityToPolice) ||
    (effect.send?.some((queue) => final.queues.has(queue)) ?? false) ||
    (effect.actions?.some((action) => final.actions.has(action)) ?? false)
  )
}
