import type { Catalogue } from '@/lib/journey/journey'
import { fullDate, longText, oneOf } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { isoOf } from '@/lib/journey/partial-date'
import type { PartialDate } from '@/lib/journey/question'
import { readers } from './readers'

const questions = {
  heldOn: fullDate({
    ask: 'When was it?',
    hint: 'For example, 27 3 2027',
    called: 'The day',
    from: 2020,
    missing: 'Enter the day on which it was',
    sensitivity: 'fact',
  }),
  who: longText({
    ask: 'Who was there?',
    called: 'Who was there',
    limit: 2_000,
    missing: 'Enter who was there',
    sensitivity: 'account',
  }),
  decisions: longText({
    ask: 'What was decided?',
    called: 'What was decided',
    limit: 10_000,
    missing: 'Enter what was decided',
    sensitivity: 'account',
  }),
  actions: longText({
    ask: 'Who does what, and by when?',
    hint: 'Each on a line of its own',
    called: 'Who does what',
    limit: 5_000,
    sensitivity: 'account',
  }),
  readers: oneOf({
    ask: 'Who may read it?',
    options: { workers: readers.workers, leads: readers.leads },
    missing: 'Select who may read it',
    sensitivity: 'fact',
  }),
} satisfies Catalogue

/** What each part of a conference is called, where it is read. */
export const conferenceParts = {
  when: 'When',
  who: 'Who was there',
  decisions: 'Decisions',
  actions: 'Actions',
} as const

/** The form of the record of a case conference. */
export const conferenceForm = oneStep('Record a case conference', questions, {
  checks: [
    {
      id: 'held-by-now',
      question: 'heldOn',
      kind: 'impossible',
      when: ({ heldOn }, { today }: { today: Required<PartialDate> }) =>
        heldOn !== undefined && isoOf(heldOn) > isoOf(today),
      message: 'The day must be today or in the past',
    },
  ],
})
