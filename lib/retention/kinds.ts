import { county, type Retention, type RetentionKind } from '@/lib/county/county'

/** Why a referral is due for review, as its reviewer reads it. */
export const disposalKinds = {
  declined: 'Declined by every queue',
  no_further_action: 'Closed without a decision of the Home Office',
  nrm_outcome: 'Closed after it was sent to the Home Office',
  request: 'The person asked for it to be erased',
} as const

export type DisposalKind = keyof typeof disposalKinds

/** What is deleted without a review, once its time is over. */
export const expiringKinds = {
  sessions: 'Sessions that are over',
  messages: 'Messages that were handed over',
  exports: 'Files made for a person who asked for their data',
} as const satisfies Partial<Record<RetentionKind, string>>

/** One rule of retention, with what it is about in words. */
export interface RetentionRule extends Retention {
  readonly kind: RetentionKind
  readonly called: string
}

const called: Readonly<Record<RetentionKind, string>> = { ...disposalKinds, ...expiringKinds }

/** Every rule of the county, in the order of its file. */
export const retentionRules: readonly RetentionRule[] = (
  Object.entries(county.retention) as [RetentionKind, readonly Retention[]][]
).flatMap(([kind, rules]) => rules.map((rule) => ({ ...rule, kind, called: called[kind] })))

/** How many days something is kept by the county's own rule. */
export const daysOf = (kind: RetentionKind): number => {
  const rule = county.retention[kind].find(({ controller }) => controller === 'county')
  if (!rule) throw new Error(`The county says of no time for ${kind}`)
  return rule.days
}
