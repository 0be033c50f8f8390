import { decide, type Decision } from '@/lib/routing/decision'
import type { ReferralFacts } from '@/lib/routing/facts'
import { organisationTypes } from '@/lib/routing/organisation-types'
import {
  hasSameItem,
  isSameDecision,
  isSameToTheReason,
  itemIn,
  type SafetyPromise,
} from '@/lib/routing/promise'
import type { Queue } from '@/lib/routing/queues'
import { soundness } from '@/lib/routing/soundness'

type Facts = ReferralFacts

// Said again here and not taken from the predicates, so that a mistake in one is found by the other.
const isIdentifiedAdult = (f: Facts) => f.ageGroup === 'adult' && f.personIdentified
const isCapable = (f: Facts) => isIdentifiedAdult(f) && f.capacity === 'no_concern'
const isAtRisk = (f: Facts) =>
  f.stillExploited === 'yes' ||
  f.exploiterContactWithinWeek === 'yes' ||
  f.exploiterKnowsWhereabouts === 'yes' ||
  f.threats === 'yes' ||
  f.dependentChildrenAtRisk === 'yes' ||
  f.safePlaceTonight === 'no'
const isPoliceImplicated = (f: Facts) =>
  f.implicated === 'police' ||
  (f.implicated === 'referrer' && f.referrerOrganisationType === 'police')
const isBeaconImplicated = (f: Facts) =>
  f.implicated === 'referrer' && f.referrerOrganisationType === 'victim_care_centre'
const mustNotify = (f: Facts) =>
  f.referrerHasDutyToNotify ??
  ['police', 'county_council', 'district_council'].includes(f.referrerOrganisationType)
const maySubmit = (f: Facts) =>
  f.referrerIsFirstResponderOrganisation ??
  organisationTypes[f.referrerOrganisationType].firstResponder
const isSentTo = (queue: Queue, { queues: sent }: Decision) => sent.includes(queue)

const nobodyKnows = { nationality: undefined, immigrationInsecure: undefined }
const known = { nationality: 'Albanian', immigrationInsecure: true }

const never = { mayBeBroken: false } as const
const withReason = { mayBeBroken: true } as const

/** The fields of which "unknown" could hide a risk, with the answer that says there is none. */
const riskFields = {
  immediateDanger: 'no',
  stillExploited: 'no',
  exploiterContactWithinWeek: 'no',
  exploiterKnowsWhereabouts: 'no',
  threats: 'no',
  urgentMedical: 'no',
  suicideRisk: 'no',
  safePlaceTonight: 'yes',
  safeContactRoute: 'yes',
  careAndSupportNeeds: 'no',
  dependentChildrenAtRisk: 'no',
} as const satisfies Partial<Facts>

const riskEntries = Object.entries(riskFields) as [keyof typeof riskFields, 'yes' | 'no'][]

/**
 * What must always hold of every decision: the twelve promises of the routing contract and the few that
 * they rest on. The tests hold the service's own policy to them, and a replay every draft.
 */
