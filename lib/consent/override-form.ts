import type { Catalogue } from '@/lib/journey/journey'
import { longText, oneOf } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { bases, basesFor, type BasisName, type Overridable } from './bases'
import { purposeOf } from './purposes'

/**
 * The form that lets something go ahead without an agreement.
 * @param blocked what does not go ahead now
 */
export const overrideFormFor = (blocked: readonly Overridable[]) => {
  const usable = [...new Set(blocked.flatMap(basesFor))]
  const questions = {
    purpose: oneOf({
      ask: 'What goes ahead?',
      options: Object.fromEntries(blocked.map((one) => [one, purposeOf(one).label])),
      missing: 'Select what goes ahead',
      sensitivity: 'fact',
    }),
    basis: oneOf({
      ask: 'What allows it?',
      options: Object.fromEntries(
        usable.map((name) => [name, { label: bases[name].label, hint: bases[name].hint }]),
      ),
      missing: 'Select what allows it',
      sensitivity: 'fact',
    }),
    words: longText({
      ask: 'Why is it necessary, and why can it not wait?',
      hint: 'Say who decided and when. Those who work the case read this',
      called: 'Why it is necessary',
      limit: 4_000,
      missing: 'Enter why it is necessary',
      sensitivity: 'account',
    }),
  } satisfies Catalogue
  return oneStep('Go ahead without their agreement', questions, {
    says: [
      'Ask the person first wherever that is safe. Tell them afterwards, if it is safe.',
      'The safeguarding lead is told at once, and reviews it.',
    ],
    checks: [
      {
        id: 'basis-fits',
        question: 'basis',
        kind: 'impossible',
        when: ({ purpose, basis }: { purpose?: string; basis?: string }) =>
          purpose !== undefined &&
          basis !== undefined &&
          !basesFor(purpose as Overridable).includes(basis as BasisName),
        message: 'This does not allow what you selected. Select something else that allows it',
      },
    ],
  })
}
