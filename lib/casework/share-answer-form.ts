import { oneOf } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { shareDeclines } from './shares'

/**
 * The form that answers an offer or a request.
 * @param refused why it cannot be accepted; `undefined` where it can
 */
export const answerFormFor = (refused: string | undefined) =>
  oneStep(
    'Answer it',
    {
      answer: oneOf({
        ask: 'What is your answer?',
        options: { accept: 'Accept', decline: 'Decline' },
        missing: 'Select if you accept or decline',
        sensitivity: 'fact',
      }),
      reason: oneOf({
        ask: 'Why?',
        hint: 'Whoever asked reads this',
        options: shareDeclines,
        missing: 'Select why you decline',
        sensitivity: 'fact',
      }),
    },
    {
      placed: ['answer', { question: 'reason', under: ['answer', 'decline'] }],
      checks: [
        {
          id: 'can-be-accepted',
          question: 'answer',
          kind: 'impossible',
          when: ({ answer }) => answer === 'accept' && refused !== undefined,
          message: refused ?? '',
        },
      ],
    },
  )
