import type { Period } from '@/lib/outcomes/period'
import type { ReplayResult } from '@/lib/routing/replay'

export const replayStates = {
  asked: 'Waits for its turn',
  running: 'Being worked out',
  done: 'Done',
  failed: 'It could not be worked out',
} as const

export type ReplayState = keyof typeof replayStates

/** What stored cases would become under a draft. */
export interface Replay {
  readonly id: string
  /** The id of the draft. */
  readonly policy: string
  /** Which change of the draft it is of. */
  readonly version: number
  readonly period: Period
  readonly askedBy: string
  readonly askedAt: Date
  readonly finishedAt: Date | null
  readonly state: ReplayState
  /** How many cases of how many. */
  readonly done: number
  readonly total: number
  /** Once it is done. */
  readonly result: ReplayResult | null
}

const quarters = [
  'less than a quarter is done',
  'a quarter is done',
  'half is done',
  'three quarters are done',
]

/**
 * How far a replay is, in words that change few times: they are said aloud to whoever waits and does
 * not see the page.
 */
export const progressInWords = ({
  state,
  done,
  total,
}: Pick<Replay, 'state' | 'done' | 'total'>): string => {
  if (state === 'asked') return 'The replay waits for its turn.'
  if (state === 'failed') return 'The replay could not be finished.'
  if (state === 'done') return 'The replay is done.'
  const quarter = quarters[Math.floor((4 * done) / Math.max(total, 1))] ?? 'nearly all is done'
  return `The replay is being worked out: ${quarter}.`
}

/** How many made-up cases the promises are tried on. */
export const generatedCases = 5_000
