import type { Catalogue } from '@/lib/journey/journey'
import { fullDate, longText, oneOf, text } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { isoOf } from '@/lib/journey/partial-date'
import type { PartialDate } from '@/lib/journey/question'
import { nextValues, trackOf, valueOf, type TrackName } from './outcomes'

/** That it was sent to the Home Office is recorded by sending it, with its reference. */
const isByHand = (track: TrackName) => (value: string) =>
  !(track === 'nrm' && value === 'submitted')

/** Every value that may be recorded by hand on a track, sooner or later. */
export const recordableValues = (track: TrackName) =>
  Object.keys(trackOf(track).values).filter(isByHand(track))

/** What may be recorded by hand next on a track. */
export const recordable = (track: TrackName, newest: string | undefined) =>
  nextValues(track, newest).filter(isByHand(track))

/** Why nothing can be recorded on a track; nothing where something can. */
export const whyNone = (track: TrackName, newest: string | undefined) => {
  if (recordable(track, newest).length > 0) return undefined
  return newest === undefined
    ? 'Send it to the Home Office first, and record its reference'
    : 'What is recorded is final. Nothing can follow it'
}

type Given = { readonly decidedOn?: unknown }
type Context = { readonly today: Required<PartialDate> }

const isoOfGiven = ({ decidedOn }: Given) =>
  decidedOn === undefined ? undefined : isoOf(decidedOn as Required<PartialDate>)

/**
 * The form of an outcome: `value`, `decidedOn`, `decidedBy`, `reference` and `words`.
 * @param newest what was recorded last on the track
 * @param sentOn the day in London on which the referral was sent, as an ISO date
 */
export const outcomeFormFor = (track: TrackName, newest: string | undefined, sentOn: string) => {
  const { label, decidedBy } = trackOf(track)
  const questions: Catalogue = {
    value: oneOf({
      ask: 'What is the outcome?',
      options: Object.fromEntries(
        recordable(track, newest).map((value) => [value, valueOf(track, value)?.label ?? value]),
      ),
      missing: 'Select the outcome',
      sensitivity: 'fact',
    }),
    decidedOn: fullDate({
      ask: 'When was it decided?',
      hint: 'For example, 27 3 2027',
      called: 'The day',
      from: 2020,
      missing: 'Enter the day on which it was decided',
      sensitivity: 'fact',
    }),
    decidedBy: oneOf({
      ask: 'Who decided?',
      options: Object.fromEntries(decidedBy.map((who) => [who, who])),
      missing: 'Select who decided',
      sensitivity: 'fact',
    }),
    reference: text({
      ask: 'Reference (if there is one)',
      called: 'The reference',
      limit: 40,
      sensitivity: 'fact',
    }),
    words: longText({
      ask: 'Anything to add',
      hint: 'Those who work this queue read it, and the safeguarding lead',
      called: 'What you add',
      limit: 2_000,
      sensitivity: 'account',
    }),
  }
  return oneStep(`Record an outcome: ${label}`, questions, {
    checks: [
      {
        id: 'decided-by-now',
        question: 'decidedOn',
        kind: 'impossible' as const,
        when: (given: Given, { today }: Context) => (isoOfGiven(given) ?? '') > isoOf(today),
        message: 'The day must be today or in the past',
      },
      {
        id: 'decided-after-sending',
        question: 'decidedOn',
        kind: 'impossible' as const,
        when: (given: Given) => (isoOfGiven(given) ?? sentOn) < sentOn,
        message: 'The day must not be before the referral was sent',
      },
    ],
  })
}
