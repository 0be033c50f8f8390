import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { piecesOf } from '@/lib/packs/pieces'
import { postalAddressOf } from '@/lib/packs/postal-address'

describe('a text in pieces', () => {
  test.each([
    ['that fits is one piece', 'Short', 10, ['Short']],
    ['that just fits is one piece', '1234567890', 10, ['1234567890']],
    ['is cut after a paragraph', 'One two\n\nthree', 10, ['One two\n\n', 'three']],
    ['is cut after a sentence', 'One two. Three', 10, ['One two. ', 'Three']],
    ['is cut after a word', 'One two three', 10, ['One two ', 'three']],
    ['is cut anywhere where there is no seam', '一二三四五六', 4, ['一二三四', '五六']],
    ['is never cut inside a character', 'ab😀😀', 3, ['ab', '😀', '😀']],
  ])('%s', (_, text, limit, pieces) => {
    expect(piecesOf(text, limit)).toEqual(pieces)
  })

  test('is the text again when joined, and each piece fits', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.integer({ min: 4, max: 60 }),
        (text, limit) => {
          const pieces = piecesOf(text, limit)
          expect(pieces.join('')).toBe(text)
          for (const piece of pieces) {
            expect(piece.length).toBeLessThanOrEqual(limit)
            expect(piece.isWellFormed()).toBe(true)
          }
        },
      ),
    )
  })
})

describe('an address', () => {
  const isCounty = (line: string) => line === 'Hertfordshire'

  test.each([
    [
      '1 Example Street\nWare\nHertfordshire\nSG12 0AA',
      { street: '1 Example Street', town: 'Ware', county: 'Hertfordshire', postcode: 'SG12 0AA' },
    ],
    ['1 Example Street, Ware, sg120aa', { street: '1 Example Street', town: 'Ware', postcode: 'SG12 0AA' }],
    ['1 Example Street\nWare SG12 0AA', { street: '1 Example Street', town: 'Ware', postcode: 'SG12 0AA' }],
    ['The caravan behind the farm', { street: 'The caravan behind the farm' }],
    ['Hertfordshire', { street: 'Hertfordshire' }],
    ['', {}],
  ])('typed as %j', (typed, parts) => {
    expect(postalAddressOf(typed, isCounty)).toEqual({
      street: undefined,
      town: undefined,
      county: undefined,
      postcode: undefined,
      ...parts,
    })
  }) // prettier-ignore
})
