import fc from 'fast-check'
import {
  ageGroups,
  agesWhenExploited,
  bestInterestsDecisions,
  capacities,
  consents,
  exploitationTypes,
  implications,
  knowns,
  locations,
  nrmConsents,
  type ReferralFacts,
} from '@/lib/routing/facts'
import { organisationTypes, type OrganisationType } from '@/lib/routing/organisation-types'

const known = fc.constantFrom(...knowns)
const organisationType = fc.constantFrom(...(Object.keys(organisationTypes) as OrganisationType[]))

/**
 * Facts of every kind, weighted so that calm cases (in which no risk drowns the rest) come up as
 * often as urgent ones. Organisations' own records are left out: their types decide.
 */
export const anyFacts: fc.Arbitrary<ReferralFacts> = fc.record({
  ageGroup: fc.constantFrom('adult', ...ageGroups),
  ageWhenExploited: fc.constantFrom(...agesWhenExploited),
  personIdentified: mostly(true),
  consentNrm: fc.constantFrom(...nrmConsents),
  consentSupport: fc.constantFrom(...consents),
  consentPoliceIdentity: fc.constantFrom(...consents),
  capacity: fc.constantFrom('no_concern', 'no_concern', ...capacities),
  bestInterests: fc.constantFrom(...bestInterestsDecisions),
  nrmAlreadySubmitted: mostly(false),
  earlierReferral: mostly(false),
  immediateDanger: calm('no'),
  stillExploited: calm('no'),
  exploiterContactWithinWeek: calm('no'),
  exploiterKnowsWhereabouts: calm('no'),
  threats: calm('no'),
  urgentMedical: calm('no'),
  suicideRisk: calm('no'),
  safePlaceTonight: calm('yes'),
  safeContactRoute: calm('yes'),
  careAndSupportNeeds: known,
  dependentChildrenAtRisk: calm('no'),
  potentialVictimCount: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 8 })),
  suspectedOfCrime: fc.boolean(),
  referrerOrganisationType: organisationType,
  implicated: fc.constantFrom('none', 'none', 'none', ...implications),
  exploitationTypes: fc.subarray([...exploitationTypes]),
  location: fc.constantFrom(...locations),
  nationality: fc.option(fc.constantFrom('British', 'Vietnamese', 'unknown'), { nil: undefined }),
  immigrationInsecure: fc.option(fc.boolean(), { nil: undefined }),
})

function mostly(usual: boolean) {
  return fc.constantFrom(usual, usual, usual, usual, !usual)
}

function calm(answer: (typeof knowns)[number]) {
  return fc.constantFrom(answer, answer, answer, answer, answer, answer, ...knowns)
}
