import type { Role } from '@/lib/access/roles'
import type { Catalogue } from '@/lib/journey/journey'
import { longText, oneOf } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import type { ReferralFacts } from '@/lib/routing/facts'
import * as when from '@/lib/routing/predicates'
import { noteTypes, readers } from './readers'

/** Who may be chosen to read a note: the lead works no queue of their own. */
const readersFor = (role: Role) =>
  role === 'safeguarding_lead'
    ? {
        workers: readers.workers,
        referrer: { label: 'The referrer', hint: readers.referrer.hint },
        leads: readers.leads,
      }
    : readers

/** The form of a note: `type`, `readers` and `words`. */
export const noteFormFor = (role: Role, facts: ReferralFacts) => {
  const questions: Catalogue = {
    type: oneOf({
      ask: 'What kind of note is it?',
      options: noteTypes,
      missing: 'Select what kind of note it is',
      sensitivity: 'fact',
    }),
    readers: oneOf({
      ask: 'Who may read it?',
      options: readersFor(role),
      missing: 'Select who may read it',
      sensitivity: 'fact',
    }),
    words: longText({
      ask: 'The note',
      called: 'The note',
      limit: 10_000,
      missing: 'Enter the note',
      sensitivity: 'account',
    }),
  }
  return oneStep('Write a note', questions, {
    checks: [
      {
        id: 'contact-was-safe',
        question: 'type',
        kind: 'unlikely' as const,
        when: ({ type }: { type?: unknown }) =>
          type === 'contact' && when.safeContactNotKnown(facts),
        message: 'No safe way to contact the person is recorded. Check that it was safe',
      },
    ],
  })
}
