import type { MessageKind } from './messages'

/** What leads are told once a month: how much is not done in time, in numbers alone. */
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
} as const satisfies Readonly<Record<string, MessageKind>>
