import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyOf, email, oneOf, partialDate, phone, text, wholeNumber } from '@/lib/journey/kinds'
import { agesOn } from '@/lib/journey/partial-date'
import { clean, type PartialDate, type Question, type Raw } from '@/lib/journey/question'
import { textsOfTheWorld } from '../support/any-answers'

const sensitivity = 'fact'
const months = `January February March April May June July August September October November
  December`.split(/\s+/)

/** What becomes of an answer: its words, or what is wrong with it. */
const outcome = <Value>(question: Question<Value>, raw: Raw) => {
  const candidate = question.value(raw)
  if (candidate === undefined) return 'left empty'
  const result = question.schema.safeParse(candidate)
  return result.success ? question.show(result.data) : result.error.issues[0]?.message
}

describe('a date', () => {
  const date = partialDate({ ask: 'When?', called: 'Date of birth', from: 1900, sensitivity })

  test.each<[string, string, string, part: string, message: string]>([
    ['27', '3', '', 'year', 'Date of birth must include a year'],
    ['27', '', '', 'year', 'Date of birth must include a year'],
    ['', 'March', '', 'year', 'Date of birth must include a year'],
    ['27', '', '2007', 'month', 'Date of birth must include a month'],
    ['27', '3', '07', 'year', 'Year must have 4 numbers, like 2007'],
    ['27', '3', 'last year', 'year', 'Year must have 4 numbers, like 2007'],
    ['27', '3', '20070', 'year', 'Year must have 4 numbers, like 2007'],
    ['27', '3', '1899', 'year', 'Year must be 1900 or later'],
    ['27', '13', '2007', 'month', 'Date of birth must have a real month, like 3 or March'],
    ['27', 'Ma', '2007', 'month', 'Date of birth must have a real month, like 3 or March'],
    ['', '0', '2007', 'month', 'Date of birth must have a real month, like 3 or March'],
    ['31', '4', '2007', 'day', 'Date of birth must be a real date'],
    ['29', '2', '2007', 'day', 'Date of birth must be a real date'],
    ['0', '3', '2007', 'day', 'Date of birth must be a real date'],
    ['the 27th', '3', '2007', 'day', 'Date of birth must be a real date'],
  ])('typed as %s, %s, %s has a wrong %s: %s', (day, month, year, part, message) => {
    const result = date.schema.safeParse(date.value([day, month, year]))
    expect(result.error?.issues.map((issue) => [issue.path, issue.message])).toEqual([
      [[part], message],
    ])
  })

  test.each([
    [['27', '3', '2007'], '27 March 2007'],
    [['', '3', '2007'], 'March 2007'],
    [['', '', '2007'], '2007'],
    [['29', '2', '2000'], '29 February 2000'],
    [['', '', ''], 'left empty'],
  ])('typed as %j reads %s', (typed, shown) => {
    expect(outcome(date, typed)).toBe(shown)
  })

  test('is taken in four spellings of its month, every day from 1900 to 2099', () => {
    const days = fc.date({
      min: new Date(Date.UTC(1900, 0, 1)),
      max: new Date(Date.UTC(2099, 11, 31)),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(days, (when) => {
        const [day, month, year] = [
          when.getUTCDate(),
          when.getUTCMonth() + 1,
          when.getUTCFullYear(),
        ]
        const name = months[month - 1] ?? ''
        const spellings = [
          `${month}`,
          `${month}`.padStart(2, '0'),
          name.slice(0, 3),
          name.toUpperCase(),
        ]
        for (const spelling of spellings)
          expect(outcome(date, [`${day}`, spelling, `${year}`])).toBe(`${day} ${name} ${year}`)
      }),
    )
  })

  test('that no calendar has is refused', () => {
    const part = fc.integer({ min: 0, max: 40 })
    fc.assert(
      fc.property(part, part, fc.integer({ min: 1900, max: 2099 }), (day, month, year) => {
        const real = new Date(Date.UTC(year, month - 1, day))
        const isReal = real.getUTCDate() === day && real.getUTCMonth() === month - 1
        const { success } = date.schema.safeParse(date.value([`${day}`, `${month}`, `${year}`]))
        expect(success).toBe(isReal)
      }),
    )
  })

  test.each<[PartialDate, youngest: number, oldest: number]>([
    [{ year: 2008, month: 11, day: 21 }, 18, 18],
    [{ year: 2008, month: 11, day: 22 }, 17, 17],
    [{ year: 2008, month: 11 }, 17, 18],
    [{ year: 2008 }, 17, 18],
    [{ year: 2008, month: 2, day: 29 }, 18, 18],
    [{ year: 2026, month: 12 }, -1, -1],
  ])('of birth %j makes a person %i to %i on 21 November 2026', (birth, youngest, oldest) => {
    expect(agesOn(birth, { year: 2026, month: 11, day: 21 })).toEqual({ youngest, oldest })
  })

  test('of birth on 29 February makes a person a year older on 1 March', () => {
    const birth = { year: 2008, month: 2, day: 29 }
    expect(agesOn(birth, { year: 2026, month: 2, day: 28 })?.oldest).toBe(17)
    expect(agesOn(birth, { year: 2026, month: 3, day: 1 })?.youngest).toBe(18)
  })
})

describe('a text', () => {
  const name = text({ ask: 'Name', called: 'Your name', limit: 40, sensitivity })

  test.each(textsOfTheWorld)('is kept as it was written: %s', (written) => {
    expect(outcome(name, name.read(new URLSearchParams({ name: written }), 'name'))).toBe(written)
  })

  test.each([
    ['white space around it', '  Ana \t\n', 'Ana'],
    ['a character that a database refuses', 'A\u0000na', 'Ana'],
    ['a colour code for a terminal', '\u001b[31mAna', '[31mAna'],
    ['half of an emoji', 'Ana \ud83d', 'Ana \ufffd'],
    ['letters and accents apart', 'Ana\u0301', 'Aná'],
    ['line ends of Windows', 'a\r\nb\rc', 'a\nb\nc'],
    ['a mark for byte order', '\ufeffAna', 'Ana'],
    ['what turns the direction', 'Ana\u202enaisI\u2066x\u2069', 'AnanaisIx'],
    ['what has no width', 'A\u200bn\u2060a\u00ad', 'Ana'],
    ['letters that nobody sees', 'Ana\u{e0041}\u{e0042}', 'Ana'],
    ['line ends of other systems', 'a\u2028b\u2029c\u0085d', 'a\nb\nc\nd'],
  ])('loses or mends %s', (_, typed, kept) => {
    expect(clean(typed)).toBe(kept)
  })

  test('is cleaned once and for all', () => {
    const strange = fc.string({
      unit: fc.constantFrom(
        ...' \t\n\r\u0000\u0085\u0301\u1100\u1161\ufeff\ud800\u200b\u202e\u2028\u2066aá',
      ),
    })
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), strange), (typed) => {
        expect(clean(clean(typed))).toBe(clean(typed))
      }),
    )
  })

  test('may be as long as its limit and no longer', () => {
    expect(outcome(name, 'x'.repeat(40))).toBe('x'.repeat(40))
    expect(outcome(name, 'x'.repeat(1_041))).toBe(
      'Your name must be 40 characters or fewer. You have 1,041',
    )
  })
})

