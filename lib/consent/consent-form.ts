import type { Catalogue } from '@/lib/journey/journey'
import { anyOf, longText, oneOf, text } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import type { Options } from '@/lib/journey/question'
import { consentAnswers, consentCapacities, interpreters, settings } from './asking'
import { purposeOf, type Purpose } from './purposes'
import { wordingOf, wordingVersionOf } from './wordings'

const { given, refused, not_safe } = consentAnswers

const asked = {
  language: text({
    ask: 'In which language were they asked?',
    called: 'The language',
    limit: 100,
    missing: 'Enter the language that they were asked in',
    sensitivity: 'need',
  }),
  interpreter: oneOf({
    ask: 'Who interpreted?',
    hint: 'Never a friend, a relative or anybody who came with them',
    options: interpreters,
    missing: 'Select who interpreted',
    sensitivity: 'fact',
  }),
  setting: oneOf({
    ask: 'Where were they asked?',
    hint: 'The kind of place. Do not say where it is',
    options: settings,
    missing: 'Select where they were asked',
    sensitivity: 'fact',
  }),
  said: longText({
    ask: 'What they said, in their words',
    hint: 'Only those who may know who they are can read this',
    called: 'What they said',
    limit: 2_000,
    sensitivity: 'account',
  }),
}

/** What may be chosen when somebody is asked for a purpose. */
export interface ConsentChoices {
  /** Organisations that may be named, by slug: where the purpose is sharing. */
  readonly organisations: Options
  /** The referral says that they may not be able to decide. */
  readonly isCapacityInDoubt: boolean
}

/** The form that puts a new answer for one purpose into the ledger. What is read out stands above it. */
export const consentFormFor = (purpose: Purpose, choices: ConsentChoices) => {
  const questions: Catalogue = {
    ...(purpose === 'sharing' && {
      organisation: oneOf({
        ask: 'Which organisation was named?',
        options: choices.organisations,
        missing: 'Select the organisation that was named',
        sensitivity: 'fact',
      }),
    }),
    answer: oneOf({
      ask: 'What did they answer?',
      options: { given, refused, not_safe },
      missing: 'Select what they answered',
      sensitivity: 'fact',
    }),
    capacity: oneOf({
      ask: 'Can they decide this for themselves now?',
      hint: 'They can if they understand it, remember it long enough, weigh it and tell you',
      options: consentCapacities,
      missing: 'Select if they can decide this for themselves',
      sensitivity: 'fact',
    }),
    ...asked,
  }
  const agrees = (answers: { answer?: unknown }) => answers.answer === 'given'
  return oneStep(`What they said about ${purposeOf(purpose).called}`, questions, {
    says: [
      `Read this out: “${wordingOf(purpose, wordingVersionOf(purpose)) ?? ''}.”`,
      'Ask them alone. Do not push them.',
    ],
    checks: [
      {
        id: 'can-decide',
        question: 'capacity',
        kind: 'impossible',
        when: (answers: { answer?: unknown; capacity?: unknown }) =>
          agrees(answers) && answers.capacity !== undefined && answers.capacity !== 'no_concern',
        message: 'Somebody who may not be able to decide cannot agree. Ask the safeguarding lead',
      },
      {
        id: 'referral-says-so-too',
        question: 'answer',
        kind: 'impossible',
        when: (answers: { answer?: unknown }) => agrees(answers) && choices.isCapacityInDoubt,
        message: 'The referral says that they may not be able to decide. Correct that first',
      },
    ],
  })
}

/**
 * The form that takes back what was agreed: one press for as much as the person wants.
 * @param standing what they agree to now, as `purpose` or `sharing:<slug of the organisation>`
 */
export const withdrawalFormFor = (standing: Options) =>
  oneStep(
    'They changed their mind',
    {
      purposes: anyOf({
        ask: 'What do they not agree to any more?',
        options: standing,
        missing: 'Select what they do not agree to any more',
        sensitivity: 'fact',
      }),
      ...asked,
    } satisfies Catalogue,
    {
      says: [
        'It must be as easy to take an agreement back as it was to give it. They need no reason.',
        'Work that stands on it stops at once. Whoever has something by it is asked to give it back.',
      ],
    },
  )
