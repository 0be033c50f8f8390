import { describe, expect, it } from 'vitest'
import { basisOf, type Basis, type ReleasedBy } from '@/lib/disclosure/basis'
import { fieldSets, type Audience } from '@/lib/disclosure/field-sets'
import { receiptLines } from '@/lib/disclosure/receipts'
import { seenFields } from '@/lib/disclosure/seen-fields'
import type { ReferralFacts } from '@/lib/routing/facts'
import { calmFacts } from '@/tests/support/calm-facts'

describe('the basis of what was seen', () => {
  it.each<[Audience, Partial<ReferralFacts>, ReleasedBy, Basis]>([
    ['police_named', { consentPoliceIdentity: 'given' }, null, 'agreed'],
    ['police_named', { immediateDanger: 'yes', ageGroup: 'child' }, null, 'danger'],
    ['police_named', { ageGroup: 'uncertain' }, null, 'child'],
    ['police_named', { consentPoliceIdentity: 'refused' }, 'agreed', 'released'],
    ['police_named', { consentPoliceIdentity: 'refused' }, 'emergency', 'emergency'],
    ['police_named', { consentPoliceIdentity: 'refused' }, null, 'lawful_task'],
    ['police_withheld', {}, null, 'unnamed'],
    ['beacon_worker', { consentSupport: 'given' }, null, 'agreed'],
    ['first_responder_desk', { consentNrm: 'given' }, null, 'agreed'],
    [
      'first_responder_desk',
      { capacity: 'lacks', bestInterests: 'refer', consentNrm: 'not_sought' },
      null,
      'best_interests',
    ],
    ['first_responder_desk', { ageGroup: 'child' }, null, 'child'],
    ['safeguarding_lead', {}, null, 'oversight'],
    ['partner_advice', {}, null, 'shared_unnamed'],
  ])('%s of %o, released %s: %s', (audience, facts, released, basis) => {
    expect(basisOf(audience, { ...calmFacts, ...facts }, released)).toBe(basis)
  })

  it('says that nobody’s name was seen only of those who see none', () => {
    const unnamed: readonly Basis[] = ['unnamed', 'oversight', 'shared_unnamed', 'sent_it']
    for (const audience of Object.keys(fieldSets) as Audience[]) {
      const seesNames = (fieldSets[audience].sees as readonly string[]).includes('identity')
      expect([audience, unnamed.includes(basisOf(audience, calmFacts, null))]).toEqual([
        audience,
        !seesNames,
      ])
    }
  })
})

it('an empty answer was not seen', () => {
  expect(
    seenFields({ familyName: 'X', givenNames: ' ', dateOfBirth: ['', '', ''], placeNow: ['y'] }),
  ).toEqual(['familyName', 'placeNow'])
})

it('two of one organisation in one role are one line; what is no question is no line of it', () => {
  const seen = (at: string, role: string, fields: readonly string[]) => ({
    at: new Date(at),
    role,
    organisation: 'Beacon',
    detail: { audience: 'beacon_worker', basis: 'agreed', fields },
  })
  const lines = receiptLines([
    seen('2026-01-02', 'beacon_worker', ['familyName']),
    seen('2026-01-05', 'beacon_worker', ['familyName', 'no_such_question']),
    seen('2026-01-03', 'referrer', ['account']),
  ])
  expect(lines).toMatchObject([
    {
      role: 'Victim care worker',
      times: 2,
      first: new Date('2026-01-02'),
      last: new Date('2026-01-05'),
      bases: ['agreed'],
      kinds: [{ kind: 'identity', fields: [expect.any(String)] }],
    },
    { role: 'Referrer', times: 1, kinds: [{ kind: 'account' }] },
  ])
})
