import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountInWords, behindPath, figurePath, readAfter } from '@/lib/outcomes/behind'
import type { Cell } from '@/lib/outcomes/counts'
import { dimensions } from '@/lib/outcomes/dimensions'
import { followable, numbersOf } from '@/lib/outcomes/figure-lines'
import { figureNames, figureOf, type FigureName } from '@/lib/outcomes/figures'
import { bandOf } from '@/lib/outcomes/case-ages'

const period = { from: '2026-10-01', until: '2026-10-31' }
const now = new Date('2026-11-22T10:00:00Z')

/** Days of the last two years, as a case that is open may have come. */
const anyDay = fc
  .integer({ min: 0, max: 760 })
  .map((days) => new Date(Date.UTC(2026, 9, 31 - days)).toISOString().slice(0, 10))

const anyCells = (name: FigureName) => {
  const { keys, measure } = figureOf(name)
  const codes = keys.map(({ dimension }) =>
    fc.constantFrom(...Object.keys(dimensions[dimension].values)),
  )
  const last = { count: [], minutes: [fc.nat(200).map(String)], open: [anyDay] }[measure]
  return fc.array(
    fc.record({ codes: fc.tuple(...codes, ...last), number: fc.integer({ min: 1, max: 40 }) }),
    { maxLength: 30 },
  )
}

const sumOf = (cells: readonly Cell[]) => cells.reduce((sum, { number }) => sum + number, 0)

describe.each(figureNames)('of the figure %s', (figure) => {
  const numbers = (cells: readonly Cell[]) => numbersOf(figure, period, { [figure]: cells }, now)

  it('every number leads to cases that add up to it', () => {
    fc.assert(
      fc.property(anyCells(figure), (cells) => {
        for (const { codes, number } of [...numbers(cells).lines, numbers(cells).all])
          expect(followable({ figure, period, codes }, { [figure]: cells })?.number).toBe(number)
      }),
    )
  })

  it('the numbers add up to all of it, and nothing is in two of them', () => {
    fc.assert(
      fc.property(anyCells(figure), (cells) => {
        const { lines, all, headings } = numbers(cells)
        expect(all.number).toBe(sumOf(cells))
        if (headings.length > 0) expect(sumOf(lines)).toBe(all.number)
        expect(new Set(lines.map(({ codes }) => codes.join('|'))).size).toBe(lines.length)
        for (const { labels } of lines) expect(labels).toHaveLength(headings.length)
      }),
    )
  })

  it('a code that it does not know leads nowhere', () => {
    expect(followable({ figure, period, codes: ['nonsense'] }, {})).toBeUndefined()
    const many = Array.from({ length: 9 }, () => 'adult')
    expect(followable({ figure, period, codes: many }, {})).toBeUndefined()
  })
})

describe('open cases', () => {
  it('are looked for among the days on which those of their age came', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const codes = [bandOf(day, period.until)]
        const asked = followable({ figure: 'openCases', period, codes }, {})
        expect(asked?.openOn).toBe(period.until)
        expect(asked && asked.days.from <= day && day <= asked.days.until).toBe(true)
      }),
    )
  })
})

describe('how much there is behind a number', () => {
  it.each([
    ['ages', 12, 12, '12 referrals'],
    ['ages', 1, 1, '1 referral'],
    ['ages', 0, 0, 'no referrals'],
    ['exploitation', 14, 12, '12 referrals, which count 14 times'],
    ['openCases', 3, 3, '3 referrals'],
    ['outcomes', 14, 12, '14 outcomes in 12 referrals'],
    ['duties', 1, 1, '1 duty in 1 referral'],
    ['outcomes', 319_119, undefined, '319,119 outcomes'],
    ['exploitation', 341_630, undefined, 'referrals that count 341,630 times'],
  ] as const)('%s: %i of %s reads "%s"', (figure, things, cases, words) => {
    expect(amountInWords(figure, { things, cases })).toBe(words)
  })
})

describe('an address', () => {
  it('of a figure says its name and its time', () => {
    expect(figurePath('areas', period)).toBe(
      '/report/figures/areas?from=2026-10-01&until=2026-10-31',
    )
  })

  it('of a number says its codes, in their order, and where its page begins', () => {
    const after = { day: '2026-10-03', id: '3f2a90bc-0000-4000-8000-000000000001' }
    const path = behindPath('duties', period, ['duty_to_notify', 'late'], after)
    const query = new URL(path, 'http://localhost').searchParams
    expect(query.getAll('key')).toEqual(['duty_to_notify', 'late'])
    expect(readAfter(query.get('after'))).toEqual(after)
  })

  it.each([
    null,
    '',
    'HMS-7K2Q-9XVR-4',
    '2026-10-03',
    '2026-99-99_3f2a90bc-0000-4000-8000-000000000001',
  ])('that begins after %s begins at the beginning', (given) => {
    expect(readAfter(given)).toBeUndefined()
  })
})
