import type { EventType } from '@/lib/audit/events'

/** What whoever sent a referral may follow: what the pages tell its referrer, and no more. */
export const feedTypes = [
  'referral.submitted',
  'referral.routed',
  'referral.rerouted',
  'answer.corrected',
  'details.saved',
  'evidence.added',
  'evidence.quarantined',
  'item.accepted',
  'item.declined',
  'item.held',
  'item.resumed',
  'item.closed',
  'item.reopened',
  'question.asked',
  'question.answered',
  'nrm.submitted',
  'outcome.recorded',
] as const satisfies readonly EventType[]

export type FeedType = (typeof feedTypes)[number]

export const feedLimits = { usual: 100, most: 500 } as const

/** One event of the feed. */
export interface FeedLine {
  readonly sequence: number
  readonly type: FeedType
  readonly reference: string
  readonly at: Date
}

export interface Feed {
  readonly events: readonly FeedLine[]
  /** What to ask for next as `after`: the same again, where there was nothing new. */
  readonly after: number
  /** There may be more now. */
  readonly more: boolean
}

export interface FeedAsked {
  readonly after: number
  readonly limit: number
}

const wholeNumber = (text: string | null, usual: number, most: number) => {
  if (text === null) return usual
  return /^\d{1,15}$/.test(text) && Number(text) <= most ? Number(text) : undefined
}

/** What the address of a call asks for; `undefined` where it cannot be read. */
export const readFeedAsked = (params: URLSearchParams): FeedAsked | undefined => {
  const after = wholeNumber(params.get('after'), 0, Number.MAX_SAFE_INTEGER)
  const limit = wholeNumber(params.get('limit'), feedLimits.usual, feedLimits.most)
  return after === undefined || !limit ? undefined : { after, limit }
}
