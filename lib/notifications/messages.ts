import type { Role } from '@/lib/access/roles'
import type { Decision } from '@/lib/routing/decision'
import { consentMessages } from './consent-messages'
import { digestMessages } from './digest-messages'
import { fileMessages } from './file-messages'
import { policyMessages } from './policy-messages'
import { sightMessages } from './sight-messages'

export interface MessageKind {
  /** What happened, as a setting names it. */
  readonly called: string
  /** The whole sentence of an email about one. */
  readonly says: string
  /** The same of one and of several, after a number: "3 new referrals in your queue". */
  readonly counted: readonly [one: string, several: string]
  /** Nobody can put it off or turn it off: ever, or where it is about a referral at P1. */
  readonly urgent?: 'always' | 'at P1'
  /** Whom it may be for, so that nobody chooses about what they are never told. */
  readonly concerns: readonly Role[]
}

const officers = ['police_triage_officer', 'police_supervisor'] as const
const workers = [...officers, 'beacon_worker', 'first_responder_desk'] as const
const leads = ['police_supervisor', 'safeguarding_lead'] as const
const everyone = [...workers, 'safeguarding_lead', 'referrer'] as const

/**
 * Everything that people are told outside the pages. Each text says that there is something to look
 * at and nothing more: no reference, name, place or organisation of a person.
 */
export const messages = {
  'item.arrived': {
    called: 'A referral arrives in your queue',
    says: 'There is a new referral in your queue.',
    counted: ['new referral in your queue', 'new referrals in your queue'],
    urgent: 'at P1',
    concerns: workers,
  },
  'item.assigned': {
    called: 'A case is given to you',
    says: 'A case has been given to you.',
    counted: ['case given to you', 'cases given to you'],
    urgent: 'at P1',
    concerns: workers,
  },
  'item.resumed': {
    called: 'A case that was on hold is back',
    says: 'A case that was on hold needs you again.',
    counted: ['case back from hold', 'cases back from hold'],
    urgent: 'at P1',
    concerns: [...workers, 'safeguarding_lead'],
  },
  'item.overdue': {
    called: 'A case is overdue',
    says: 'A case is overdue. Nobody has finished what was due.',
    counted: ['overdue case', 'overdue cases'],
    urgent: 'always',
    concerns: leads,
  },
  'referral.on_hold': {
    called: 'A referral is put on hold',
    says: 'A referral is on hold and waits for you.',
    counted: ['referral on hold', 'referrals on hold'],
    urgent: 'at P1',
    concerns: ['safeguarding_lead'],
  },
  'identity.overridden': {
    called: 'An identity is shared with police without agreement',
    says: 'Somebody’s identity was shared with police without their agreement. Review it.',
    counted: ['identity shared without agreement', 'identities shared without agreement'],
    urgent: 'always',
    concerns: ['safeguarding_lead'],
  },
  'hand_over.offered': {
    called: 'A case is handed to you to refer',
    says: 'A case waits for you to accept it and refer it.',
    counted: ['case for you to accept', 'cases for you to accept'],
    urgent: 'at P1',
    concerns: ['first_responder_desk'],
  },
  'hand_over.overdue': {
    called: 'A case that was handed over is not taken up',
    says: 'A case that was handed over has not been taken up in time.',
    counted: ['case not taken up in time', 'cases not taken up in time'],
    urgent: 'always',
    concerns: ['safeguarding_lead'],
  },
  'question.asked': {
    called: 'Somebody asks you a question about a referral you sent',
    says: 'Somebody has a question about a referral that you sent. They are waiting for your answer.',
    counted: ['question for you', 'questions for you'],
    urgent: 'at P1',
    concerns: ['referrer'],
  },
  'question.answered': {
    called: 'A referrer answers your question',
    says: 'A referrer has answered a question.',
    counted: ['answer from a referrer', 'answers from referrers'],
    urgent: 'at P1',
    concerns: workers,
  },
  'referral.declined': {
    called: 'A referral you sent is not taken on',
    says: 'A referral that you sent was not taken on. See why, and what to do next.',
    counted: ['referral of yours not taken on', 'referrals of yours not taken on'],
    urgent: 'always',
    concerns: ['referrer'],
  },
  'referral.state_changed': {
    called: 'A referral you sent moves on',
    says: 'There is news of a referral that you sent.',
    counted: ['referral of yours with news', 'referrals of yours with news'],
    concerns: ['referrer'],
  },
  'referral.corrected': {
    called: 'A referral is corrected after it was sent',
    says: 'A referral was corrected after it was sent. What you acted on may have changed.',
    counted: ['corrected referral', 'corrected referrals'],
    urgent: 'at P1',
    concerns: [...workers, 'safeguarding_lead'],
  },
  'share.offered': {
    called: 'Another organisation offers to share a case with you',
    says: 'Another organisation offers to share a case with you.',
    counted: ['case offered to you', 'cases offered to you'],
    concerns: everyone,
  },
  'share.accepted': {
    called: 'A case you offered is accepted',
    says: 'A case that you offered was accepted.',
    counted: ['offer of yours accepted', 'offers of yours accepted'],
    concerns: everyone,
  },
  'share.declined': {
    called: 'A case you offered is declined',
    says: 'A case that you offered was declined.',
    counted: ['offer of yours declined', 'offers of yours declined'],
    concerns: everyone,
  },
  'share.ended': {
    called: 'A case is no longer shared with you',
    says: 'A case is no longer shared with you.',
    counted: ['case no longer shared with you', 'cases no longer shared with you'],
    concerns: everyone,
  },
  'share.returned': {
    called: 'A case you shared is given back',
    says: 'A case that you shared was given back.',
    counted: ['case given back to you', 'cases given back to you'],
    concerns: [...workers, 'safeguarding_lead'],
  },
  'request.answered': {
    called: 'A case you asked for is shared with you, or not',
    says: 'Somebody answered you about a case that you asked for.',
    counted: ['answer about a case you asked for', 'answers about cases you asked for'],
    concerns: everyone,
  },
  'duty.opened': {
    called: 'You have a new duty',
    says: 'You have a new duty. See what it is and when it is due.',
    counted: ['new duty', 'new duties'],
    urgent: 'at P1',
    concerns: everyone,
  },
  'duty.overdue': {
    called: 'A duty is overdue',
    says: 'A duty is overdue.',
    counted: ['overdue duty', 'overdue duties'],
    urgent: 'always',
    concerns: leads,
  },
  'outcome.recorded': {
    called: 'An outcome is recorded',
    says: 'An outcome was recorded.',
    counted: ['new outcome', 'new outcomes'],
    concerns: everyone,
  },
  'priority.lowering_asked': {
    called: 'Somebody asks to lower a priority',
    says: 'Somebody asks to lower the priority of a case. A second person must decide.',
    counted: ['priority to decide on', 'priorities to decide on'],
    urgent: 'at P1',
    concerns: [...workers, 'safeguarding_lead'],
  },
  'request.received': {
    called: 'Another organisation asks for a case',
    says: 'Another organisation asks for a case.',
    counted: ['case asked for', 'cases asked for'],
    concerns: [...workers, 'safeguarding_lead'],
  },
  'item.released': {
    called: 'A case has nobody any more, because its worker left',
    says: 'Somebody who worked on a case has left. The case needs a new person.',
    counted: ['case that needs a new person', 'cases that need a new person'],
    urgent: 'at P1',
    concerns: leads,
  },
  'contact.danger': {
    called: 'There may be danger in contacting somebody',
    says: 'Contacting somebody may not be safe any more. Look before you try.',
    counted: ['person who may not be safe to contact', 'people who may not be safe to contact'],
    urgent: 'always',
    concerns: everyone,
  },
  'contact.overridden': {
    called: 'Somebody is contacted in a way that was not safe then',
    says: 'A way to contact somebody was used that was not safe then. Review it.',
    counted: ['contact that was not safe then', 'contacts that were not safe then'],
    urgent: 'always',
    concerns: ['safeguarding_lead'],
  },
  ...sightMessages,
  ...consentMessages,
  'share.lapsed': {
    called: 'An agreement has run out by which you shared a case',
    says: 'A case is not shared any more, because an agreement has run out. Ask again.',
    counted: ['share whose agreement has run out', 'shares whose agreement has run out'],
    concerns: [...workers, 'safeguarding_lead'],
  },
  'contact.due': {
    called: 'It is time to confirm again how to contact somebody',
    says: 'It is time to confirm again how it is safe to contact somebody. Until then nobody may.',
    counted: ['way to contact somebody to confirm', 'ways to contact somebody to confirm'],
    concerns: everyone,
  },
  ...fileMessages,
  ...policyMessages,
  ...digestMessages,
} as const satisfies Readonly<Record<string, MessageKind>>

