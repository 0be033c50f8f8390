import { anyOf, oneOf, text } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import type { Sensitivity } from '@/lib/journey/question'

/** What a file may show. It is for those who may see all of what is ticked, and for nobody else. */
export const shows = {
  identity: {
    label: 'Who the person is',
    hint: 'Such as a face, a name, an identity document',
  },
  contact: {
    label: 'Where they are, or how to reach them',
    hint: 'Such as a house, a street or a phone number',
  },
  account: { label: 'What happened to them', hint: 'Such as injuries, messages or a workplace' },
  need: { label: 'What they need', hint: 'Such as a doctor’s letter' },
} as const satisfies Readonly<
  Partial<Record<Sensitivity, { readonly label: string; readonly hint: string }>>
>

export type Part = keyof typeof shows

/** The form that a file comes with. */
export const evidenceForm = oneStep('Add a photograph or document', {
  shows: anyOf({
    ask: 'What does it show?',
    hint: 'Select all that apply. Only people who may know all of it can open the file',
    options: shows,
    missing: 'Select what it shows',
    sensitivity: 'fact',
  }),
  label: text({
    ask: 'What is it?',
    hint: 'In a few words, such as: letter from the landlord',
    called: 'What it is',
    limit: 200,
    missing: 'Enter what it is',
    sensitivity: 'account',
  }),
})

/** Why a file is removed. */
export const removals = {
  wrong_case: 'It belongs to another case',
  wrong_file: 'It is the wrong file',
  not_needed: 'It is not needed, and shows more than it should',
  asked: 'The person does not want it to be kept',
} as const

export const removalForm = oneStep(
  'Remove this file',
  {
    because: oneOf({
      ask: 'Why is it removed?',
      options: removals,
      missing: 'Select why it is removed',
      sensitivity: 'fact',
    }),
  },
  { says: ['The file is deleted. It cannot be brought back.'] },
)

/** Why somebody needs a photograph as it was sent, with all that the camera wrote into it. */
export const originalReasons = {
  court: 'It is needed for a court or an investigation',
  proof: 'Somebody must check that it was not changed',
  details: 'The time or the place in it is needed',
} as const

export const originalForm = oneStep(
  'Open the photograph as it was sent',
  {
    because: oneOf({
      ask: 'Why do you need it?',
      options: originalReasons,
      missing: 'Select why you need it',
      sensitivity: 'fact',
    }),
  },
  {
    says: [
      'It may hold the exact place where it was taken. Most people should use the copy.',
      'That you opened it is recorded, with your reason.',
    ],
  },
)
