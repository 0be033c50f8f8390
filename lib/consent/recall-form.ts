import type { Catalogue } from '@/lib/journey/journey'
import { longText, oneOf } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { bases } from './bases'
import { recallAnswers } from './recalls'

const basesInWords = Object.fromEntries(
  Object.entries(bases).map(([name, { label, hint }]) => [name, { label, hint }]),
)

/** The form that says what became of what was asked back. Nothing is kept without a lawful basis. */
export const recallForm = oneStep(
  'What became of what you had?',
  {
    as: oneOf({
      ask: 'What did you do?',
      options: recallAnswers,
      missing: 'Select what you did',
      sensitivity: 'fact',
    }),
    basis: oneOf({
      ask: 'What lets you keep it?',
      options: basesInWords,
      missing: 'Select what lets you keep it',
      sensitivity: 'fact',
    }),
    words: longText({
      ask: 'What you keep, where and for how long, or anything to add',
      hint: 'Do not say who the person is',
      called: 'What you add',
      limit: 2_000,
      sensitivity: 'account',
    }),
  } satisfies Catalogue,
  {
    placed: ['as', { question: 'basis', under: ['as', 'kept'] }, 'words'],
    says: [
      'The person changed their mind. Stop using what you have of them by this agreement.',
      'Papers, notes and other systems count too. Others to whom you passed it on must be told.',
    ],
  },
)
