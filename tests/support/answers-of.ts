import type cases from '@/tests/domain/routing-cases.json'
import type { Answers } from '@/lib/referral/questions'
import { referralFacts, type ReferralFacts } from '@/lib/routing/facts'

export type RoutingCase = Pick<(typeof cases)[number], 'id' | 'narrative' | 'facts'>

/** Made-up people, one for each case: given names, family name, year of birth. */
const people: Readonly<Record<string, readonly [string, string?, number?]>> = {
  V01: ['Dimitar', 'Petrov', 1981],
  V02: ['Arben', 'Hoxha', 1989],
  V03: ['Linh', 'Phạm', 1990],
  V04: ['Zsófia', 'Kovács'],
  V05: ['ሚኪኤል'],
  V06: ['Ellie', 'Marsh', 2012],
  V07: ['آدم'],
  V08: ['Nguyễn Văn Đức', undefined, 2010],
  V09: ['Kumari', 'Perera', 1962],
  V10: ['Brian', "O'Connell-Foster", 1970],
  V11: ['Luana', 'da Silva', 1998],
  V12: ['Emre', 'Yıldız', 1994],
  V14: ['Sunita', 'Gurung', 1991],
  V15: ['Олена', 'Шевчук', 1987],
  V16: ['Ploy', 'Srisai', 1993],
  V17: ['Jānis', 'Bērziņš', 1979],
  V18: ['Minh', 'Trần', 1997],
}

const phoneOf = (id: string) => `07700 900${String(200 + Number(id.replace(/\D/g, '')))}`

const nrmConsent = ({ consentNrm }: ReferralFacts) =>
  consentNrm === 'not_sought' ? 'not_asked' : consentNrm

const consent = (answer: ReferralFacts['consentSupport']) =>
  answer === 'not_sought' ? 'not_asked' : answer

const ways = ({ safeContactRoute }: ReferralFacts, id: string): Answers => {
  if (safeContactRoute === 'yes') return { contactChannels: ['phone'], contactPhone: phoneOf(id) }
  return { contactChannels: [safeContactRoute === 'no' ? 'none' : 'unknown'] }
}

const earlier = ({ nrmAlreadySubmitted, earlierReferral }: ReferralFacts) => {
  if (nrmAlreadySubmitted) return 'nrm'
  return earlierReferral ? 'earlier' : 'no'
}

const aboutThePerson = (facts: ReferralFacts, id: string): Answers => {
  const [givenNames, familyName, year] = people[id] ?? ['Sam']
  return {
    givenNames,
    ...(familyName && { familyName }),
    ...(year && { dateOfBirth: { year } }),
    interpreter: 'unknown',
    ...ways(facts, id),
    earlier: earlier(facts),
    recentContact: facts.exploiterContactWithinWeek,
    whereaboutsKnown: facts.exploiterKnowsWhereabouts,
    suicideRisk: facts.suicideRisk,
    safePlaceTonight: facts.safePlaceTonight,
    careNeeds: facts.careAndSupportNeeds,
    accused: facts.suspectedOfCrime ? 'yes' : 'no',
    ...(facts.ageGroup === 'adult'
      ? {
          consentNrm: nrmConsent(facts),
          consentSupport: consent(facts.consentSupport),
          consentPoliceIdentity: consent(facts.consentPoliceIdentity),
          capacity: facts.capacity,
          ...(facts.capacity === 'lacks' && { bestInterests: facts.bestInterests }),
        }
      : { childTold: 'no' }),
  }
}

/**
 * What a referrer would answer in one of the worked cases.
 * @returns the answers as the partner API takes them, every one that is asked and no other, and
 * the type of the organisation that refers
 */
export function answersOf({ id, narrative, facts: raw }: RoutingCase) {
  const facts = referralFacts.parse(raw)
  const isPerson = facts.personIdentified
  const answers: Answers = {
    immediateDanger: facts.immediateDanger,
    who: isPerson ? facts.ageGroup : 'place',
    ...(!isPerson && { placeAges: facts.ageGroup === 'adult' ? 'adults' : 'maybeChildren' }),
    howMany: facts.potentialVictimCount,
    areaNow: facts.location === 'elsewhere_uk' ? 'elsewhere' : 'stevenage',
    placeNow: `${Number(id.replace(/\D/g, ''))} Example Street`,
    happenedIn: facts.location,
    worries: facts.exploitationTypes.length > 0 ? facts.exploitationTypes : ['unknown'],
    account: narrative,
    ...(isPerson && aboutThePerson(facts, id)),
    stillExploited: facts.stillExploited,
    threats: facts.threats,
    urgentMedical: facts.urgentMedical,
    childrenAtRisk: facts.dependentChildrenAtRisk,
    implicated: facts.implicated,
    referrerName: 'Alex Morgan',
    referrerRole: 'Case worker',
    referrerPhone: '01632 960 050',
  }
  return { answers, organisationType: facts.referrerOrganisationType }
}
