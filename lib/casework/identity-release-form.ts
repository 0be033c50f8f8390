import type { Catalogue } from '@/lib/journey/journey'
import { longText, oneOf } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { releaseBases, type ReleaseState } from './release'

const why = (missing: string, hint: string) =>
  longText({
    ask: 'Why?',
    hint,
    called: 'The reason',
    limit: 2_000,
    missing,
    sensitivity: 'account',
  })

/** The form by which police ask who somebody is: `urgent`, `basis` where it is not, and `words`. */
export const askReleaseForm = oneStep(
  'Ask who the person is',
  {
    urgent: oneOf({
      ask: 'Is somebody’s life in danger now?',
      options: {
        yes: {
          label: 'Yes. I need to know now',
          hint: 'You are told at once. The safeguarding lead is told at once too, and reviews it',
        },
        no: { label: 'No', hint: 'A safeguarding lead of another organisation decides' },
      },
      missing: 'Select if somebody’s life is in danger now',
      sensitivity: 'fact',
    }),
    basis: oneOf({
      ask: 'What allows it?',
      options: releaseBases,
      missing: 'Select what allows it',
      sensitivity: 'fact',
    }),
    words: why(
      'Enter why you need to know who the person is',
      'What will happen if you do not know? Do not say who you think the person is',
    ),
  },
  {
    says: [
      'The person has not agreed that police know who they are. They can read that you asked.',
    ],
    placed: ['urgent', { question: 'basis', under: ['urgent', 'no'] }, 'words'],
  },
)

const answers = { released: 'Tell the police', refused: 'Do not tell the police' } as const

const reviews = {
  upheld: 'It was right. Police go on knowing who the person is',
  ended: 'Withhold it again',
} as const

const ends = { ended: reviews.ended } as const

/** What a lead decides of a release, by its state: `decision` and `words`; none where nothing is left. */
export const decideReleaseForm = (state: ReleaseState) => {
  const options = { waiting: answers, to_review: reviews, released: ends }[state as 'waiting']
  if (!options) return undefined
  const questions: Catalogue = {
    decision: oneOf({
      ask: 'What do you decide?',
      options,
      missing: 'Select what you decide',
      sensitivity: 'fact',
    }),
    words: why('Enter why you decide so', 'Police read it. Do not say who the person is'),
  }
  return oneStep(state === 'waiting' ? 'Answer the police' : 'Review this release', questions)
}
