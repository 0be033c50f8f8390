import type { MessageKind } from './messages'

const officers = ['police_triage_officer', 'police_supervisor'] as const

/**
 * What is told once a month of what is not done in time, in numbers alone: to leads how much there is
 * in all, and to those whose it is how much is theirs. `send_digest` of the database says to whom.
 */
export const digestMessages = {
  'digest.duties': {
    called: 'Once a month: how many duties are not done in time',
    says: 'A duty was not done in time. See whose it is.',
    counted: ['duty not done in time', 'duties not done in time'],
    concerns: ['safeguarding_lead'],
  },
  'digest.cases': {
    called: 'Once a month: how many cases are not finished in time',
    says: 'A case was not finished in time. See whose it is.',
    counted: ['case not finished in time', 'cases not finished in time'],
    concerns: ['safeguarding_lead'],
  },
  'digest.queue_duties': {
    called: 'Once a month: how many duties of your queue are not done in time',
    says: 'A duty of your queue is not done in time. See your duties.',
    counted: ['duty of your queue not done in time', 'duties of your queue not done in time'],
    // No duty is opened for another queue: `dutiesOf`.
    concerns: officers,
  },
  'digest.organisation_duties': {
    called: 'Once a month: how many duties of your organisation are not done in time',
    says: 'A duty of your organisation is not done in time. Those who refer there can open it.',
    counted: [
      'duty of your organisation not done in time',
      'duties of your organisation not done in time',
    ],
    concerns: ['first_responder_desk'],
  },
  'digest.sent_duties': {
    called: 'Once a month: how many duties are not done in time on referrals you sent',
    says: 'A duty on a referral that you sent is not done in time. See your duties.',
    counted: [
      'duty not done in time on a referral you sent',
      'duties not done in time on referrals you sent',
    ],
    concerns: ['referrer'],
  },
  'digest.queue_cases': {
    called: 'Once a month: how many cases in your queue are not finished in time',
    says: 'A case in your queue is not finished in time. See your queue.',
    counted: [
      'case in your queue not finished in time',
      'cases in your queue not finished in time',
    ],
    concerns: [...officers, 'beacon_worker', 'first_responder_desk'],
  },
} as const satisfies Readonly<Record<string, MessageKind>>
