import type { ReferralFacts } from '@/lib/routing/facts'
import { organisationTypes } from '@/lib/routing/organisation-types'
import { all, type DecisionSoFar, type Predicate } from '@/lib/routing/rule'

/** The questions that the policy asks of the facts, in its own words. Each answers yes or no. */
type Facts = ReferralFacts

export const always = () => true

// Danger
export const inImmediateDanger = (f: Facts) => f.immediateDanger === 'yes'
export const needsUrgentMedicalHelp = (f: Facts) => f.urgentMedical === 'yes'
export const mayEndTheirLife = (f: Facts) => f.suicideRisk === 'yes'

// Who the person is
export const nobodyIdentified = (f: Facts) => !f.personIdentified
export const mayBeChild = (f: Facts) => f.ageGroup !== 'adult'
const isIdentifiedAdult = (f: Facts) => f.ageGroup === 'adult' && f.personIdentified

// Whether the person can decide. A consent counts only where the person can: Mental Capacity Act
export const capacityInDoubt = (f: Facts) => f.capacity !== 'no_concern'
export const capacityDoubted = (f: Facts) => isIdentifiedAdult(f) && f.capacity === 'doubted'
export const lacksCapacity = (f: Facts) => isIdentifiedAdult(f) && f.capacity === 'lacks'
export const bestInterestsToRefer = (f: Facts) => lacksCapacity(f) && f.bestInterests === 'refer'
const decidesForThemselves = (f: Facts) => isIdentifiedAdult(f) && !capacityInDoubt(f)

// What the person said: three independent consents
export const agreesToNrm = (f: Facts) => decidesForThemselves(f) && f.consentNrm === 'given'
export const agreesToSupport = (f: Facts) => decidesForThemselves(f) && f.consentSupport === 'given'
export const agreesToPoliceIdentity = (f: Facts) =>
  decidesForThemselves(f) && f.consentPoliceIdentity === 'given'
export const refusesNrm = (f: Facts) =>
  isIdentifiedAdult(f) && (f.consentNrm === 'refused' || f.consentNrm === 'withdrawn')
export const notAskedAboutNrm = (f: Facts) =>
  decidesForThemselves(f) && f.consentNrm === 'not_sought' && !f.nrmAlreadySubmitted

// Present risk. Unknown is not a risk that is known, and never makes a known one smaller
export const stillExploited = (f: Facts) => f.stillExploited === 'yes'
export const exploiterContactWithinWeek = (f: Facts) => f.exploiterContactWithinWeek === 'yes'
export const exploiterKnowsWhereabouts = (f: Facts) => f.exploiterKnowsWhereabouts === 'yes'
export const threatened = (f: Facts) => f.threats === 'yes'
export const dependentChildrenAtRisk = (f: Facts) => f.dependentChildrenAtRisk === 'yes'
export const nowhereSafeTonight = (f: Facts) => f.safePlaceTonight === 'no'
export const atPresentRisk = (f: Facts) =>
  stillExploited(f) ||
  exploiterContactWithinWeek(f) ||
  exploiterKnowsWhereabouts(f) ||
  threatened(f) ||
  dependentChildrenAtRisk(f) ||
  nowhereSafeTonight(f)
export const noSafeContact = (f: Facts) => f.safeContactRoute === 'no'
export const safeContactNotKnown = (f: Facts) => f.safeContactRoute !== 'yes'

// Needs and numbers
export const needsCareOrSupport = (f: Facts) => f.careAndSupportNeeds === 'yes'
export const isAdultNeedingCare = (f: Facts) => f.ageGroup === 'adult' && needsCareOrSupport(f)
export const suspectedOfCrime = (f: Facts) => f.suspectedOfCrime
export const twoOrMore = (f: Facts) => f.potentialVictimCount >= 2
export const fiveOrMore = (f: Facts) => f.potentialVictimCount >= 5
export const alreadyWithNrm = (f: Facts) => f.nrmAlreadySubmitted
export const referredBefore = (f: Facts) => f.earlierReferral || f.nrmAlreadySubmitted

// The referrer
const mayNotSubmit = (f: Facts) =>
  !(
    f.referrerIsFirstResponderOrganisation ??
    organisationTypes[f.referrerOrganisationType].firstResponder
  )
const hasDutyToNotify = (f: Facts) =>
  f.referrerHasDutyToNotify ?? organisationTypes[f.referrerOrganisationType].dutyToNotify
export const someoneImplicated = (f: Facts) => f.implicated !== 'none'
export const referrerImplicated = (f: Facts) => f.implicated === 'referrer'
export const policeImplicated = (f: Facts) =>
  f.implicated === 'police' || (referrerImplicated(f) && f.referrerOrganisationType === 'police')
export const beaconImplicated = (f: Facts) =>
  referrerImplicated(f) && f.referrerOrganisationType === 'victim_care_centre'

// What has been decided so far
export const nothingForPolice = (_: Facts, soFar: DecisionSoFar) => !soFar.queues.has('POLICE')
export const noPriorityYet = (_: Facts, soFar: DecisionSoFar) => soFar.priority === undefined
export const referralNeedsAnotherToSubmit = (f: Facts, soFar: DecisionSoFar) =>
  soFar.queues.has('NRM') && mayNotSubmit(f)
export const referralByImplicatedReferrer = (f: Facts, soFar: DecisionSoFar) =>
  soFar.queues.has('NRM') && referrerImplicated(f)
export const dutyToNotifyIsOwed = (f: Facts, soFar: DecisionSoFar) =>
  refusesNrm(f) && hasDutyToNotify(f) && !f.nrmAlreadySubmitted && !soFar.queues.has('NRM')

/** Yes where the two say yes. */
export const both = (first: Predicate, second: Predicate) => all(first, second)
