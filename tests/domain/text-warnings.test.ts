import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { county } from '@/lib/county/county'
import { warnOf, type Known, type WarningKind } from '@/lib/packs/text-warnings'

const known: Known = {
  names: ['Linh', 'Phạm Thị', "O'Connell-Foster", 'محمد'],
  places: ['Caravan 4, Old Mill Farm, Oxbow Lane', 'Bristol'],
}
const found = (text: string, about: Known = known) =>
  warnOf(text, about).map(({ kind, found: words }) => [kind, words])

describe('a text', () => {
  it.each<[what: string, text: string, kind: WarningKind, found: string]>([
    ['a name', 'he told Linh to stay', 'name', 'Linh'],
    ['a name in small letters', 'he told linh to stay', 'name', 'linh'],
    ['a name without its accents', 'he hit Pham', 'name', 'Pham'],
    ['a name that owns something', 'he took Linh’s papers', 'name', 'Linh’s'],
    ['a part of a double name', 'a man called foster came', 'name', 'foster'],
    ['a name in its own script', 'he called محمد', 'name', 'محمد'],
    ['a name written in other letters', 'he called mohammed', 'sounds_like', 'mohammed'],
    ['a name that sounds alike', 'he told Lynne to stay', 'sounds_like', 'Lynne'],
    ['a name nobody knows', 'he told Zoltan to stay', 'capital', 'Zoltan'],
    ['a name at the start of a sentence', 'Zoltan told them to stay', 'capital', 'Zoltan'],
    ['a place of the case', 'they slept in the caravan', 'place', 'caravan'],
    [
      'a town of the county',
      'they were taken to hemel hempstead',
      'county_place',
      'hemel hempstead',
    ],
    ['a town with an apostrophe', 'near Bishop’s Stortford', 'county_place', 'Bishop’s Stortford'],
    ['a district of the county', 'somewhere in Dacorum', 'county_place', 'Dacorum'],
    ['a postcode', 'at sg13 8aa they', 'postcode', 'sg13 8aa'],
    ['the first half of a postcode', 'a flat in AL1 above', 'postcode', 'AL1'],
    ['a phone number', 'ring 07700 900 123 now', 'phone', '07700 900 123'],
    ['a phone number from abroad', 'ring +44 (0)7700-900123', 'phone', '+44 (0)7700-900123'],
    ['a phone number in other digits', 'ring ٠٧٧٠٠٩٠٠١٢٣', 'phone', '07700900123'],
    ['an email address', 'write to l.p@mail.test now', 'email', 'l.p@mail.test'],
    ['an account', 'she is @linh_pp there', 'email', '@linh_pp'],
    ['a web address', 'on www.flats.test/12 there', 'web', 'www.flats.test/12'],
    ['a date in figures', 'it was 3/4/2025 or so', 'date', '3/4/2025'],
    ['a date in words', 'on the 3rd of april 2025 he', 'date', '3rd of april 2025'],
    ['a month and a year', 'since March 2025 they', 'date', 'March 2025'],
    ['an ISO date', 'on 2025-04-03 he', 'date', '2025-04-03'],
    ['a number plate', 'a white van AB12 CDE came', 'plate', 'AB12 CDE'],
    ['an older number plate', 'a red van P123 ABC came', 'plate', 'P123 ABC'],
    ['a crime reference', 'it is 41/12345/26', 'number', '41/12345/26'],
    ['a passport', 'it is 925665416', 'phone', '925665416'],
    ['a national insurance number', 'it is QQ123456C', 'number', 'QQ123456C'],
    ['a script without large letters', 'he said ሚኪኤል there', 'script', 'ሚኪኤል'],
  ])('%s', (_, text, kind, words) => {
    expect(found(text)).toContainEqual([kind, words])
  })

  it.each([
    'They worked every day and somebody else kept the money.',
    'He said that he would be hurt. So he stayed for two years, until 2024.',
    'In the UK since 2019. Nobody was paid. I saw bruises; they were 10 to a room.',
  ])('says nothing of anybody: %s', (text) => {
    expect(found(text)).toEqual([])
  })

  test('is said once, in the order in which it stands', () => {
    expect(found('Zoltan hit Linh. Zoltan left on 3/4/2025.')).toEqual([
      ['capital', 'Zoltan'],
      ['name', 'Linh'],
      ['date', '3/4/2025'],
    ])
  })
})

