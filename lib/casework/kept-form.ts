import type { Catalogue } from '@/lib/journey/journey'
import { longText, oneOf } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import type { Options } from '@/lib/journey/question'
import { keepReasons, type CouldSee, type KeepChoices } from './kept'

const optionsOf = (list: readonly CouldSee[]): Options =>
  Object.fromEntries(list.map(({ id, name }) => [id, name]))

/** The form that keeps a case from somebody: `whom`, `person` or `organisation`, `reason` and `words`. */
export const keepFormFor = ({ people, organisations }: KeepChoices) => {
  const questions: Catalogue = {
    whom: oneOf({
      ask: 'Whom should it be kept from?',
      options: { person: 'A person', organisation: 'A whole organisation' },
      missing: 'Select if it is a person or a whole organisation',
      sensitivity: 'fact',
    }),
    person: oneOf({
      ask: 'Which person?',
      options: optionsOf(people),
      missing: 'Select the person',
      sensitivity: 'fact',
    }),
    organisation: oneOf({
      ask: 'Which organisation?',
      options: optionsOf(organisations),
      missing: 'Select the organisation',
      sensitivity: 'fact',
    }),
    reason: oneOf({
      ask: 'Why?',
      options: keepReasons,
      missing: 'Select why',
      sensitivity: 'fact',
    }),
    words: longText({
      ask: 'What makes you think so?',
      hint: 'Other leads and supervisors who see the case read it',
      called: 'What you say',
      limit: 2_000,
      missing: 'Enter what makes you think so',
      sensitivity: 'account',
    }),
  }
  return oneStep('Keep this case from somebody', questions, {
    says: ['To them it does not exist from then on. Only two people together can undo it.'],
    placed: [
      'whom',
      { question: 'person', under: ['whom', 'person'] },
      { question: 'organisation', under: ['whom', 'organisation'] },
      'reason',
      'words',
    ],
  })
}

/** The form by which somebody says that they are too close to a case: `words`. */
export const conflictForm = oneStep(
  'I am too close to this case',
  {
    words: longText({
      ask: 'Why?',
      hint: 'For example: you know somebody in it. The safeguarding lead reads it',
      called: 'What you say',
      limit: 2_000,
      missing: 'Enter why you are too close to this case',
      sensitivity: 'account',
    }),
  },
  {
    says: [
      'You will not see this case any more. If you have it, it goes back to the queue.',
      'Only two leads or supervisors together can undo it.',
    ],
  },
)
