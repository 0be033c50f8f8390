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
  'consent.overridden': 'It goes ahead without the person’s agreement',
  'queue.viewed': 'Opened a queue',
  'search.made': 'Searched',
  'account.added': 'Added an account',
  'account.disabled': 'Disabled an account',
  'account.enabled': 'Enabled an account',
  'messages.tried_again': 'Had messages tried again that were given up',
  'access.refused': 'Was refused',
  'account.invited': 'Made a link to choose a first password',
  'account.password_chosen': 'Chose a password by a link',
  'account.left': 'Closed the account of somebody who left',
  'account.closed_unused': 'An account that nobody used was closed',
  'account.closed_expired': 'An account had its last day and was closed',
  'account.confirmed': 'Confirmed that somebody still works here',
  'account.change_asked': 'Asked a second person to agree to a change of an account',
  'account.change_agreed': 'Agreed to a change of an account, as the second person',
  'account.change_refused': 'Refused a change of an account, as the second person',
  'item.released': 'Whoever had it in hand stopped working here: nobody has it now',
  'events.viewed': 'Looked at the audit trail',
  'events.exported': 'Took a copy of the audit trail',
  'trail.numbered': 'From here on no number of the trail is missing',
  'contact.confirmed': 'Confirmed how to contact the person',
  'contact.shown': 'Looked up how to contact the person',
  'contact.attempted': 'Tried to contact the person',
  'contact.overridden': 'Used a way to contact the person that was not safe then',
  'second_factor.enrolled': 'Set up an app for codes',
  'recovery_code.used': 'Signed in with a recovery code',
  'password.changed': 'Changed their password',
  'provider.bound': 'Signed in for the first time through their organisation',
  'identity.release_asked': 'Asked to be told who the person is',
  'identity.released': 'Told the police who the person is',
  'identity.release_refused': 'Did not tell the police who the person is',
  'identity.release_reviewed': 'Reviewed that the police were told who the person is',
  'identity.release_ended': 'Withheld from the police again who the person is',
  'case.kept_from': 'Kept it from somebody',
  'case.conflict_declared': 'Said that they are too close to the case',
  'case.lift_asked': 'Asked a second person to let somebody see it again',
  'case.lifted': 'Let somebody see it again, as the second person',
  'case.opened': 'Gave a reason to open it outside their own work',
  'case.sent_outside': 'Sent it to others than the police that it is kept from',
  'openings.many': 'Opened more cases in an hour than is usual',
  'receipts.viewed': 'Looked at who saw what',
  'consent.recorded': 'Wrote down what the person agrees to',
  'consent.withdrawn': 'Wrote down that the person changed their mind',
  'recall.asked': 'Asked whoever had it to stop and give it back',
  'recall.answered': 'Said what became of what was asked back',
  'evidence.listed': 'Looked at the list of photographs and documents',
  'evidence.added': 'Added a photograph or document',
  'evidence.refused': 'Tried to add a file that cannot be added',
  'evidence.scanned': 'A file was scanned: no virus was found',
  'evidence.quarantined': 'A file was scanned: a virus was found, and nobody can open it',
  'evidence.viewed': 'Opened a photograph or document',
  'evidence.withheld': 'Tried to open a file that was not scanned, or has a virus',
  'evidence.original_opened': 'Opened a photograph as it was sent',
  'evidence.removed': 'Removed a photograph or document',
  'disposal.due': 'The time of a referral is over: it is due for review',
  'disposal.kept': 'Kept a referral whose time is over',
  'disposal.asked': 'Asked for a referral to be erased',
  'disposal.refused': 'Did not agree that a referral is erased',
  'referral.erased': 'Erased a referral, as the second person',
  'hold.placed': 'Placed a legal hold',
  'hold.lifted': 'Lifted a legal hold',
  'data_request.opened': 'Opened a request of a person for their data',
  'data_request.approved': 'Agreed that whoever asked was checked',
  'data_request.closed': 'Closed a request of a person for their data',
  'data.opened': 'Read everything that is kept about a person, to answer their request',
  'data.exported': 'Made the file for a person who asked for their data',
  'data.fetched': 'Fetched that file',
  'data.file_opened': 'Opened a photograph or document, to answer a person’s request',
  'recall.escalated':
    'Nobody said in time what became of what was asked back: the next role was told',
  'contact.due':
    'Nobody confirmed in time how to contact the person: those who work the case were told',
  'session.confirmed': 'Proved again that it is them',
} as const

export type EventType = keyof typeof events

/** One line of the audit trail. */
export interface EventLine {
  readonly sequence: bigint
  readonly at: Date
  readonly type: string
  readonly role: string | null
  readonly accountId: string | null
  /** The name of the organisation that it was done for. */
  readonly organisation: string | null
  /** The reference of the case that it is about. */
  readonly reference: string | null
  readonly detail: unknown
}

export interface EventPage {
  readonly events: readonly EventLine[]
  /** Those that can be chosen, by name. */
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  /** The number below which the next page begins; `undefined` on the last. */
  readonly next: bigint | undefined
}
