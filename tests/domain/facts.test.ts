import { describe, expect, test } from 'vitest'
import { walk } from '@/lib/journey/journey'
import { factsOf, type ReferringOrganisation } from '@/lib/referral/facts'
import type { Answers } from '@/lib/referral/questions'
import { referralJourney } from '@/lib/referral/steps'
import { referralFacts, type ReferralFacts } from '@/lib/routing/facts'
import fc from 'fast-check'
import { anyTyped } from '../support/any-answers'
import { situations, sentIn, today, type Situation } from '../support/situations'

const council: ReferringOrganisation = {
  type: 'district_council',
  isFirstResponderOrganisation: true,
  hasDutyToNotify: true,
}

describe('what answers mean to routing', () => {
  test.each<[string, Answers, Partial<ReferralFacts>]>([
    ['an adult', { who: 'adult' }, { ageGroup: 'adult', ageWhenExploited: 'unknown' }],
    ['a child', { who: 'child' }, { ageGroup: 'child', ageWhenExploited: 'child' }],
    ['someone who may be a child', { who: 'uncertain' }, { ageGroup: 'uncertain' }],
    [
      'a place with adults',
      { who: 'place', placeAges: 'adults' },
      { ageGroup: 'adult', personIdentified: false },
    ],
    [
      'a place with children',
      { who: 'place', placeAges: 'maybeChildren' },
      { ageGroup: 'uncertain' },
    ],
    ['a place nobody knows', { who: 'place', placeAges: 'unknown' }, { ageGroup: 'uncertain' }],
    ['consent given', { consentNrm: 'given' }, { consentNrm: 'given' }],
    ['consent refused', { consentNrm: 'refused' }, { consentNrm: 'refused' }],
    ['consent taken back', { consentNrm: 'withdrawn' }, { consentNrm: 'withdrawn' }],
    ['consent not asked for yet', { consentNrm: 'not_asked' }, { consentNrm: 'not_sought' }],
    [
      'consent not safe to ask for',
      { consentSupport: 'not_safe' },
      { consentSupport: 'not_sought' },
    ],
    ['consent that was no question', {}, { consentPoliceIdentity: 'not_sought' }],
    ['a safe way to make contact', { contactChannels: ['text'] }, { safeContactRoute: 'yes' }],
    ['no safe way', { contactChannels: ['none'] }, { safeContactRoute: 'no' }],
    [
      'no safe way, and a phone',
      { contactChannels: ['phone', 'none'] },
      { safeContactRoute: 'no' },
    ],
    ['an unknown way', { contactChannels: ['unknown'] }, { safeContactRoute: 'unknown' }],
    [
      'an earlier referral',
      { earlier: 'earlier' },
      { earlierReferral: true, nrmAlreadySubmitted: false },
    ],
    [
      'the Home Office has it',
      { earlier: 'nrm' },
      { earlierReferral: true, nrmAlreadySubmitted: true },
    ],
    ['nobody knows if there was one', { earlier: 'unknown' }, { earlierReferral: false }],
    ['treated as an offender', { accused: 'yes' }, { suspectedOfCrime: true }],
    ['perhaps treated as an offender', { accused: 'unknown' }, { suspectedOfCrime: false }],
    ['how many are affected', { howMany: 7 }, { potentialVictimCount: 7 }],
    ['an unknown number', {}, { potentialVictimCount: 1 }],
    ['a colleague who is involved', { implicated: 'referrer' }, { implicated: 'referrer' }],
    [
      'what was not asked',
      {},
      { safePlaceTonight: 'unknown', threats: 'unknown', location: 'unknown' },
    ],
    ['no kind of worry', {}, { exploitationTypes: ['unknown'] }],
  ])('%s', (_, answers, facts) => {
    expect(factsOf(answers, council)).toMatchObject(facts)
  })

  test('the organisation’s own record goes with them', () => {
    expect(factsOf({}, { ...council, hasDutyToNotify: false })).toMatchObject({
      referrerOrganisationType: 'district_council',
      referrerIsFirstResponderOrganisation: true,
      referrerHasDutyToNotify: false,
    })
  })

  test.each(Object.keys(situations) as Situation[])('%s can be routed', (situation) => {
    expect(referralFacts.safeParse(factsOf(sentIn(situation), council)).error).toBeUndefined()
  })

  test('any answers that hold can be routed, and carry no text that was typed', () => {
    fc.assert(
      fc.property(anyTyped(referralJourney.questions), (typed) => {
        const { answers } = walk(referralJourney, typed, { today })
        const facts = factsOf(answers, council)
        expect(referralFacts.safeParse(facts).error).toBeUndefined()
        for (const secret of [answers.givenNames, answers.account, answers.contactPhone])
          if (secret) expect(Object.values(facts).flat()).not.toContain(secret)
      }),
      { numRuns: 200 },
    )
  })
})
