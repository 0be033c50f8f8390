import { longText, text } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { readReference } from '@/lib/referral/reference'
import { termsQuestions, untilChecks } from './share-form'

/** What whoever asked is told, always: it says nothing of whether there is such a case. */
export const requestTaken =
  'If there is such a case and you may ask for it, those who work it decide. You hear from them.'

/** The form that asks for a case. It checks nothing that would tell whether there is one. */
export const requestForm = oneStep(
  'Ask for a case',
  {
    reference: text({
      ask: 'Reference',
      hint: 'For example, HMS-7K2Q-9XVR-4',
      called: 'The reference',
      limit: 40,
      missing: 'Enter the reference of the case',
      sensitivity: 'fact',
    }),
    ...termsQuestions,
    words: longText({
      ask: 'Why do you need it?',
      hint: 'Those who work the case read this. Name nobody',
      called: 'Why you need it',
      limit: 2_000,
      missing: 'Enter why you need it',
      sensitivity: 'account',
    }),
  },
  {
    placed: ['reference', 'purpose', 'basis', 'until', 'words'],
    checks: [
      {
        id: 'is-a-reference',
        question: 'reference',
        kind: 'impossible',
        when: ({ reference }) => reference !== undefined && readReference(reference) === undefined,
        message: 'Check the reference. One letter or number in it is wrong',
      },
      ...untilChecks,
    ],
  },
)
