import { describe, expect, it } from 'vitest'
import { whyNotShared, type Giving } from '@/lib/casework/share-rules'
import { sharePurposes, type ShareBasis, type SharePurpose } from '@/lib/casework/shares'
import type { Audience } from '@/lib/disclosure/field-sets'
import { decide } from '@/lib/routing/decision'
import type { ReferralFacts } from '@/lib/routing/facts'
import type { OrganisationType } from '@/lib/routing/organisation-types'
import { calmFacts } from '@/tests/support/calm-facts'

const at = new Date('2026-11-22T10:00:00Z')
const giving = (audience: Audience, but: Partial<ReferralFacts> = {}): Giving => {
  const facts = { ...calmFacts, ...but }
  const said = { support: facts.consentSupport, police_identity: facts.consentPoliceIdentity }
  const entries = Object.entries(said).map(([purpose, answer]) => ({
    ...{ purpose, answer, capacity: facts.capacity, recordedAt: at },
    ...{ expiresAt: null, organisationId: null },
  }))
  return { audience, facts, decision: decide(facts), entries, at }
}
const agrees = { consentSupport: 'given', consentPoliceIdentity: 'given' } as const
const tip = { personIdentified: false } as const
const child = { ageGroup: 'child', consentSupport: 'given' } as const
const doubted = { ...agrees, capacity: 'doubted' } as const

const desk = 'first_responder_desk'
const who = 'You may not know who the person is, so it can be shared for advice only'
const police = 'The person has not agreed that police know them. Police can give advice only'
const names = 'This purpose says who the person is. Select another reason, or share it for advice'
const unsaid =
  'Nobody wrote down that the person agreed to this. Ask them, or select another reason'

describe('whether a case may be shared', () => {
  it.each<[string, Giving, SharePurpose, ShareBasis, OrganisationType, string | undefined]>([
    [
      'housing, as the adult agreed',
      giving(desk, agrees),
      'housing',
      'consent',
      'housing',
      undefined,
    ],
    ['housing, which nobody asked about', giving(desk), 'housing', 'consent', 'housing', unsaid],
    [
      'support for a child, by consent',
      giving(desk, child),
      'support',
      'consent',
      'charity',
      unsaid,
    ],
    [
      'support for a child, to protect them',
      giving(desk, child),
      'support',
      'safeguarding',
      'charity',
      undefined,
    ],
    [
      'health, where capacity is in doubt',
      giving(desk, doubted),
      'health',
      'consent',
      'nhs',
      unsaid,
    ],
    [
      'safeguarding, by consent',
      giving(desk, agrees),
      'safeguarding',
      'consent',
      'county_council',
      unsaid,
    ],
    [
      'safeguarding, to protect',
      giving(desk),
      'safeguarding',
      'safeguarding',
      'county_council',
      undefined,
    ],
    [
      'investigation, to police the adult agreed to',
      giving(desk, agrees),
      'investigation',
      'consent',
      'police',
      undefined,
    ],
    [
      'investigation, to police who may not know',
      giving(desk),
      'investigation',
      'vital_interests',
      'police',
      police,
    ],
    [
      'advice, from police who may not know',
      giving(desk),
      'advice',
      'no_identity',
      'police',
      undefined,
    ],
    [
      'support, by Beacon, as the adult agreed',
      giving('beacon_worker', agrees),
      'support',
      'consent',
      'charity',
      undefined,
    ],
    [
      'support, without saying who it is',
      giving(desk, agrees),
      'support',
      'no_identity',
      'charity',
      names,
    ],
    [
      'safeguarding, by the lead',
      giving('safeguarding_lead', agrees),
      'safeguarding',
      'safeguarding',
      'nhs',
      who,
    ],
    ['advice, by the lead', giving('safeguarding_lead'), 'advice', 'no_identity', 'nhs', undefined],
    [
      'support, by police who may not know',
      giving('police_withheld'),
      'support',
      'safeguarding',
      'nhs',
      who,
    ],
    [
      'advice, by police who may not know',
      giving('police_withheld'),
      'advice',
      'no_identity',
      'nhs',
      undefined,
    ],
    [
      'investigation of a place, by police',
      giving('police_tip', tip),
      'investigation',
      'legal_duty',
      'county_council',
      undefined,
    ],
    [
      'safeguarding at a place, by the lead',
      giving('safeguarding_lead', tip),
      'safeguarding',
      'safeguarding',
      'county_council',
      who,
    ],
  ])('%s', (_, given, purpose, basis, receiver, expected) => {
    expect(whyNotShared(given, { purpose, basis, receiver, receiverId: 'theirs' })).toBe(expected)
  })

  it('never to anybody by somebody who may not know who the person is, but for advice', () => {
    for (const purpose of Object.keys(sharePurposes) as SharePurpose[])
      for (const audience of ['safeguarding_lead', 'police_withheld'] as const) {
        const terms = {
          purpose,
          basis: 'safeguarding',
          receiver: 'nhs',
          receiverId: 'theirs',
        } as const
        const isShared = whyNotShared(giving(audience, agrees), terms) === undefined
        expect([audience, purpose, isShared]).toEqual([audience, purpose, purpose === 'advice'])
      }
  })
})
