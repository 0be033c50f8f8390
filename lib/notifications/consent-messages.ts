import type { MessageKind } from './messages'

const leads = ['police_supervisor', 'safeguarding_lead'] as const
const everyone = [
  'police_triage_officer',
  'police_supervisor',
  'beacon_worker',
  'first_responder_desk',
  'safeguarding_lead',
  'referrer',
] as const

/** What people are told of agreements: that a person changed their mind, and what follows from it. */
export const consentMessages = {
  'consent.withdrawn': {
    called: 'A person changes their mind about an agreement',
    says: 'A person changed their mind about an agreement. Look before you go on.',
    counted: ['person who changed their mind', 'people who changed their mind'],
    urgent: 'always',
    concerns: everyone,
  },
  'consent.overridden': {
    called: 'Something goes ahead without a person’s agreement',
    says: 'Something goes ahead without a person’s agreement. Review it.',
    counted: ['case without agreement to review', 'cases without agreement to review'],
    urgent: 'always',
    concerns: ['safeguarding_lead'],
  },
  'recall.asked': {
    called: 'You are asked to stop and to give back what you have of a person',
    says: 'A person changed their mind. Stop, and say what became of what you have.',
    counted: ['case that you are asked to give back', 'cases that you are asked to give back'],
    urgent: 'always',
    concerns: everyone,
  },
  'recall.answered': {
    called: 'Somebody says what became of what was asked back',
    says: 'Somebody said what became of what was asked back.',
    counted: ['answer about what was asked back', 'answers about what was asked back'],
    concerns: everyone,
  },
  'recall.overdue': {
    called: 'Nobody says in time what became of what was asked back',
    says: 'Something was asked back, and nobody has said what became of it.',
    counted: [
      'overdue answer about what was asked back',
      'overdue answers about what was asked back',
    ],
    urgent: 'always',
    concerns: leads,
  },
} as const satisfies Readonly<Record<string, MessageKind>>
