import type { Decision } from '@/lib/routing/decision'
import type { ReferralFacts } from '@/lib/routing/facts'
import type { Queue } from '@/lib/routing/queues'
import type { Effect, Policy } from '@/lib/routing/rule'

/** What every policy owes to the people that it is about. */
export interface SafetyPromise {
  readonly id: string
  readonly says: string
  /**
   * Whether two people may publish a policy that breaks it, each such promise named and with a reason.
   * What the law asks, and who may know who somebody is, is never theirs to give up.
   */
  readonly mayBeBroken: boolean
  /** Whether it holds of the decision of a policy about some facts. */
  readonly holds: (facts: ReferralFacts, decision: Decision, policy: Policy) => boolean
}

/** Whether two lists have the same entries in the same order. */
export const isSameList = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((entry, index) => entry === other[index])

/** The item of a queue, where the decision has one. */
export const itemIn = ({ items }: Decision, queue: Queue) =>
  items.find((item) => item.queue === queue)

/** Whether a queue is told the same by two decisions. */
export const hasSameItem = (queue: Queue, one: Decision, other: Decision) =>
  itemIn(one, queue)?.identity === itemIn(other, queue)?.identity

/** Whether two decisions ask for the same. Their reasons, and the policies that they name, may differ. */
export const isSameDecision = (one: Decision, other: Decision) =>
  one.primary === other.primary &&
  one.priority === other.priority &&
  one.identityToPolice === other.identityToPolice &&
  isSameList(one.queues, other.queues) &&
  isSameList(one.actions, other.actions)

const rulesOf = ({ reasons }: Decision) => reasons.map(({ rule }) => rule)

/** Whether two decisions ask for the same, by the same rules. */
export const isSameToTheReason = (one: Decision, other: Decision) =>
  isSameDecision(one, other) && isSameList(rulesOf(one), rulesOf(other))

const known = new WeakMap<Policy, ReadonlyMap<string, Effect>>()

const effectsOf = (policy: Policy) => {
  const found = known.get(policy)
  if (found) return found
  const rules = policy.sections.flatMap((section) => section.rules)
  const effects = new Map(rules.map(({ id, then }) => [id, then]))
  known.set(policy, effects)
  return effects
}

/** Whether one of the rules that fired asked for a choice. */
export const isExplained = (
  { reasons }: Decision,
  policy: Policy,
  choice: (effect: Effect) => boolean | undefined,
) => {
  const effects = effectsOf(policy)
  return reasons.some(({ rule }) => {
    const effect = effects.get(rule)
    return effect !== undefined && choice(effect)
  })
}
