/** Everything that can be recorded, and how it reads in a history. Details hold ids and codes, never answers. */
export const events = {
  'session.started': 'Signed in',
  'session.ended': 'Signed out',
  'sign_in.refused': 'Was refused at signing in',
  'draft.started': 'Began a referral',
  'draft.deleted': 'Deleted an unfinished referral',
  'referral.submitted': 'Sent the referral',
  'referral.routed': 'Routed the referral',
  'referral.viewed': 'Opened the referral',
  'details.saved': 'Added details',
  'consent.overridden': 'Identity was shared with police without the person’s agreement',
  'queue.viewed': 'Opened a queue',
  'account.added': 'Added an account',
  'account.disabled': 'Disabled an account',
  'account.enabled': 'Enabled an account',
  'access.refused': 'Was refused',
} as const

export type EventType = keyof typeof events

/** One line of the audit trail. */
export interface EventLine {
  readonly sequence: bigint
  readonly at: Date
  readonly type: string
  readonly role: string | null
  readonly accountId: string | null
  readonly detail: unknown
}

export interface EventPage {
  readonly events: readonly EventLine[]
  /** The number below which the next page begins; `undefined` on the last. */
  readonly next: bigint | undefined
}
