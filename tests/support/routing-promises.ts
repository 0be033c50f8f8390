import { decide, standingPolicy, type Decision } from '@/lib/routing/decision'
import type { ReferralFacts } from '@/lib/routing/facts'
import { promises as list } from '@/lib/routing/promises'

type Check = (facts: ReferralFacts, decision: Decision) => string | false

/** The promises that a replay holds every draft to, by their sentences: what is broken, or false. */
export const promises: Record<string, Check> = Object.fromEntries(
  list.map(({ id, says, holds }) => [
    says,
    (facts, decision) => !holds(facts, decision, standingPolicy) && id,
  ]),
)

/** The promises that these facts break, as sentences. None is the only good answer. */
export const brokenPromises = (facts: ReferralFacts): string[] => {
  const decision = decide(facts)
  return Object.entries(promises).flatMap(([sentence, check]) => {
    const broken = check(facts, decision)
    return broken === false ? [] : [`${sentence}: ${broken}`]
  })
}