export const promises: readonly SafetyPromise[] = [
  {
    id: 'consent_to_referral',
    says: 'an adult is referred only with valid consent or a best interests decision',
    ...never,
    holds: (f, d) =>
      f.ageGroup !== 'adult' ||
      !isSentTo('NRM', d) ||
      (isCapable(f) && f.consentNrm === 'given') ||
      (f.capacity === 'lacks' && f.bestInterests === 'refer'),
  },
  {
    id: 'children_referred',
    says: 'a child, or someone who may be one, is referred whatever anyone consents to',
    ...never,
    holds: (f, d) =>
      f.ageGroup === 'adult' ||
      ((!f.personIdentified || f.nrmAlreadySubmitted || isSentTo('NRM', d)) &&
        d.actions.includes('childrens_social_care')),
  },
  {
    id: 'identity_to_police',
    says: 'identity reaches police only by agreement, for a child or in danger',
    ...never,
    holds: (f, d) =>
      itemIn(d, 'POLICE')?.identity !== 'shared' ||
      (isCapable(f) && f.consentPoliceIdentity === 'given') ||
      f.ageGroup !== 'adult' ||
      f.immediateDanger === 'yes',
  },
  {
    id: 'identity_withheld',
    says: 'identity is withheld where nothing goes to the police',
    ...never,
    holds: (_, d) => isSentTo('POLICE', d) || d.identityToPolice === 'withheld',
  },
  {
    id: 'beacon_after_refusal',
    says: 'Beacon receives nothing after refusal, about a child or where capacity is in doubt',
    ...never,
    holds: (f, d) => !isSentTo('BEACON', d) || (isCapable(f) && f.consentSupport === 'given'),
  },
  {
    id: 'beacon_by_agreement',
    says: 'Beacon receives everyone who may and does agree',
    ...withReason,
    holds: (f, d) =>
      !isCapable(f) ||
      f.consentSupport !== 'given' ||
      isBeaconImplicated(f) ||
      isSentTo('BEACON', d),
  },
  {
    id: 'danger_first',
    says: 'immediate danger is P1, police first and 999',
    ...never,
    holds: (f, d) =>
      f.immediateDanger !== 'yes' ||
      (d.priority === 'P1' &&
        d.actions.includes('call_999') &&
        d.primary === (isPoliceImplicated(f) ? 'HOLD' : 'POLICE')),
  },
  {
    id: 'emergency',
    says: 'a medical or suicide emergency is P1 and 999, and tells police no more',
    ...never,
    holds: (f, d, policy) =>
      (f.urgentMedical !== 'yes' && f.suicideRisk !== 'yes') ||
      (d.priority === 'P1' &&
        d.actions.includes('call_999') &&
        hasSameItem('POLICE', d, decide({ ...f, urgentMedical: 'no', suicideRisk: 'no' }, policy))),
  },
  {
    id: 'present_risk',
    says: 'a present risk reaches the police, unless they are implicated',
    ...withReason,
    holds: (f, d) => !isAtRisk(f) || isPoliceImplicated(f) || isSentTo('POLICE', d),
  },
  {
    id: 'implicated',
    says: 'an implicated organisation never sees the case',
    ...never,
    holds: (f, d) =>
      !(isPoliceImplicated(f) && isSentTo('POLICE', d)) &&
      (f.implicated === 'none' || d.actions.includes('supervisor_restricted')) &&
      !(isBeaconImplicated(f) && isSentTo('BEACON', d)) &&
      (f.implicated !== 'referrer' ||
        !isSentTo('NRM', d) ||
        d.actions.includes('first_responder_sign_off')),
  },
  {
    id: 'first_responder',
    says: 'only a First Responder Organisation submits',
    ...never,
    holds: (f, d) =>
      !isSentTo('NRM', d) ||
      f.implicated === 'referrer' ||
      d.actions.includes('first_responder_sign_off') !== maySubmit(f),
  },
  {
    id: 'independent_consents',
    says: 'the three consents are independent',
    ...never,
    holds: (f, d, policy) => {
      const refusing = (consent: 'consentNrm' | 'consentSupport' | 'consentPoliceIdentity') =>
        f[consent] === 'refused' ? d : decide({ ...f, [consent]: 'refused' }, policy)
      const nrm = refusing('consentNrm')
      const support = refusing('consentSupport')
      const police = refusing('consentPoliceIdentity')
      return (
        hasSameItem('BEACON', d, nrm) &&
        hasSameItem('NRM', d, support) &&
        hasSameItem('POLICE', d, support) &&
        hasSameItem('NRM', d, police) &&
        hasSameItem('BEACON', d, police)
      )
    },
  },
  {
    id: 'nationality',
    says: 'nationality and immigration status change nothing',
    ...never,
    holds: (f, d, policy) => {
      const isKnown = f.nationality !== undefined || f.immigrationInsecure !== undefined
      const other = isKnown ? nobodyKnows : known
      return isSameToTheReason(decide({ ...f, ...other }, policy), d)
    },
  },
  {
    id: 'section_45',
    says: 'being treated as having broken the law changes nothing but the section 45 flag',
    ...never,
    holds: (f, d, policy) => {
      const other = decide({ ...f, suspectedOfCrime: !f.suspectedOfCrime }, policy)
      const unflagged = (decision: Decision): Decision => ({
        ...decision,
        actions: decision.actions.filter((action) => action !== 'section_45_flag'),
      })
      return (
        d.actions.includes('section_45_flag') === f.suspectedOfCrime &&
        other.actions.includes('section_45_flag') !== f.suspectedOfCrime &&
        isSameDecision(unflagged(d), unflagged(other))
      )
    },
  },
  {
    id: 'numbers',
    says: 'five people ask for a reception centre, and two or a repeat are linked',
    ...withReason,
    holds: (f, d) =>
      d.actions.includes('reception_centre') === f.potentialVictimCount >= 5 &&
      d.actions.includes('link_cases') ===
        (f.potentialVictimCount >= 2 || f.earlierReferral || f.nrmAlreadySubmitted),
  },
  {
    id: 'duty_to_notify',
    says: 'the duty to notify is owed by police and councils for adults who refuse',
    ...never,
    holds: (f, d) =>
      d.actions.includes('duty_to_notify') ===
      (mustNotify(f) &&
        isIdentifiedAdult(f) &&
        (f.consentNrm === 'refused' || f.consentNrm === 'withdrawn') &&
        !f.nrmAlreadySubmitted &&
        !isSentTo('NRM', d)),
  },
  {
    id: 'no_second_referral',
    says: 'there is no second referral, and none of people nobody has met',
    ...never,
    holds: (f, d) => (!f.nrmAlreadySubmitted && f.personIdentified) || !isSentTo('NRM', d),
  },
  {
    id: 'unknown',
    says: 'unknown never lowers a priority',
    ...never,
    holds: (f, d, policy) => {
      if (d.priority === 'P3') return true
      // One copy for all of them: a replay asks this of many thousand cases.
      const other = { ...f }
      return riskEntries.every(([field, calm]) => {
        if (f[field] !== calm) return true
        other[field] = 'unknown'
        const { priority } = decide(other, policy)
        other[field] = calm
        return priority <= d.priority
      })
    },
  },
  ...soundness,
]

/** A promise by its id; `undefined` where there is none. */
export const promiseOf = (id: string) => promises.find((promise) => promise.id === id)
