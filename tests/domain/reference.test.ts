import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeReference, readReference } from '@/lib/referral/reference'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXY'
const random = fc.uint8Array({ minLength: 8, maxLength: 8 })
const anyReference = random.map(makeReference)
const lettersOf = (reference: string) => reference.slice('HMS-'.length).replaceAll('-', '')
const written = (letters: string) =>
  `HMS-${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`

describe('a reference', () => {
  test('is short, can be read aloud, and is read as itself', () => {
    fc.assert(
      fc.property(anyReference, (reference) => {
        expect(reference).toMatch(
          /^HMS-[0-9A-HJKMNP-TV-Y]{4}-[0-9A-HJKMNP-TV-Y]{4}-[0-9A-HJKMNP-TV-Y]$/,
        )
        expect(readReference(reference)).toBe(reference)
      }),
    )
  })

  test('with any one letter wrong is refused', () => {
    fc.assert(
      fc.property(anyReference, (reference) => {
        const letters = lettersOf(reference)
        for (const [index, right] of [...letters].entries())
          for (const wrong of alphabet.replace(right, ''))
            expect(
              readReference(written(letters.slice(0, index) + wrong + letters.slice(index + 1))),
            ).toBeUndefined()
      }),
      { numRuns: 20 },
    )
  })

  test('with any two neighbours swapped is refused', () => {
    fc.assert(
      fc.property(anyReference, (reference) => {
        const letters = lettersOf(reference)
        for (let index = 0; index + 1 < letters.length; index++) {
          const [first = '', second = ''] = letters.slice(index, index + 2)
          if (first === second) continue
          const swapped = letters.slice(0, index) + second + first + letters.slice(index + 2)
          expect(readReference(written(swapped))).toBeUndefined()
        }
      }),
    )
  })

  test('cannot be guessed: every place of it takes every letter, and none is counted up', () => {
    const bodies = fc
      .sample(anyReference, { numRuns: 2_000, seed: 1 })
      .map((reference) => lettersOf(reference).slice(0, 8))
    for (let place = 0; place < 8; place++)
      expect([...new Set(bodies.map((body) => body[place]))].sort().join('')).toBe(alphabet)
  })

  test.each(['hms-7k2q-9xvr-C', 'HMS 7K2Q 9XVR', '7K2Q9XVR', 'HMS-7K2Q-9XVR-Z', '', 'HMS', '😀'])(
    'is not read from %j',
    (typed) => {
      expect(readReference(typed)).toBeUndefined()
    },
  )

  test.each<[string, (reference: string) => string]>([
    ['in small letters', (reference) => reference.toLowerCase()],
    ['without dashes', (reference) => reference.replaceAll('-', '')],
    ['with spaces', (reference) => ` ${reference.replaceAll('-', ' ')} `],
    ['with the long dashes of a word processor', (reference) => reference.replaceAll('-', '–')],
    ['without its first three letters', (reference) => reference.slice('HMS-'.length)],
    ['with O for 0', (reference) => reference.replaceAll('0', 'o')],
    ['with I for 1', (reference) => reference.replaceAll('1', 'I')],
    ['with L for 1', (reference) => reference.replaceAll('1', 'l')],
  ])('is read when typed %s', (_, type) => {
    const reference = makeReference(Uint8Array.of(0, 1, 10, 20, 30, 1, 0, 17))
    expect(reference).toMatch(/^HMS-01AM-Y10H-.$/)
    expect(readReference(type(reference))).toBe(reference)
  })
})
