import type { ShareBasis, ShareKind, SharePurpose, ShareState } from './shares'

/** A share as somebody of one of its two sides reads it, or who works the case. */
export interface ShareLine {
  readonly id: string
  readonly kind: ShareKind
  /** Who gives the case, and who sees it by that. Of a request the first is who is asked. */
  readonly giver: string
  readonly receiver: string
  readonly purpose: SharePurpose
  readonly basis: ShareBasis
  readonly until: Date | null
  readonly state: ShareState
  readonly offeredAt: Date
  readonly declinedBecause: string | null
  readonly version: number
  /** The reader's organisation is the one that sees the case by it. */
  readonly isOurs: boolean
  /** Only for whoever may open the case: not before it is accepted. */
  readonly reference: string | null
  /** What was written with it: for its author's side, and for the other once it is accepted. */
  readonly words: string | null
  readonly canAnswer: boolean
  readonly canEnd: boolean
}

/** The shares of an organisation, by whose move it is. */
export interface ShareList {
  readonly waiting: readonly ShareLine[]
  /** Of other organisations, and open to this one. */
  readonly received: readonly ShareLine[]
  /** Of this organisation's cases: offered to others, or open to them. */
  readonly given: readonly ShareLine[]
  readonly ended: readonly ShareLine[]
}

/** Divides shares by whose move it is. */
export const listShares = (lines: readonly ShareLine[]): ShareList => {
  const isOver = ({ state }: ShareLine) => state === 'declined' || state === 'ended'
  const open = lines.filter((line) => !isOver(line))
  return {
    waiting: open.filter(({ canAnswer }) => canAnswer),
    received: open.filter(({ canAnswer, isOurs }) => !canAnswer && isOurs),
    given: open.filter(({ canAnswer, isOurs }) => !canAnswer && !isOurs),
    ended: lines.filter(isOver),
  }
}

/** What a share is, in a few words: "Share it and keep it" reads as "Shared". */
export const shareCalled: Readonly<Record<ShareKind, string>> = {
  referral: 'Shared, and kept',
  transfer: 'Given away',
  request: 'Asked for',
}

/** What is wrong with a share that was changed meanwhile, for whoever comes second. */
export const meanwhile: Readonly<Record<ShareState, string>> = {
  offered: 'Somebody changed it meanwhile. Look at it again',
  accepted: 'It was accepted already',
  declined: 'It was declined already',
  ended: 'It has ended already',
}
