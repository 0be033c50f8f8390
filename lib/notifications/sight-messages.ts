import type { MessageKind } from './messages'

/** What people are told of who may see a case: releases to police, conflicts, and who opens many. */
export const sightMessages = {
  'release.asked': {
    called: 'Police ask who a person is',
    says: 'Police ask who a person is. You have to answer.',
    counted: ['question who a person is', 'questions who a person is'],
    urgent: 'always',
    concerns: ['safeguarding_lead'],
  },
  'release.emergency': {
    called: 'Police look up who a person is because a life is in danger',
    says: 'Police looked up who a person is because a life is in danger. You have to review it.',
    counted: ['release in an emergency', 'releases in an emergency'],
    urgent: 'always',
    concerns: ['safeguarding_lead'],
  },
  'release.answered': {
    called: 'You asked who a person is and have an answer',
    says: 'You asked who a person is. There is an answer.',
    counted: ['answer to who a person is', 'answers to who a person is'],
    urgent: 'at P1',
    concerns: ['police_triage_officer', 'police_supervisor'],
  },
  'release.ended': {
    called: 'Police may not know any more who a person is',
    says: 'Who a person is was withheld again. Stop using it.',
    counted: ['identity withheld again', 'identities withheld again'],
    urgent: 'always',
    concerns: ['police_triage_officer', 'police_supervisor'],
  },
  'conflict.declared': {
    called: 'Somebody is too close to a case that they worked',
    says: 'Somebody said that they are too close to a case. It may need a new person.',
    counted: ['case with a conflict', 'cases with a conflict'],
    urgent: 'always',
    concerns: ['police_supervisor', 'safeguarding_lead'],
  },
  'kept.lift_asked': {
    called: 'Somebody asks to let a person or an organisation see a case again',
    says: 'A case is kept from somebody. You are asked to let them see it again.',
    counted: ['case to let somebody see again', 'cases to let somebody see again'],
    concerns: ['police_supervisor', 'safeguarding_lead'],
  },
  'openings.many': {
    called: 'Somebody opens many cases in an hour',
    says: 'Somebody opened many cases in an hour. See who and why.',
    counted: ['person who opened many cases', 'people who opened many cases'],
    urgent: 'always',
    concerns: ['safeguarding_lead'],
  },
} as const satisfies Readonly<Record<string, MessageKind>>
