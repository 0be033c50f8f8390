import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { handOverTo, type Desk } from '@/lib/casework/hand-over'
import { county } from '@/lib/county/county'
import { organisationTypes, type OrganisationType } from '@/lib/routing/organisation-types'
import { calmFacts } from '@/tests/support/calm-facts'

/** A desk in every First Responder Organisation of the county; its slug is its id. */
const desks = county.organisations
  .filter(({ type }) => organisationTypes[type as OrganisationType].firstResponder)
  .map(({ slug, name, type }): Desk => ({ id: slug, slug, name, type: type as OrganisationType }))

const countyCouncil = 'hertfordshire-county-council'
const police = ['hertfordshire-constabulary', 'ersou']

const adult = { ...calmFacts, ageGroup: 'adult', consentPoliceIdentity: 'given' } as const
const refuses = { ...adult, consentPoliceIdentity: 'refused' } as const
const child = { ...refuses, ageGroup: 'child' } as const
const maybe = { ...refuses, ageGroup: 'uncertain' } as const

const charities = desks
  .filter(({ type }) => type === 'charity_first_responder')
  .map(({ slug }) => slug)

describe('who is handed a referral, the first choice first', () => {
  it.each([
    [
      'an adult in Stevenage',
      adult,
      'stevenage',
      [],
      [countyCouncil, 'stevenage-council', ...police],
    ],
    ['an adult nobody knows where', adult, null, [], [countyCouncil, ...police]],
    [
      'an adult who avoids the police',
      refuses,
      'watford',
      [],
      [countyCouncil, 'watford-council', ...charities],
    ],
    ['a child, whatever was said of the police', child, null, [], [countyCouncil, ...police]],
    ['somebody who may be a child', maybe, null, [], [countyCouncil, ...police]],
    [
      'the county council may not see it',
      adult,
      'stevenage',
      [countyCouncil],
      ['stevenage-council', ...police],
    ],
    ['the police may not see it', adult, 'stevenage', police, [countyCouncil, 'stevenage-council']],
    ['nobody may see it', refuses, null, [countyCouncil, ...charities], []],
  ])('%s', (_, facts, area, hidden, expected) => {
    expect(handOverTo(desks, facts, area, hidden).map(({ slug }) => slug)).toEqual(expected)
  })

  it('has the charities where the person avoids the police', () => {
    expect(charities).toContain('the-salvation-army')
  })
})

describe('whatever the case', () => {
  const cases = fc.record({
    some: fc.subarray(desks),
    area: fc.constantFrom(null, 'stevenage', 'watford', 'dacorum'),
    hidden: fc.subarray(desks.map(({ id }) => id)),
    facts: fc.constantFrom(adult, refuses, child, maybe),
  })

  it('only a First Responder Organisation with a desk is chosen, once, and none that may not see it', () => {
    fc.assert(
      fc.property(cases, ({ some, area, hidden, facts }) => {
        const chosen = handOverTo(some, facts, area, hidden).map(({ id }) => id)
        expect(new Set(chosen).size).toBe(chosen.length)
        for (const id of chosen) {
          expect(some.map((desk) => desk.id)).toContain(id)
          expect(hidden).not.toContain(id)
        }
      }),
    )
  })

  it('an adult who avoids the police is never handed to them', () => {
    fc.assert(
      fc.property(cases, ({ some, area, hidden }) => {
        const types = handOverTo(some, refuses, area, hidden).map(({ type }) => type)
        expect(types).not.toContain('police')
      }),
    )
  })
})
