import type { MessageKind } from './messages'

const askers = [
  'police_supervisor',
  'beacon_worker',
  'first_responder_desk',
  'safeguarding_lead',
] as const

/** What people are told of files that somebody takes away. */
export const fileMessages = {
  'export.asked': {
    called: 'Somebody asks for a large file',
    says: 'Somebody asks for a large file. A second person has to agree.',
    counted: ['file to agree to', 'files to agree to'],
    concerns: ['safeguarding_lead', 'administrator'],
  },
  'export.answered': {
    called: 'A second person answers about a file that you asked for',
    says: 'A second person answered about a file that you asked for.',
    counted: ['answer about a file', 'answers about a file'],
    concerns: askers,
  },
  'export.ready': {
    called: 'A file that you asked for is ready',
    says: 'A file that you asked for is ready. It can be fetched for 24 hours.',
    counted: ['file that is ready', 'files that are ready'],
    concerns: askers,
  },
} as const satisfies Readonly<Record<string, MessageKind>>