const digits = (least: number, most = least) =>
  fc
    .array(fc.constantFrom(...'0123456789'), { minLength: least, maxLength: most })
    .map((some) => some.join(''))
const letters = (length: number) =>
  fc
    .array(fc.constantFrom(...'ABCDEFGHJKLMNPRSTUWXYZ'), { minLength: length, maxLength: length })
    .map((some) => some.join(''))
const names = ['Linh', 'Phạm', 'Zsófia', 'Kovács', 'Yıldız', 'Олена', 'آدم', 'Nguyễn', 'Bērziņš']

/** Things that say who or where somebody is, as people write them. */
const planted = {
  'a name': fc
    .tuple(fc.constantFrom(...names), fc.constantFrom('as it is', 'small', 'large'))
    .map(([name, how]) =>
      how === 'small' ? name.toLowerCase() : how === 'large' ? name.toUpperCase() : name,
    ),
  'a phone number': fc
    .tuple(fc.constantFrom('07700 900', '01632 960', '+447700900', '(01632) 960-'), digits(3))
    .map(([start, end]) => start + end),
  'a postcode': fc
    .tuple(
      fc.constantFrom('AL1', 'SG13', 'WD6', 'EC1A'),
      fc.constantFrom(' ', ''),
      digits(1),
      letters(2),
    )
    .chain(([out, gap, digit, end]) =>
      fc.constantFrom(`${out}${gap}${digit}${end}`, `${out}${gap}${digit}${end}`.toLowerCase()),
    ),
  'a date': fc
    .tuple(
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1950, max: 2026 }),
      fc.constantFrom('/', '.', '-', ' May ', ' of june ', ' Sept '),
    )
    .map(([day, month, year, between]) =>
      between.length > 1 ? `${day}${between}${year}` : [day, month, year].join(between),
    ),
  'an email address': fc
    .tuple(letters(5), letters(3))
    .map(([one, other]) => `${one.toLowerCase()}@${other.toLowerCase()}.test`),
  'a number plate': fc.tuple(letters(2), digits(2), letters(3)).map((parts) => parts.join('')),
  'a town of the county': fc
    .tuple(fc.constantFrom(...county.towns), fc.boolean())
    .map(([town, small]) => (small ? town.toLowerCase() : town)),
} as const

/** What stands around it: sentences, in any script, that end before it begins. */
const around = fc.oneof(
  fc.constantFrom('', 'They said ', 'He took her, then ', 'Сказала, ', 'قال: ', 'ni mu tu. '),
  fc.string({ maxLength: 60 }).map((text) => `${text.replace(/[\p{L}\p{N}\p{M}@+(:/.-]/gu, ' ')} `),
)

describe('whatever stands around it', () => {
  it.each(Object.entries(planted))('%s is found', (_, thing) => {
    fc.assert(
      fc.property(around, thing, around, (before, one, after) => {
        const text = `${before} ${one} ${after}`
        const all = warnOf(text, { names, places: [] }).map(({ found: words }) => words)
        expect(all.some((words) => words.includes(one.normalize('NFC')))).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  test('no text is too odd or too long to be read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { found: words } of warnOf(text, known)) expect(words).not.toBe('')
      }),
    )
    for (const one of ['1', 'a', '@', 'A1 ', '1-', '/', 'ab12 ', 'Linh '])
      expect(warnOf(one.repeat(15_000 / one.length), known)).toBeDefined()
  })
})
