/** Who may read what is written about a case. Row-level security decides by the same names. */
export const readers = {
  queue: { label: 'Those who work this queue', hint: 'And the safeguarding lead' },
  workers: {
    label: 'Everybody who works the case',
    hint: 'Do not say who the person is where police may not know',
  },
  referrer: { label: 'The referrer and those who work this queue', hint: 'Not their colleagues' },
  leads: {
    label: 'Leads and supervisors only',
    hint: 'The safeguarding lead and police supervisors',
  },
} as const

export type Readers = keyof typeof readers

/** The kinds of notes. */
export const noteTypes = {
  note: 'Note',
  call: 'Call',
  visit: 'Visit',
  strategy: 'Strategy meeting',
  contact: 'Contact with the person',
} as const

export type NoteType = keyof typeof noteTypes
