import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { termsOfAnswers, termsOfSearch, type TermKind } from '@/lib/casework/search-terms'
import type { RawAnswers } from '@/lib/journey/question'

/** By what a search finds answers: the kinds of the terms that both have. */
const foundBy = (search: string, typed: RawAnswers, personIdentified = true): TermKind[] => {
  const kept = termsOfAnswers(typed, personIdentified)
  const isKept = termsOfSearch(search).filter(({ kind, spelling }) =>
    kept.some((term) => term.kind === kind && term.spelling === spelling),
  )
  return [...new Set(isKept.map(({ kind }) => kind))].sort()
}

describe('a name', () => {
  test.each([
    ['Olena Шевчук', 'Shevchuk', 'Cyrillic'],
    ['Shevchuk', 'ШЕВЧУК', 'Cyrillic, the other way round'],
    ['Ahmed', 'Аhmed', 'a Cyrillic А among Latin letters'],
    ['Yıldız', 'Yildiz', 'a Turkish ı'],
    ['İpek', 'ipek', 'a Turkish İ'],
    ['Kovács', 'Kovacs', 'an accent'],
    ['Kovács', 'Kova\u0301cs', 'an accent in two characters'],
    ['Nguyễn Văn Đức', 'nguyen', 'Vietnamese'],
    ['Nguyen', 'Nguyễn', 'Vietnamese, the other way round'],
    ['Đặng', 'Dang', 'Vietnamese Đ'],
    ['ሠላም', 'Selam', 'Amharic'],
    ['አበበ', 'Abebe', 'Amharic with a vowel in front'],
    ['ተስፋዬ', 'Tesfaye', 'Amharic'],
    ['Łukasz', 'Lukasz', 'Polish'],
    ["O'Connell", 'O’Connell', 'another apostrophe'],
    ["O'Connell", 'OConnell', 'no apostrophe'],
    ["O'Connell", 'O Connell', 'a space for the apostrophe'],
    ["O'Connell-Foster", 'foster', 'half of two names'],
    ['da Silva', 'SILVA', 'capitals'],
    ['Ah\u200bmed', 'Ahmed', 'a letter that nobody sees'],
    ['Lý', 'ly', 'two letters'],
  ])('%s is found as written by %s: %s', (name, search) => {
    expect(foundBy(search, { familyName: name })).toContain('name')
  })

  test.each([
    ['Stephen', 'Steven'],
    ['Katherine', 'Catherine'],
    ['Mohammed', 'Muhammad'],
    ['محمد', 'Mohammed'],
    ['Mohamed', 'محمد'],
    ['فاطمة', 'Fatima'],
    ['يوسف', 'Youssef'],
    ['أحمد', 'Ahmed'],
    ['حسين', 'Hussein'],
    ['መኮንን', 'Mekonnen'],
    ['ሚኪኤል', 'Mikiel'],
    ['Tetiana', 'Tetyana'],
    ['Тетяна', 'Tetiana'],
    ['Oleksandr', 'Олександр'],
    ['Phạm', 'Fam'],
  ])('%s is found by %s, which sounds alike', (name, search) => {
    expect(foundBy(search, { givenNames: name })).toContain('sound')
  })

  test.each([
    ['Olena', 'Shevchuk'],
    ['Linh', 'Minh'],
    ['Ana', 'Maria'],
    ['J', 'J'],
    ['Kovács', '12'],
  ])('%s is not found by %s', (name, search) => {
    expect(foundBy(search, { givenNames: name })).toEqual([])
  })

  it('is found by any of the names that somebody uses', () => {
    const typed = { givenNames: 'Luana', familyName: 'da Silva', nickname: 'Lulu' }
    expect(['Luana', 'Silva', 'Lulu'].map((name) => foundBy(name, typed))).toEqual(
      Array.from({ length: 3 }, () => ['name', 'sound']),
    )
  })

  it('is not kept of a tip about a place, where there is nobody to name', () => {
    const typed = { givenNames: 'Luana', placeNow: 'The car wash' }
    expect(termsOfAnswers(typed, false).map(({ kind }) => kind)).toEqual(['place', 'place'])
  })
})

describe('a phone number', () => {
  test.each([
    ['07700 900123', '+44 7700 900123'],
    ['+44 (0)7700 900123', '07700900123'],
    ['07700 900123', '0044 7700 900 123'],
    ['07700 900123', '7700900123'],
    ['07700-900-123', 'call 07700 900123 at night'],
    ['020 7946 0123', '+442079460123'],
    ['+84 912 345 678', '0912 345 678'],
    ['+84 912 345 678', '84912345678'],
    ['٠٧٧٠٠٩٠٠١٢٣', '07700 900123'],
  ])('%s is found by %s', (phone, search) => {
    expect(foundBy(search, { contactPhone: phone })).toEqual(['phone'])
    expect(foundBy(search, { contactText: phone })).toEqual(['phone'])
  })

  test.each([
    ['07700 900123', '07700 900124'],
    ['07700 900123', '900123'],
    ['07700 900123', '07700'],
  ])('%s is not found by %s', (phone, search) => {
    expect(foundBy(search, { contactPhone: phone })).toEqual([])
  })

  it('of somebody whom they trust is found among what was typed about them', () => {
    const typed = { contactThrough: 'Her aunt, on 07700 900123' }
    expect(foundBy('07700900123', typed)).toEqual(['phone'])
  })
})

describe('a place', () => {
  test.each([
    ['12 Whitwell Road, WD17 1AA', 'Whitwell', ['place']],
    ['12 Whitwell Road, WD17 1AA', 'wd171aa', ['postcode']],
    ['12 Whitwell Road, WD171AA', 'WD17 1AA', ['postcode']],
    ['Above the Sparkle car wash', 'sparkle car wash', ['place']],
    ['12 Whitwell Road', 'the road', []],
    ['12 Whitwell Road', '12', []],
    ['12 Whitwell Road, WD17 1AA', 'WD17 1AB', []],
  ] as const)('%s is found by %s through %j', (place, search, kinds) => {
    expect(foundBy(search, { placeNow: place })).toEqual(kinds)
    expect(foundBy(search, { placeNow: place }, false)).toEqual(kinds)
  })
})

it('keeps nothing of any other answer', () => {
  const typed = {
    account: 'Luana told me of Whitwell Road and 07700 900123',
    referrerName: 'Alex Morgan',
    referrerPhone: '01632 960 050',
    colleagueEmail: 'sam@example.test',
    exploiters: 'A man called Viktor',
  }
  expect(termsOfAnswers(typed, true)).toEqual([])
  expect(termsOfAnswers(typed, false)).toEqual([])
})

it('finds every name by itself, whatever its script', () => {
  const name = fc.stringMatching(/^\p{L}{2,20}( \p{L}{2,20})?$/u)
  fc.assert(
    fc.property(name, (givenNames) => {
      const kept = termsOfAnswers({ givenNames }, true)
      const asked = new Set(termsOfSearch(givenNames).map(({ spelling }) => spelling))
      expect(kept.filter(({ spelling }) => !asked.has(spelling))).toEqual([])
    }),
  )
})

it('makes plain letters and digits of anything', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const typed = { givenNames: text, contactPhone: text, placeNow: text }
      for (const { spelling } of [...termsOfSearch(text), ...termsOfAnswers(typed, true)])
        expect(spelling).toMatch(/^[A-Za-z0-9]{2,}$/)
    }),
  )
})
