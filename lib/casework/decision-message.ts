import { z } from 'zod'
import { trackNames, trackOf, type TrackName } from './outcomes'
import { recordableValues } from './outcome-form'

/** The tracks on which somebody records by hand. */
const recorded = trackNames.filter((track) => trackOf(track).recordedBy.length > 0)

const valuesOf = (track: TrackName) =>
  Object.fromEntries(
    recordableValues(track).map((value) => [value, trackOf(track).values[value]?.label ?? value]),
  )

const inWords = (values: Readonly<Record<string, string>>) =>
  Object.entries(values)
    .map(([value, label]) => `${value}: ${label}`)
    .join('; ')

const decisionOn = (track: TrackName) =>
  z.strictObject({
    track: z.literal(track).describe(trackOf(track).label),
    value: z.enum(Object.keys(valuesOf(track))).describe(inWords(valuesOf(track))),
    decidedOn: z.iso.date().describe('The day on which it was decided'),
    decidedBy: z.enum([...trackOf(track).decidedBy]).describe('Who decided'),
    reference: z.string().trim().max(40).optional().describe('The reference that they gave it'),
    words: z.string().trim().max(2_000).optional().describe('Anything to add'),
  })

const [first, ...others] = recorded.map(decisionOn)

/** A decision as the partner API takes it: what `outcomeFormFor` asks, by track. */
export const decisionMessage = z.discriminatedUnion('track', [
  first ?? decisionOn('nrm'),
  ...others,
])

export type DecisionMessage = z.infer<typeof decisionMessage>

/** The form that a person would have posted. */
export const decisionForm = ({
  value,
  decidedOn,
  decidedBy,
  reference,
  words,
}: DecisionMessage) => {
  const [year = '', month = '', day = ''] = decidedOn.split('-')
  return new URLSearchParams({
    value,
    'decidedOn-day': day,
    'decidedOn-month': month,
    'decidedOn-year': year,
    decidedBy,
    ...(reference && { reference }),
    ...(words && { words }),
  })
}
