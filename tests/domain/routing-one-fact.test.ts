import { describe, expect, test } from 'vitest'
import { decide } from '@/lib/routing/decision'
import type { ReferralFacts } from '@/lib/routing/facts'
import { calmFacts } from '../support/calm-facts'

const inWords = (change: Partial<ReferralFacts>) => {
  const { priority, primary, queues, identityToPolice, actions } = decide({
    ...calmFacts,
    ...change,
  })
  const others = queues.filter((queue) => queue !== primary)
  return `${priority} ${[primary, ...others].join('+')} ${identityToPolice}: ${actions.join(' ')}`
}

const refused = { consentNrm: 'refused' } as const
const helped = { consentSupport: 'given' } as const

describe('a safe adult whom nobody has asked waits, and one thing more is known', () => {
  test.each<[Partial<ReferralFacts>, string]>([
    [{}, 'P3 HOLD withheld: obtain_consent'],
    [{ immediateDanger: 'yes' }, 'P1 POLICE shared: call_999 obtain_consent'],
    [{ urgentMedical: 'yes' }, 'P1 HOLD withheld: call_999 obtain_consent'],
    [{ suicideRisk: 'yes' }, 'P1 HOLD withheld: call_999 obtain_consent'],
    [{ stillExploited: 'yes' }, 'P2 POLICE withheld: obtain_consent'],
    [{ exploiterContactWithinWeek: 'yes' }, 'P2 POLICE withheld: obtain_consent'],
    [{ exploiterKnowsWhereabouts: 'yes' }, 'P2 POLICE withheld: obtain_consent'],
    [{ threats: 'yes' }, 'P2 POLICE withheld: obtain_consent'],
    [{ safePlaceTonight: 'no' }, 'P2 POLICE withheld: safe_accommodation obtain_consent'],
    [
      { dependentChildrenAtRisk: 'yes' },
      'P2 POLICE withheld: childrens_social_care obtain_consent',
    ],
    [{ safeContactRoute: 'no' }, 'P2 HOLD withheld: safe_contact_only obtain_consent'],
    [{ safeContactRoute: 'unknown' }, 'P3 HOLD withheld: safe_contact_only obtain_consent'],
    [{ careAndSupportNeeds: 'yes' }, 'P2 HOLD withheld: adult_safeguarding obtain_consent'],
    [{ potentialVictimCount: 2 }, 'P3 HOLD+POLICE withheld: obtain_consent link_cases'],
    [{ potentialVictimCount: 4 }, 'P3 HOLD+POLICE withheld: obtain_consent link_cases'],
    [
      { potentialVictimCount: 5 },
      'P2 HOLD+POLICE withheld: obtain_consent reception_centre link_cases',
    ],
    [{ earlierReferral: true }, 'P3 HOLD withheld: obtain_consent link_cases'],
    [{ nrmAlreadySubmitted: true }, 'P3 POLICE withheld: link_cases'],
    [{ personIdentified: false }, 'P3 POLICE withheld: '],
    [{ suspectedOfCrime: true }, 'P3 HOLD withheld: obtain_consent section_45_flag'],
    [{ implicated: 'referrer' }, 'P2 HOLD+POLICE withheld: supervisor_restricted obtain_consent'],
    [{ implicated: 'police' }, 'P2 HOLD withheld: supervisor_restricted obtain_consent'],
    [{ ageGroup: 'child' }, 'P2 NRM+POLICE shared: childrens_social_care'],
    [{ ageGroup: 'uncertain' }, 'P2 NRM+POLICE shared: childrens_social_care'],
    [{ capacity: 'doubted' }, 'P2 HOLD withheld: adult_safeguarding capacity_assessment'],
    [{ capacity: 'lacks' }, 'P2 HOLD withheld: adult_safeguarding best_interests_decision'],
    [{ consentNrm: 'given' }, 'P3 NRM+POLICE withheld: '],
    [{ consentNrm: 'withdrawn' }, 'P3 POLICE withheld: duty_to_notify'],
    [helped, 'P3 BEACON withheld: obtain_consent'],
    [{ consentPoliceIdentity: 'given' }, 'P3 POLICE shared: obtain_consent'],
  ])('%j', (change, expected) => {
    expect(inWords(change)).toBe(expected)
  })
})

describe('two things together decide who works it first', () => {
  test.each<[string, Partial<ReferralFacts>, string]>([
    [
      'refusal and support: Beacon',
      { ...refused, ...helped },
      'P3 BEACON+POLICE withheld: duty_to_notify',
    ],
    [
      'refusal, support and a risk: police, without a name',
      { ...refused, ...helped, threats: 'yes' },
      'P2 POLICE+BEACON withheld: duty_to_notify',
    ],
    [
      'not asked, support and a risk: police, without a name',
      { ...helped, threats: 'yes' },
      'P2 POLICE+BEACON withheld: obtain_consent',
    ],
    [
      'capacity doubted and a risk: police, without a name',
      { capacity: 'doubted', threats: 'yes', consentPoliceIdentity: 'given' },
      'P2 POLICE withheld: adult_safeguarding capacity_assessment',
    ],
    [
      'capacity doubted and a form that says yes to all: nothing goes',
      { capacity: 'doubted', consentNrm: 'given', ...helped },
      'P2 HOLD withheld: adult_safeguarding capacity_assessment',
    ],
    [
      'a best interests decision: referred, the police without a name',
      { capacity: 'lacks', bestInterests: 'refer', consentPoliceIdentity: 'given' },
      'P2 NRM+POLICE withheld: adult_safeguarding best_interests_decision',
    ],
    [
      'a best interests decision against: it waits',
      { capacity: 'lacks', bestInterests: 'do_not_refer', consentNrm: 'given' },
      'P2 HOLD withheld: adult_safeguarding best_interests_decision',
    ],
    [
      'already referred and support: Beacon, and no second referral',
      { nrmAlreadySubmitted: true, consentNrm: 'given', ...helped },
      'P3 BEACON+POLICE withheld: link_cases',
    ],
    [
      'already referred and a child: no second referral',
      { nrmAlreadySubmitted: true, ageGroup: 'child' },
      'P2 POLICE shared: childrens_social_care link_cases',
    ],
    [
      'a tip about a child: police, and no referral of nobody',
      { personIdentified: false, ageGroup: 'child' },
      'P2 POLICE shared: childrens_social_care',
    ],
    [
      'danger from someone in the police: 999, and nothing in their queue',
      { immediateDanger: 'yes', implicated: 'police', consentNrm: 'given' },
      'P1 HOLD+NRM withheld: call_999 supervisor_restricted',
    ],
    [
      'a referrer who is named: another organisation submits',
      { implicated: 'referrer', consentNrm: 'given' },
      'P2 NRM+POLICE withheld: supervisor_restricted first_responder_sign_off',
    ],
    [
      'danger, and a referral is still made',
      { immediateDanger: 'yes', consentNrm: 'given', referrerOrganisationType: 'nhs' },
      'P1 POLICE+NRM shared: call_999 first_responder_sign_off',
    ],
  ])('%s', (_, change, expected) => {
    expect(inWords(change)).toBe(expected)
  })
})
