import { promiseOf } from '@/lib/routing/promises'
import type { ReplayResult } from '@/lib/routing/replay'

/** A promise that a policy breaks, and how often. */
export interface Broken {
  readonly id: string
  readonly says: string
  readonly mayBeBroken: boolean
  /** In how many referrals of the time, and in how many that were made up. */
  readonly stored: number
  readonly generated: number
}

/** The promises that a replay found broken; those that may never be broken come first. */
export const brokenIn = ({ promises }: Pick<ReplayResult, 'promises'>): readonly Broken[] =>
  promises
    .filter(({ stored, generated }) => stored + generated > 0)
    .map((found) => ({
      ...found,
      says: promiseOf(found.id)?.says ?? found.id,
      mayBeBroken: promiseOf(found.id)?.mayBeBroken ?? false,
    }))
    .toSorted((one, other) => Number(one.mayBeBroken) - Number(other.mayBeBroken))
