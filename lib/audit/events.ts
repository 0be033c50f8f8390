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
  'item.accepted': 'Accepted it',
  'item.declined': 'Declined it',
  'item.held': 'Put it on hold until a date',
  'item.resumed': 'Took it up again',
  'item.assigned': 'Assigned it',
  'item.closed': 'Closed it',
  'item.reopened': 'Opened it again',
  'item.escalated': 'It was overdue: the next role was told',
  'action.undone': 'Undid the last step',
  'action.refused': 'Tried something that was not possible',
  'question.asked': 'Asked the referrer',
  'question.answered': 'Answered a question',
  'priority.raised': 'Raised how soon',
  'priority.lowering_asked': 'Asked to lower how soon',
  'priority.lowered': 'Lowered how soon, as the second person',
  'priority.kept': 'Did not lower how soon',
  'routing.overridden': 'Overruled the routing',
  'hand_over.passed_on': 'Passed it on to another organisation',
  'consent.confirmed': 'Confirmed consent with the person',
  'nrm.submitted': 'Sent it to the Home Office',
  'duty.settled': 'Settled a duty',
  'duty.escalated': 'A duty was overdue: the next role was told',
  'outcome.recorded': 'Recorded an outcome',
  'goal.set': 'Noted a goal of the person',
  'goal.settled': 'Noted whether a goal was met',
  'note.written': 'Wrote a note',
  'conference.recorded': 'Recorded a case conference',
  'answer.corrected': 'Corrected an answer',
  'referral.rerouted': 'Routed the corrected referral',
  'referral.sent_again': 'Began to correct a declined referral',
  'cases.linked': 'Linked two cases',
  'cases.unlinked': 'Ended a link of two cases',
  'share.offered': 'Shared the case',
  'share.requested': 'Asked for a case',
  'share.accepted': 'Accepted a share',
  'share.declined': 'Declined a share',
  'share.ended': 'Ended a share',
  'consent.overridden': 'Identity was shared with police without the person’s agreement',
  'queue.viewed': 'Opened a queue',
  'search.made': 'Searched',
  'account.added': 'Added an account',
  'account.disabled': 'Disabled an account',
  'account.enabled': 'Enabled an account',
  'messages.tried_again': 'Had messages tried again that were given up',
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
