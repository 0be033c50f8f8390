import type { z } from 'zod'
import { referralFacts, type ReferralFacts } from '@/lib/routing/facts'

/**
 * What routing assumes where someone is in danger and nothing else is known yet, because nothing
 * else may be required first. An unknown age may be under 18 (Modern Slavery Act 2015 s.51), nobody
 * lacks capacity until shown to (Mental Capacity Act 2005 s.1), and nobody has been asked.
 */
const nothingKnownYet = {
  ageGroup: 'uncertain',
  ageWhenExploited: 'unknown',
  consentNrm: 'not_sought',
  consentSupport: 'not_sought',
  consentPoliceIdentity: 'not_sought',
  capacity: 'no_concern',
  stillExploited: 'unknown',
  exploiterContactWithinWeek: 'unknown',
  exploiterKnowsWhereabouts: 'unknown',
  threats: 'unknown',
  urgentMedical: 'unknown',
  suicideRisk: 'unknown',
  safePlaceTonight: 'unknown',
  safeContactRoute: 'unknown',
  careAndSupportNeeds: 'unknown',
  dependentChildrenAtRisk: 'unknown',
  potentialVictimCount: 1,
  suspectedOfCrime: false,
  referrerOrganisationType: 'other',
  implicated: 'none',
  exploitationTypes: ['unknown'],
  location: 'unknown',
} as const satisfies Partial<ReferralFacts>

const expectations: Record<string, string> = {
  boolean: 'true or false',
  string: 'text',
  array: 'a list',
  object: 'an object of facts',
}

const expectation = (issue: z.core.$ZodIssue) =>
  issue.code === 'invalid_value'
    ? `one of ${issue.values.join(', ')}`
    : issue.code === 'invalid_type' && expectations[issue.expected]
      ? expectations[issue.expected]
      : 'a whole number from 1'

const placeIn = (place: string, path: readonly PropertyKey[]) =>
  path
    .reduce<string>(
      (so, key) => so + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`),
      place,
    )
    .replace(/^\./, '') || 'facts'

const linesFor = (issue: z.core.$ZodIssue, place: string) => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${placeIn(place, [...issue.path, key])}: is not a known field`)
  }
  const must = issue.input === undefined ? 'is missing, it must be' : 'must be'
  return [`${placeIn(place, issue.path)}: ${must} ${expectation(issue)}`]
}

/**
 * Reads facts from outside. In: anything, and its place where it stands in a list (`[2]`). Out: the facts with their defaults, or the problems, one
 * line each, beginning with the field (`ageGroup: must be one of adult, child, uncertain`). A line
 * never repeats what was sent. In immediate danger no other field is required.
 */
export function readFacts(
  input: unknown,
  place = '',
): { facts: ReferralFacts } | { problems: string[] } {
  const inDanger =
    typeof input === 'object' &&
    input !== null &&
    'immediateDanger' in input &&
    input.immediateDanger === 'yes'
  const read = referralFacts.safeParse(inDanger ? { ...nothingKnownYet, ...input } : input, {
    reportInput: true,
  })
  if (read.success) return { facts: read.data }
  return { problems: read.error.issues.flatMap((issue) => linesFor(issue, place)) }
}
