import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { dimensions } from '@/lib/outcomes/dimensions'
import { countedDetailsOf } from '@/lib/referral/counted-details'
import { countryCodeOf, nationalities } from '@/lib/referral/nationalities'

describe('what the figures count of a nationality', () => {
  test.each([
    ['Vietnamese', 'VN'],
    ['vietnamese ', 'VN'],
    ['Vietnam', 'VN'],
    ['ALBANIAN', 'AL'],
    ['British', 'GB'],
    ['UK', 'GB'],
    ['U.K.', 'GB'],
    ['Welsh', 'GB'],
    ['Sri Lankan', 'LK'],
    ['sri-lanka', 'LK'],
    ['Turkey', 'TR'],
    ['Türkiye', 'TR'],
    ['Turkiye', 'TR'],
    ['Ivory Coast', 'CI'],
    ['Côte d’Ivoire', 'CI'],
    ['Bhutanese', 'other'],
    ['Vietnamese, she thinks', 'other'],
    ['', 'unknown'],
    [' ', 'unknown'],
    ['?', 'unknown'],
    ['-', 'unknown'],
    ['unknown', 'unknown'],
    ['Not known', 'unknown'],
    ["I don't know", 'unknown'],
    ['do not know.', 'unknown'],
    ['N/A', 'unknown'],
    [undefined, 'unknown'],
  ])('is, of “%s”, %s', (nationality, code) => {
    expect(countedDetailsOf(nationality === undefined ? {} : { nationality }).nationality).toBe(
      code,
    )
  })

  test.each(Object.entries(nationalities))('knows %s as %s', (code, name) => {
    expect(countryCodeOf(name)).toBe(code)
    const country = new Intl.DisplayNames('en-GB', { type: 'region' }).of(code) ?? ''
    expect(countryCodeOf(country)).toBe(code)
  })
})

describe('what the figures count of a gender', () => {
  test.each([
    ['female', 'female'],
    ['male', 'male'],
    ['other', 'other'],
    ['unknown', 'unknown'],
    ['woman', 'unknown'],
    ['constructor', 'unknown'],
  ])('is, of %s, %s', (gender, code) => {
    expect(countedDetailsOf({ gender }).gender).toBe(code)
  })
})

describe('what the figures count of the age when it happened', () => {
  test.each([
    ['yes', 'child'],
    ['no', 'adult'],
    ['unknown', 'unknown'],
    ['maybe', 'unknown'],
  ])('is, where they were under 18 then: %s, %s', (underAgeThen, code) => {
    expect(countedDetailsOf({ underAgeThen }).ageWhenExploited).toBe(code)
  })
})

describe('whatever is typed', () => {
  const typed = fc.oneof(fc.string(), fc.array(fc.string()))

  it('is a code that has words, and never what was typed', () => {
    fc.assert(
      fc.property(typed, typed, typed, (gender, nationality, underAgeThen) => {
        const counted = countedDetailsOf({ gender, nationality, underAgeThen })
        const ages = Object.keys(dimensions.ageWhenExploited.values)
        expect(ages).toContain(counted.ageWhenExploited)
        expect(Object.keys(dimensions.gender.values)).toContain(counted.gender)
        expect(Object.keys(dimensions.nationality.values)).toContain(counted.nationality)
      }),
    )
  })
})
