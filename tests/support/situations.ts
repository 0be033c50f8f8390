import { walk } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import type { Answers } from '@/lib/referral/questions'
import { referralJourney } from '@/lib/referral/steps'

export const today = { year: 2026, month: 11, day: 21 }

const adult = {
  immediateDanger: 'no',
  who: 'adult',
  areaNow: 'elsewhere',
  happenedIn: 'hertfordshire',
  worries: ['sexual', 'financial', 'other'],
  account: 'They work every day and somebody else keeps the money.',
  contactChannels: ['none'],
  earlier: 'no',
  consentNrm: 'given',
  consentSupport: 'given',
  consentPoliceIdentity: 'given',
  stillExploited: 'no',
  recentContact: 'no',
  whereaboutsKnown: 'no',
  threats: 'no',
  urgentMedical: 'no',
  suicideRisk: 'no',
  safePlaceTonight: 'yes',
  careNeeds: 'no',
  childrenAtRisk: 'no',
  capacity: 'no_concern',
  accused: 'no',
  implicated: 'none',
  referrerName: 'Ayesha Khan',
  referrerRole: 'Housing officer',
  referrerPhone: '01632 960 001',
}

/** What was typed for a referral that could be sent, in every situation that the form tells apart. */
export const situations = {
  'an adult who agreed': adult,
  'an adult who is still exploited': { ...adult, stillExploited: 'yes', recentContact: 'yes' },
  'an adult who refused': { ...adult, consentNrm: 'refused', consentPoliceIdentity: 'refused' },
  'an adult who refused and may be named': { ...adult, consentNrm: 'refused' },
  'an adult who changed their mind': {
    ...adult,
    consentNrm: 'withdrawn',
    consentPoliceIdentity: 'refused',
  },
  'a child': { ...adult, who: 'child', childTold: 'yes' },
  'someone who may be under 18': { ...adult, who: 'uncertain', childTold: 'yes' },
  'a place': { ...adult, who: 'place', placeAges: 'unknown' },
} satisfies Record<string, RawAnswers>

export type Situation = keyof typeof situations

/** The answers that hold in a situation, as they are when a referral has been sent. */
export const sentIn = (situation: Situation): Answers =>
  walk(referralJourney, situations[situation], { today }).answers
