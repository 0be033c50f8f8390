import type { OrganisationType } from '@/lib/routing/organisation-types'
import type { ReferralFacts } from '@/lib/routing/facts'
import type { Answers } from './questions'

/** What routing takes from the record of the organisation that refers. */
export interface ReferringOrganisation {
  readonly type: OrganisationType
  readonly isFirstResponderOrganisation: boolean
  readonly hasDutyToNotify: boolean
}

const consent = (answer: Answers['consentSupport']) =>
  answer === 'given' || answer === 'refused' ? answer : 'not_sought'

const ageGroup = ({ who, placeAges }: Answers) => {
  if (who === 'place') return placeAges === 'adults' ? 'adult' : 'uncertain'
  return who === 'adult' || who === 'child' ? who : 'uncertain'
}

const safeContactRoute = ({ contactChannels = ['unknown'] }: Answers) => {
  if (contactChannels.includes('none')) return 'no'
  return contactChannels.includes('unknown') ? 'unknown' : 'yes'
}

/**
 * What the answers mean to routing. The only reader of raw answers outside the journey.
 * @param answers the answers that hold, of the questions that were asked
 * @param organisation the record of the organisation that refers
 * @returns facts that identify nobody; what was not asked or not known is `unknown` or `not_sought`
 */
export const factsOf = (answers: Answers, organisation: ReferringOrganisation): ReferralFacts => ({
  ageGroup: ageGroup(answers),
  ageWhenExploited: answers.who === 'child' ? 'child' : 'unknown',
  personIdentified: answers.who !== 'place',
  consentNrm: answers.consentNrm === 'withdrawn' ? 'withdrawn' : consent(answers.consentNrm),
  consentSupport: consent(answers.consentSupport),
  consentPoliceIdentity: consent(answers.consentPoliceIdentity),
  capacity: answers.capacity ?? 'no_concern',
  bestInterests: answers.bestInterests ?? 'none',
  nrmAlreadySubmitted: answers.earlier === 'nrm',
  earlierReferral: answers.earlier === 'earlier' || answers.earlier === 'nrm',
  immediateDanger: answers.immediateDanger ?? 'unknown',
  stillExploited: answers.stillExploited ?? 'unknown',
  exploiterContactWithinWeek: answers.recentContact ?? 'unknown',
  exploiterKnowsWhereabouts: answers.whereaboutsKnown ?? 'unknown',
  threats: answers.threats ?? 'unknown',
  urgentMedical: answers.urgentMedical ?? 'unknown',
  suicideRisk: answers.suicideRisk ?? 'unknown',
  safePlaceTonight: answers.safePlaceTonight ?? 'unknown',
  safeContactRoute: safeContactRoute(answers),
  careAndSupportNeeds: answers.careNeeds ?? 'unknown',
  dependentChildrenAtRisk: answers.childrenAtRisk ?? 'unknown',
  potentialVictimCount: answers.howMany ?? 1,
  suspectedOfCrime: answers.accused === 'yes',
  referrerOrganisationType: organisation.type,
  referrerIsFirstResponderOrganisation: organisation.isFirstResponderOrganisation,
  referrerHasDutyToNotify: organisation.hasDutyToNotify,
  implicated: answers.implicated ?? 'none',
  exploitationTypes: answers.worries ?? ['unknown'],
  location: answers.happenedIn ?? 'unknown',
})

/** The area of the county in which the person is now; `null` where it is elsewhere or not known. */
export const areaOf = ({ areaNow }: Answers) =>
  areaNow === undefined || areaNow === 'elsewhere' || areaNow === 'unknown' ? null : areaNow
