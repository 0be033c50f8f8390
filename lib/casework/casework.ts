import type { Priority, Destination } from '@/lib/routing/queues'
import type { Match } from './match'
import type { Offer } from './offers'
import type { DutyKind, Manner, Settlement } from './duties'
import type { GoalResult, Outcomes, TrackName } from './outcomes'
import type { LinkKind } from './links'
import type { ShareKind, SharePurpose, ShareState } from './shares'
import type { Move, State } from './states'

/** An item of a case, and what the actor may do to it. */
export interface CaseItem {
  readonly id: string
  readonly queue: Destination
  readonly state: State
  readonly move: Move
  readonly priority: Priority
  readonly identity: string
  readonly owner: string | null
  readonly isMine: boolean
  /** The organisation that it was handed to. */
  readonly handler: string | null
  readonly enteredAt: Date
  readonly acceptedAt: Date | null
  readonly dueAt: Date
  readonly pausedAt: Date | null
  readonly pausedFor: string | null
  readonly pausedUntil: Date | null
  readonly finishedAt: Date | null
  readonly finishedBecause: string | null
  readonly lowering: { readonly to: Priority; readonly byMe: boolean } | null
  readonly isSubmitted: boolean
  readonly version: number
  readonly offers: readonly Offer[]
}

/** A queue that the case is in, whether the actor can see the item or not. */
export interface CaseQueue {
  readonly queue: Destination
  readonly state: State
  readonly isAccepted: boolean
  readonly handler: string | null
}

/** One line of what happened: who, when, what, and what they wrote, where the actor may read it. */
export interface TimelineEntry {
  readonly id: string
  readonly at: Date
  readonly event: string
  /** A name, a role and an organisation; to a referrer the last two alone. */
  readonly by: string
  readonly queue: string | null
  readonly detail: Readonly<Record<string, unknown>>
  readonly words: unknown
  readonly isUndone: boolean
}

export interface CaseDuty {
  readonly id: string
  readonly kind: DutyKind
  /** Whose it is, in words. */
  readonly owner: string
  readonly isOurs: boolean
  readonly openedAt: Date
  readonly dueAt: Date
  readonly settledAt: Date | null
  readonly settledAs: Settlement | null
  readonly manner: Manner | null
  readonly reference: string | null
  readonly version: number
}

export interface CaseOutcome {
  readonly track: TrackName
  readonly value: string
  readonly decidedOn: Date
  readonly decidedBy: string
  readonly reference: string | null
  readonly recordedAt: Date
}

export interface CaseGoal {
  readonly id: string
  readonly words: string
  readonly setAt: Date
  readonly met: GoalResult | null
  readonly version: number
}

export interface CaseShare {
  readonly id: string
  readonly kind: ShareKind
  readonly from: string
  readonly to: string
  readonly purpose: SharePurpose
  readonly until: Date | null
  readonly state: ShareState
  readonly offeredAt: Date
  /** It waits for the actor's organisation to answer. */
  readonly isForUs: boolean
  readonly version: number
}

export interface CaseLink {
  readonly id: string
  readonly reference: string
  readonly kind: LinkKind
}

/** Everything that happened to a case and everything that can be done, as one actor sees it. */
export interface Casework {
  readonly items: readonly CaseItem[]
  readonly queues: readonly CaseQueue[]
  readonly timeline: readonly TimelineEntry[]
  readonly duties: readonly CaseDuty[]
  readonly outcomes: readonly CaseOutcome[]
  readonly latest: Outcomes
  readonly goals: readonly CaseGoal[]
  readonly shares: readonly CaseShare[]
  readonly links: readonly CaseLink[]
  /** Who else has it open now. */
  readonly alsoHere: readonly { readonly name: string; readonly organisation: string }[]
  readonly matches: readonly Match[]
}
