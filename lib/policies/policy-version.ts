import type { PolicyDocument } from '@/lib/routing/policy-document'
import type { RuleDifference } from '@/lib/routing/policy-changes'
import type { PolicyProblem } from '@/lib/routing/policy-reading'
import type { Replay } from './replay'

export const policyStates = {
  draft: 'Draft',
  proposed: 'Waits for a second person',
  published: 'Published',
  withdrawn: 'Withdrawn',
} as const

export type PolicyState = keyof typeof policyStates

/** The longest name of a draft. */
export const longestName = 80

/** The longest reason, in letters. */
export const longestReason = 2_000

/** A version of the policy, as a list shows it. */
export interface PolicyLine {
  readonly id: string
  readonly name: string
  readonly state: PolicyState
  /** Counts the changes: whoever changes a draft says which one they saw. */
  readonly version: number
  readonly draftedBy: string
  readonly draftedAt: Date
  readonly proposedBy: string | null
  readonly proposedAt: Date | null
  /** The first day in London on which it decides, as an ISO date. */
  readonly appliesFrom: string | null
  readonly answeredBy: string | null
  readonly answeredAt: Date | null
  readonly answer: 'agreed' | 'refused' | null
  /** Whether the actor changed or proposed it, and so is not the second person. */
  readonly isOwn: boolean
  readonly canChange: boolean
  /** Whether the actor could change it if it were a draft. */
  readonly mayDraft: boolean
  readonly canAnswer: boolean
  readonly canWithdraw: boolean
}

/** The policy that decides today. */
export interface PolicyInForce {
  /** Null for the policy that the service comes with. */
  readonly id: string | null
  readonly name: string
  /** The day since when it decides, as an ISO date. */
  readonly version: string
  readonly document: PolicyDocument
}

export interface Policies {
  readonly inForce: PolicyInForce
  /** Published, and decides from a later day. */
  readonly coming: readonly PolicyLine[]
  /** Drafts, and what waits for a second person. */
  readonly open: readonly PolicyLine[]
  /** What decided before, and what was withdrawn. */
  readonly past: readonly PolicyLine[]
}

/** A version with all that it is judged by. */
export interface PolicyVersion extends PolicyLine {
  readonly document: PolicyDocument
  /** What it was drafted from. */
  readonly base: PolicyInForce
  /** Another policy was published since it was begun, so that it cannot be proposed. */
  readonly isBehind: boolean
  readonly differences: readonly RuleDifference[]
  /** What is wrong with it: while there is anything it is neither replayed nor proposed. */
  readonly problems: readonly PolicyProblem[]
  /** Why, as whoever proposed it wrote. */
  readonly reason: string | null
  /** Why it may break a promise, by the promise's id. */
  readonly reasonsToBreak: Readonly<Record<string, string>>
  /** Why, as the second person wrote. */
  readonly answerReason: string | null
  /** The newest. */
  readonly replay: Replay | null
  /** Whether that one is of the draft as it stands, and done. */
  readonly isReplayed: boolean
}

/** The name of the policy that the service comes with. */
export const standingName = 'The policy that the service comes with'

/** What is sealed of a proposal. */
export interface PolicyWords {
  readonly reason: string
  readonly reasonsToBreak: Readonly<Record<string, string>>
}
