import type { FigureName } from '@/lib/outcomes/figures'
import { isoDay } from '@/lib/wording/london-time'
import type { Found, RawEvent, RawReferral, Slugs } from './counted-slowly'

interface Codes {
  readonly [name: string]: unknown
}
const codesIn = (json: unknown) => (json ?? {}) as Codes

/** What the form asks of everybody, and what it asks of a person alone. */
const askedOfAll = [
  ...['immediateDanger', 'location', 'exploitationTypes', 'stillExploited', 'threats'],
  ...['urgentMedical', 'dependentChildrenAtRisk'],
]
const askedOfPerson = [
  ...['safeContactRoute', 'exploiterContactWithinWeek', 'exploiterKnowsWhereabouts'],
  ...['suicideRisk', 'safePlaceTonight', 'careAndSupportNeeds'],
]

const isUnknown = (value: unknown) =>
  value === 'unknown' || (Array.isArray(value) && value.length === 1 && value[0] === 'unknown')

const stateOf = ({ settledAt, settledAs, dueAt }: RawReferral['duties'][number]) => {
  if (!settledAt) return 'unmet'
  if (settledAs === 'not_needed') return 'not_needed'
  return settledAt <= dueAt ? 'in_time' : 'late'
}

const found = (figure: FigureName, at: Date | string, ...codes: readonly string[]): Found => ({
  figure,
  day: typeof at === 'string' ? at : isoDay(at),
  codes,
})

const learned = (raw: RawReferral): readonly Found[] => {
  const sent = codesIn(raw.facts)
  const isPerson = sent.personIdentified !== false
  const asked = [...askedOfAll, ...(isPerson ? askedOfPerson : [])]
  const { slug } = raw.organisation
  return [
    found('subjects', raw.submittedAt, slug, isPerson ? 'person' : 'place'),
    ...asked
      .filter((name) => isUnknown(sent[name]))
      .map((name) => found('unknowns', raw.submittedAt, slug, name)),
  ]
}

const byEvents = (events: readonly RawEvent[]): readonly Found[] =>
  events.flatMap(({ type, at, detail }) => {
    const codes = codesIn(detail)
    if (type === 'consent.overridden' && codes.rule !== undefined)
      return [found('wentAhead', at, 'police_identity', 'routing')]
    const isStopped =
      type === 'action.refused' && codes.action === 'show_contact' && codes.because === 'form'
    return isStopped ? [found('blocked', at, 'unknown', 'stopped')] : []
  })

const dutiesOf = (raw: RawReferral, slugs: Slugs): readonly Found[] =>
  raw.duties.map((duty) => {
    const owner = slugs.get(duty.ownerOrganisationId ?? '') ?? duty.ownerQueue ?? 'unknown'
    return found('duties', duty.dueAt, duty.kind, stateOf(duty), owner)
  })

/** Outcomes of the Home Office on a case of which no crime record has a number. */
const withoutCrime = ({ duties, outcomes }: RawReferral): readonly Found[] => {
  const isRecorded = duties.some(
    ({ kind, settledAs, reference }) =>
      kind === 'crime_record' && settledAs === 'done' && reference !== null,
  )
  return outcomes
    .filter(({ track }) => track === 'nrm' && !isRecorded)
    .map(({ value, decidedOn }) =>
      found('withoutCrimeReference', decidedOn.toISOString().slice(0, 10), `nrm:${value}`),
    )
}

/** What counts of how a case was worked: consent, who was told, duties and what was not known. */
export const practiceOf = (
  raw: RawReferral,
  events: readonly RawEvent[],
  slugs: Slugs,
): readonly Found[] => [
  ...raw.consents.map(({ recordedAt, purpose, answer }) =>
    found('consent', recordedAt, purpose, answer),
  ),
  ...raw.releases.flatMap(({ answer, kind, answeredAt, askedAt }) => {
    if (answer !== 'released' && answer !== 'refused') return []
    return [found('releases', answeredAt ?? askedAt, answer === 'refused' ? answer : kind)]
  }),
  ...raw.consentOverrides.map(({ recordedAt, purpose, basis }) =>
    found('wentAhead', recordedAt, purpose, basis),
  ),
  ...raw.contactAttempts.flatMap(({ at, blockedBecause, override }) =>
    blockedBecause && override ? [found('blocked', at, blockedBecause, 'overruled')] : [],
  ),
  ...dutiesOf(raw, slugs),
  ...withoutCrime(raw),
  ...learned(raw),
  ...byEvents(events),
]
