import { oneOf, text } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import type { RawAnswers } from '@/lib/journey/question'
import { readReference } from '@/lib/referral/reference'
import { linkKinds } from './links'

/** The form that links a case with another. */
export const linkForm = oneStep('Link this case with another', {
  other: text({
    ask: 'Reference of the other case',
    hint: 'For example, HMS-7K2Q-9XVR-4',
    called: 'The reference',
    limit: 40,
    missing: 'Enter the reference of the other case',
    sensitivity: 'fact',
  }),
  kind: oneOf({
    ask: 'How do they belong together?',
    hint: 'Each stays a case of its own',
    options: linkKinds,
    missing: 'Select how they belong together',
    sensitivity: 'fact',
  }),
})

/** What is typed into the form by a link that names the other case; nothing else gets in by an address. */
export const linkTyped = (other: string | null): RawAnswers => {
  const reference = readReference(other ?? '')
  return reference ? { other: reference } : {}
}
