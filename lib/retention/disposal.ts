import type { DisposalKind } from './kinds'

/** Why a referral is kept although its time is over. */
export const keepReasons = {
  open_matter: 'There is something still open about it',
  new_risk: 'There is new information about a risk to the person',
  person_wants: 'The person asked us to keep it',
  review_again: 'It is too early to say: review it again',
} as const

/** Why a referral is disposed of. */
export const disposeReasons = {
  time_over: 'Its time is over and nothing needs it',
  person_asked: 'The person asked for it, and nothing obliges us to keep it',
  wrongly_held: 'It should never have been kept',
} as const

/** Why a referral must be kept whatever its time is. */
export const holdReasons = {
  court: 'A court or a prosecutor needs it',
  inquiry: 'An inquiry or a safeguarding review needs it',
  complaint: 'A complaint is open',
  request: 'Somebody asked for their data and was not answered yet',
} as const

const reasons: Readonly<Record<string, string>> = {
  ...keepReasons,
  ...disposeReasons,
  ...holdReasons,
}

/** A coded reason in words. */
export const reasonInWords = (code: string | null) => (code && reasons[code]) ?? ''

/** A referral that is due for review, or waits for a second person. */
export interface Disposal {
  readonly id: string
  readonly reference: string
  readonly kind: DisposalKind
  readonly closedAt: Date | null
  readonly dueAt: Date
  readonly decision: 'keep' | 'dispose' | null
  readonly because: string | null
  readonly until: Date | null
  readonly decidedAt: Date | null
  readonly version: number
  /** Whether the actor is the second person who may agree: never the one who decided. */
  readonly canAgree: boolean
  /** Whether the actor may decide about it now. */
  readonly canDecide: boolean
  readonly isHeld: boolean
}

export interface LegalHold {
  readonly id: string
  readonly reference: string
  readonly because: string
  readonly placedAt: Date
}

/** A referral that was erased: what is left of it. */
export interface Erased {
  readonly reference: string
  readonly because: DisposalKind
  readonly erasedAt: Date
}

export interface RetentionList {
  readonly disposals: readonly Disposal[]
  readonly holds: readonly LegalHold[]
  readonly erased: readonly Erased[]
  /** Whether the actor reviews, or is only a second person. */
  readonly isReviewer: boolean
}
