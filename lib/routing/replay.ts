import {
  startComparison,
  type Compared,
  type Comparison,
  type ReplayedCase,
} from '@/lib/routing/comparison'
import { decide } from '@/lib/routing/decision'
import { referralFacts, type ReferralFacts } from '@/lib/routing/facts'
import { compareDecisions } from '@/lib/routing/moves'
import { promises } from '@/lib/routing/promises'
import type { Policy } from '@/lib/routing/rule'

/** A promise that a draft breaks: about how many stored and how many made-up cases. */
export interface BrokenPromise {
  readonly id: string
  readonly stored: number
  readonly generated: number
}

/** What a replay found. Numbers of cases, and nothing of anybody. */
export interface ReplayResult {
  readonly comparison: Comparison
  /** Those that the draft breaks, in the order of lib/routing/promises.ts. */
  readonly promises: readonly BrokenPromise[]
  /** How many stored cases could not be read: facts of an older kind. */
  readonly unread: number
  /** How many made-up cases the promises were tried on. */
  readonly generated: number
}

/** Facts that are recorded and never decide: lib/routing/facts.ts says so, and a test proves it. */
export const undeciding: readonly string[] = [
  'ageWhenExploited',
  'exploitationTypes',
  'location',
  'nationality',
  'immigrationInsecure',
]

const deciding = (Object.keys(referralFacts.shape) as (keyof ReferralFacts)[]).filter(
  (field) => !undeciding.includes(field),
)

const fields = Object.keys(referralFacts.shape)
const blank = Object.fromEntries(fields.map((field) => [field, undefined]))

/** The same facts with all fields there are, in one order: measured, to decide about them takes a quarter. */
const inOneShape = (facts: ReferralFacts): ReferralFacts => ({ ...blank, ...facts })

/** Equal for facts about which every policy decides alike. */
const keyOf = (facts: ReferralFacts) => deciding.map((field) => facts[field] ?? '').join(' ')

interface Judged extends Compared {
  readonly broken: readonly string[]
}

/** How many answers are kept, of those that come first: what comes often is among them. */
const mostKept = 4_000

/**
 * Decides cases anew under two policies, one by one, and sums what moves and which promises the draft
 * breaks. Facts that no rule can tell apart are decided once. `result` tells what there is so far.
 */
export const startReplay = (base: Policy, draft: Policy) => {
  const comparison = startComparison()
  const broken = { stored: new Map<string, number>(), generated: new Map<string, number>() }
  const kept = new Map<string, Judged>()
  let unread = 0
  let generated = 0

  const brokenOf = (facts: ReferralFacts, decision = decide(facts, draft)) =>
    promises.filter(({ holds }) => !holds(facts, decision, draft)).map(({ id }) => id)

  const judge = (stored: ReferralFacts): Judged => {
    const key = keyOf(stored)
    const known = kept.get(key)
    if (known) return known
    const facts = inOneShape(stored)
    const before = decide(facts, base)
    const after = decide(facts, draft)
    const moves = compareDecisions(before, after)
    const judged = { before, after, moves, broken: brokenOf(facts, after) }
    if (kept.size < mostKept) kept.set(key, judged)
    return judged
  }

  const countBroken = (counts: Map<string, number>, ids: readonly string[]) => {
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  }

  return {
    /** Takes a stored case. Its facts are whatever was stored. */
    add: (facts: unknown, { organisation }: Pick<ReplayedCase, 'organisation'>) => {
      const read = referralFacts.safeParse(facts)
      if (!read.success) {
        unread += 1
        return
      }
      const judged = judge(read.data)
      comparison.add({ organisation, exploitationTypes: read.data.exploitationTypes }, judged)
      countBroken(broken.stored, judged.broken)
    },

    /** Tries the promises on made-up facts. */
    tryOn: (facts: ReferralFacts) => {
      generated += 1
      countBroken(broken.generated, brokenOf(inOneShape(facts)))
    },

    result: (): ReplayResult => ({
      comparison: comparison.sum(),
      promises: promises
        .map(({ id }) => ({
          id,
          stored: broken.stored.get(id) ?? 0,
          generated: broken.generated.get(id) ?? 0,
        }))
        .filter(({ stored, generated: made }) => stored + made > 0),
      unread,
      generated,
    }),
  }
}