describe('a whole number from 1 to 999', () => {
  const number = wholeNumber({
    ask: 'How many?',
    called: 'How many',
    from: 1,
    to: 999,
    sensitivity,
  })
  const refused = 'How many must be a whole number between 1 and 999'

  test.each([
    ['1', '1'],
    [' 999 ', '999'],
    ['0', refused],
    ['1,000', refused],
    ['-1', refused],
    ['1.5', refused],
    ['1e2', refused],
    ['about five', refused],
    ['', 'left empty'],
  ])('typed as “%s” reads: %s', (typed, shown) => {
    expect(outcome(number, typed)).toBe(shown)
  })
})

describe('a phone number', () => {
  const number = phone({ ask: 'Phone', called: 'Your phone number', sensitivity })

  test.each([
    '01632 960 001',
    '07700900123',
    '+44 808 157 0192',
    '(020) 7946 0018',
    '+355 69 123 4567',
  ])('is kept as it was typed: %s', (typed) => {
    expect(outcome(number, typed)).toBe(typed)
  })

  test.each(['12', 'ask at the desk', '99999999999999999999'])('is none: %s', (typed) => {
    expect(outcome(number, typed)).toMatch(/^Your phone number must be a phone number, like 01632/)
  })
})

describe('an email address', () => {
  const address = email({ ask: 'Email', called: 'Email address', sensitivity })

  test.each([
    ["o'brien@charity.test", "o'brien@charity.test"],
    [' a.khan+slavery@council.test ', 'a.khan+slavery@council.test'],
  ])('typed as “%s” is kept as %s', (typed, kept) => {
    expect(outcome(address, typed)).toBe(kept)
  })

  test.each(['a@b', 'a b@council.test', 'council.test', '@council.test'])(
    'is none: %s',
    (typed) => {
      expect(outcome(address, typed)).toMatch(/^Email address must be an email address/)
    },
  )
})

describe('a choice', () => {
  const options = { tea: 'Tea', coffee: 'Coffee', none: 'Nothing' }
  const drink = oneOf({ ask: 'Drink?', options, sensitivity })
  const drinks = anyOf({ ask: 'Drinks?', options, exclusive: 'none', sensitivity })

  test.each<[Raw, string]>([
    ['tea', 'Tea'],
    ['gin', 'Select one of the answers that are offered'],
    ['toString', 'Select one of the answers that are offered'],
    ['', 'left empty'],
  ])('of one: %j reads %s', (typed, shown) => {
    expect(outcome(drink, typed)).toBe(shown)
  })

  test.each<[Raw, string]>([
    [['tea', 'coffee'], 'Tea, Coffee'],
    ['tea', 'Tea'],
    [['tea', 'gin'], 'Select one of the answers that are offered'],
    [['tea', 'none'], 'Select either “Nothing” or the others, not both'],
    [[], 'left empty'],
  ])('of several: %j reads %s', (typed, shown) => {
    expect(outcome(drinks, typed)).toBe(shown)
  })
})
