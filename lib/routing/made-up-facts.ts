import {
  ageGroups,
  bestInterestsDecisions,
  capacities,
  consents,
  implications,
  knowns,
  nrmConsents,
  type ReferralFacts,
} from '@/lib/routing/facts'
import { organisationTypes, type OrganisationType } from '@/lib/routing/organisation-types'

/** Gives numbers from 0 up to 1, the same ones for the same seed (Mulberry32, by Tommy Ettinger). */
const numbersFrom = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const types = Object.keys(organisationTypes) as OrganisationType[]

/**
 * Makes facts of every kind, the same ones every time: calm cases, in which no risk drowns the rest, come
 * up as often as urgent ones. So a promise is tried where no real case has been yet.
 * @param count how many
 */
export function* makeUpFacts(count: number, seed = 1): Generator<ReferralFacts> {
  const next = numbersFrom(seed)
  const pick = <T>(list: readonly T[], fallback: T): T =>
    list[Math.floor(next() * list.length)] ?? fallback
  const mostly = <T>(usual: T, list: readonly T[], often = 0.7): T =>
    next() < often ? usual : pick(list, usual)
  for (let made = 0; made < count; made += 1) {
    // Some cases are calm but for one or two things, and some are not calm at all.
    const calm = next() < 0.5 ? 0.95 : 0.5
    yield {
      ageGroup: mostly('adult', ageGroups, 0.4),
      ageWhenExploited: 'unknown',
      personIdentified: next() < 0.85,
      consentNrm: pick(nrmConsents, 'given'),
      consentSupport: pick(consents, 'given'),
      consentPoliceIdentity: pick(consents, 'given'),
      capacity: mostly('no_concern', capacities, 0.5),
      bestInterests: pick(bestInterestsDecisions, 'none'),
      nrmAlreadySubmitted: next() < 0.15,
      earlierReferral: next() < 0.15,
      immediateDanger: mostly('no', knowns, Math.max(calm, 0.8)),
      stillExploited: mostly('no', knowns, calm),
      exploiterContactWithinWeek: mostly('no', knowns, calm),
      exploiterKnowsWhereabouts: mostly('no', knowns, calm),
      threats: mostly('no', knowns, calm),
      urgentMedical: mostly('no', knowns, calm),
      suicideRisk: mostly('no', knowns, calm),
      safePlaceTonight: mostly('yes', knowns, calm),
      safeContactRoute: mostly('yes', knowns, calm),
      careAndSupportNeeds: mostly('no', knowns, calm),
      dependentChildrenAtRisk: mostly('no', knowns, calm),
      potentialVictimCount: next() < 0.6 ? 1 : 1 + Math.floor(next() * 8),
      suspectedOfCrime: next() < 0.3,
      referrerOrganisationType: pick(types, 'other'),
      // An organisation's own record, where it has one, goes before its type.
      referrerIsFirstResponderOrganisation: pick([true, false, undefined], undefined),
      referrerHasDutyToNotify: pick([true, false, undefined], undefined),
      implicated: mostly('none', implications, 0.6),
      exploitationTypes: ['unknown'],
      location: 'unknown',
    }
  }
}