export type MessageType = keyof typeof messages

export const messageTypes = Object.keys(messages) as MessageType[]

export const isMessageType = (type: string): type is MessageType => Object.hasOwn(messages, type)

/** What there is to know of a type. */
export const kindOf = (type: MessageType): MessageKind => messages[type]

/** The types that nobody can put off: always, or at P1. */
export const urgentTypes = (when: MessageKind['urgent']) =>
  messageTypes.filter((type) => kindOf(type).urgent === when)

/** A message on its way into the outbox. */
export interface Queued {
  readonly type: MessageType
  /** `queue:POLICE`, `role:safeguarding_lead`, `account:<uuid>` or `organisation:<uuid>:<role>`. */
  readonly recipient: string
  /** Not before: a minute on, where the act can be undone. */
  readonly sendAfter?: Date
  /** The act that can be undone: `withdraw_messages` of the database takes the message back by it. */
  readonly actId?: string
}

/** Who is told what when a referral is sent: each queue that it is in, and the lead where they must act. */
export const messagesFor = (decision: Decision, overridden: boolean): readonly Queued[] => [
  ...decision.queues.map((queue) => ({
    type: 'item.arrived' as const,
    recipient: `queue:${queue}`,
  })),
  ...(decision.primary === 'HOLD'
    ? [{ type: 'referral.on_hold' as const, recipient: 'role:safeguarding_lead' }]
    : []),
  ...(overridden
    ? [{ type: 'identity.overridden' as const, recipient: 'role:safeguarding_lead' }]
    : []),
]
