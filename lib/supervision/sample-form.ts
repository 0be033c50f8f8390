import { fullDate, oneOf, wholeNumber } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { isoOf } from '@/lib/journey/partial-date'
import type { RawAnswers } from '@/lib/journey/question'
import type { Period } from '@/lib/outcomes/period'

/** The most cases of one sample, and how many are drawn where nobody says otherwise. */
export const mostDrawn = 20
const usuallyDrawn = 5

/** Which cases of a time are drawn. */
export const standings = {
  any: 'Open or ended',
  ended: 'Those that have ended',
  open: 'Those that are still open',
} as const

export type SampleStanding = keyof typeof standings

const day = (which: 'first' | 'last') =>
  fullDate({
    ask: `The ${which} day on which they came`,
    called: `The ${which} day`,
    from: 2020,
    missing: `Enter the ${which} day`,
    sensitivity: 'fact',
  })

/** The form that asks for a sample: of which time, which cases and how many. */
export const sampleForm = oneStep(
  'Draw cases to audit',
  {
    from: day('first'),
    until: day('last'),
    standing: oneOf({
      ask: 'Which cases?',
      options: standings,
      missing: 'Select which cases',
      sensitivity: 'fact',
    }),
    number: wholeNumber({
      ask: 'How many?',
      called: 'How many',
      from: 1,
      to: mostDrawn,
      missing: 'Enter how many cases',
      sensitivity: 'fact',
    }),
  },
  {
    says: [
      'They are drawn by chance, from every queue. A case in which you did something is not drawn, nor one that was drawn before.',
    ],
    checks: [
      {
        id: 'until-is-after',
        question: 'until',
        kind: 'impossible',
        when: ({ from, until }) =>
          from !== undefined && until !== undefined && isoOf(until) < isoOf(from),
        message: 'The last day must be the same as or after the first',
      },
    ],
  },
)

const typedDay = (iso: string) => iso.split('-').reverse().map(Number).map(String)

/** What stands in the form before anybody typed: the cases of a time. */
export const usualSample = ({ from, until }: Period): RawAnswers => ({
  from: typedDay(from),
  until: typedDay(until),
  standing: 'any',
  number: String(usuallyDrawn),
})
