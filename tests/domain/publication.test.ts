import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Shown } from '@/lib/outcomes/chart'
import { figureNames, figureOf } from '@/lib/outcomes/figures'
import { quartersOf, whyNotPublished, yearsSince } from '@/lib/outcomes/publication'
import {
  insideAll,
  linesOf,
  publishedNumbersOf,
  type PublishedNumbers,
  type QuarterNumbers,
} from '@/lib/outcomes/published-numbers'
import { publishedReport } from '@/lib/outcomes/published-report'
import { publishedTables } from '@/lib/outcomes/published-tables'
import { least, shownAlone, suppressed, type Fit } from '@/lib/outcomes/suppression'
import { anyYear } from '@/tests/support/any-years'
import { attack, type Published } from '@/tests/support/attack'

const isSmall = (number: number) => number > 0 && number < least

/** Every way in which a number of things can be spread over some lines. */
const spreads = (lines: number, all: number): readonly (readonly number[])[] =>
  lines === 1
    ? [[all]]
    : Array.from({ length: all + 1 }, (_, first) =>
        spreads(lines - 1, all - first).map((rest) => [first, ...rest]),
      ).flat()

/** Every table of lines each of which is at most all; the last of them alone says that nothing is known. */
const overlaps = (lines: number, all: number): readonly (readonly number[])[] => {
  const any = (left: number): readonly (readonly number[])[] =>
    left === 0
      ? [[]]
      : any(left - 1).flatMap((rest) => Array.from({ length: all + 1 }, (_, n) => [...rest, n]))
  return any(lines).filter((numbers) => {
    const known = numbers.slice(0, -1)
    const unknown = numbers.at(-1) ?? 0
    const sum = known.reduce((so, number) => so + number, 0)
    return sum + unknown >= all && known.every((number) => number + unknown <= all)
  })
}

/**
 * The fewest numbers that are possible for any hidden line, to somebody who can go through every table
 * there may be and knows how each would be published; and who was told, perhaps, which lines are small.
 */
const fewestPossible = (
  tables: readonly (readonly number[])[],
  publish: (numbers: readonly number[]) => readonly Shown[] | undefined,
  told = false,
): number => {
  const alike = new Map<string, { shown: readonly Shown[]; tables: (readonly number[])[] }>()
  for (const numbers of tables) {
    const shown = publish(numbers)
    if (!shown) continue
    const name = JSON.stringify([shown, told && numbers.map(isSmall)])
    const group = alike.get(name) ?? { shown, tables: [] }
    alike.set(name, group)
    group.tables.push(numbers)
  }
  return Math.min(
    ...[...alike.values()].flatMap((group) =>
      group.shown.flatMap((number, line) =>
        number === 'c' ? [new Set(group.tables.map((numbers) => numbers[line])).size] : [],
      ),
    ),
  )
}

/** As if only the small numbers themselves were hidden. */
const onlySmall = (numbers: readonly number[]) => numbers.map(shownAlone)

describe('a table that is published', () => {
  const rows: readonly (readonly [Fit, lines: number, all: number])[] = [
    ...[10, 11, 14, 20].map((all) => ['parts', 2, all] as const),
    ...[15, 16, 19, 24].map((all) => ['parts', 3, all] as const),
    ...[20, 21, 23, 26].map((all) => ['parts', 4, all] as const),
    ...[25, 26].map((all) => ['parts', 5, all] as const),
    ...[10, 17].map((all) => ['overlapping', 2, all] as const),
    ...[15, 20, 23].map((all) => ['overlapping', 3, all] as const),
  ]
  const tablesOf = (fit: Fit, lines: number, all: number) =>
    fit === 'parts' ? spreads(lines, all) : overlaps(lines, all)

  it.each(rows)(
    'of %s, %i lines and %i things leaves three numbers or more for each that is hidden',
    (fit, lines, all) => {
      const publish = (numbers: readonly number[]) => suppressed(numbers, fit, all)
      expect(fewestPossible(tablesOf(fit, lines, all), publish)).toBeGreaterThanOrEqual(3)
    },
  )

  it.each(rows.filter(([fit]) => fit === 'parts'))(
    'of %s, %i lines and %i things leaves them to somebody who knows which are small',
    (fit, lines, all) => {
      const publish = (numbers: readonly number[]) => suppressed(numbers, fit, all)
      expect(fewestPossible(spreads(lines, all), publish, true)).toBeGreaterThanOrEqual(3)
    },
  )

  it('leaves them as well where the other lines are taken in any other order that is known', () => {
    for (const expected of [
      [9, 1, 3, 5],
      [1, 2, 3, 4],
      [4, 4, 1, 9],
    ]) {
      const publish = (numbers: readonly number[]) => suppressed(numbers, 'parts', 22, expected)
      expect(fewestPossible(spreads(4, 22), publish, true)).toBeGreaterThanOrEqual(3)
    }
  })

  it('hides beside the small ones what is expected to be smallest', () => {
    expect(suppressed([96, 24, 50, 4], 'parts', 174)).toEqual([96, 24, 'c', 'c'])
    expect(suppressed([96, 24, 50, 4], 'parts', 174, [90, 20, 60, 8])).toEqual([96, 'c', 50, 'c'])
  })

  it('would give numbers away if small ones alone were hidden, so that this test can fail', () => {
    expect(fewestPossible(spreads(3, 20), onlySmall)).toBe(1)
    expect(fewestPossible(overlaps(3, 20), onlySmall)).toBe(1)
  })

  it('would give numbers away if the smallest of the others were hidden with them', () => {
    const smallest = (numbers: readonly number[]) => {
      if (!numbers.some(isSmall)) return numbers
      const others = numbers.filter((number) => number >= least)
      const place = numbers.indexOf(Math.min(...others))
      return numbers.map((number, line) => (isSmall(number) || line === place ? 'c' : number))
    }
    expect(fewestPossible(spreads(3, 15), smallest)).toBeLessThan(3)
  })

  it('hides nothing where nothing is small, and never a zero', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1 }), (numbers) => {
        const all = numbers.reduce((sum, number) => sum + number, 0)
        const shown = suppressed(numbers, 'parts', all)
        for (const [line, number] of (shown ?? []).entries()) {
          if (isSmall(numbers[line] ?? 0)) expect(number).toBe('c')
          if (numbers[line] === 0) expect(number).toBe(0)
          if (!numbers.some(isSmall)) expect(number).toBe(numbers[line])
        }
      }),
    )
  })

  it('is left out by its lines and the number of all, however they are spread', () => {
    const known = (numbers: readonly number[]) => suppressed(numbers, 'parts', 24) !== undefined
    expect(new Set(spreads(4, 24).map(known))).toEqual(new Set([true]))
    expect(new Set(spreads(5, 24).map(known))).toEqual(new Set([false]))
  })
})

describe('the number of a year', () => {
  const years = [0, 1, 2, 3, 4, 5, 6, 9].flatMap((first) =>
    [0, 1, 3, 4, 5, 8].flatMap((second) =>
      [0, 1, 4, 7].flatMap((third) => [0, 2, 4, 5].map((last) => [first, second, third, last])),
    ),
  )
  const publish = (quarters: readonly number[]): readonly Shown[] => {
    const numbers = quarters.map((number) => ({ referrals: { nrm: number } }))
    const { all, quarters: shown } = publishedNumbersOf(numbers)
    return [...shown, all]
  }

  it('tells of no quarter how many there were where that is hidden', () => {
    const all = [0, 1, 2, 3, 4, 5, 6]
    const every = all.flatMap((one) =>
      all.flatMap((two) =>
        all.flatMap((three) =>
          all.map((four) => [one, two, three, four, one + two + three + four]),
        ),
      ),
    )
    const publishYear = (numbers: readonly number[]) => publish(numbers.slice(0, 4))
    expect(fewestPossible(every, publishYear)).toBeGreaterThanOrEqual(3)
  })

  it('shows each quarter as its own publication shows it', () => {
    for (const quarters of years)
      for (const [place, number] of quarters.entries())
        expect(publish(quarters)[place]).toBe(
          publishedNumbersOf([{ referrals: { nrm: number } }]).all,
        )
  })

  it('is shown where two hidden quarters leave enough room, and hidden with one', () => {
    expect(publish([3, 2, 40, 50])).toEqual(['c', 'c', 40, 50, 95])
    expect(publish([3, 20, 40, 50])).toEqual(['c', 20, 40, 50, 'c'])
    expect(publish([0, 20, 40, 50])).toEqual([0, 20, 40, 50, 110])
  })
})

const toldOf =
  (quarters: readonly QuarterNumbers[]) =>
  (figure: string, code: string): boolean =>
    isSmall(quarters.reduce((sum, { [figure]: numbers = {} }) => sum + (numbers[code] ?? 0), 0))

const publishedOf = (
  years: readonly (readonly QuarterNumbers[])[],
  publish: (
    quarters: readonly QuarterNumbers[],
    before: PublishedNumbers | undefined,
  ) => PublishedNumbers,
  isTold: boolean,
): readonly Published[] =>
  years.reduce<readonly Published[]>((published, quarters, index) => {
    const numbers = publish(quarters, published.at(-1)?.numbers)
    const told = isTold && { told: toldOf(quarters) }
    return [...published, { year: `${2020 + index}`, numbers, ...told }]
  }, [])

/** The fewest numbers that are left for anything hidden, of all that was published. */
const fewestLeft = (published: readonly Published[]) =>
  Math.min(Infinity, ...[...attack(published).values()].map(({ low, high }) => high - low + 1))

/** A publication that hides small numbers and nothing beside them. */
const careless = (quarters: readonly QuarterNumbers[]): PublishedNumbers => {
  const numbers = quarters.map(insideAll)
  return {
    all: shownAlone(numbers.reduce((sum, number) => sum + number, 0)),
    quarters: numbers.map(shownAlone),
    tables: publishedTables.map((table) => ({
      figure: table.figure,
      lines: linesOf(table, quarters).map(([code, number]) => [code, shownAlone(number)]),
    })),
  }
}

const someYears = fc.array(anyYear, { minLength: 1, maxLength: 3 })

describe('somebody who takes all published numbers from one another', () => {
  test.each([
    ['and knows the rules', false],
    ['and was told which of the hidden are small', true],
  ])('%s cannot tell any hidden number within less than three', (_, isTold) => {
    fc.assert(
      fc.property(someYears, (years) => {
        expect(fewestLeft(publishedOf(years, publishedNumbersOf, isTold))).toBeGreaterThanOrEqual(3)
      }),
      { numRuns: 150 },
    )
  })

  it('never finds that some hidden lines together are one to four', () => {
    fc.assert(
      fc.property(anyYear, (quarters) => {
        const { all, tables } = publishedNumbersOf(quarters)
        for (const { figure, lines } of tables) {
          if (publishedTables.find((one) => one.figure === figure)?.fit !== 'parts') continue
          const seen = lines.reduce((sum, [, number]) => sum + (number === 'c' ? 0 : number), 0)
          expect(isSmall(all === 'c' ? 0 : all - seen)).toBe(false)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('would find numbers if only small ones were hidden, so that this test can fail', () => {
    const found = fc
      .sample(anyYear, { numRuns: 60, seed: 7 })
      .filter((quarters) => fewestLeft(publishedOf([quarters], careless, false)) === 1)
    expect(found.length).toBeGreaterThan(20)
  })

  it('goes through every year of ages and routes that there may be, and is left three numbers', () => {
    const all = 25
    const rest = [1, 2, 3].map(() => ({ ages: {}, referrals: {} }))
    const possible = new Map<string, { shown: Shown[]; values: Set<number>[] }>()
    for (const [adult = 0, child = 0, uncertain = 0] of spreads(3, all))
      for (const [nrm = 0, notified = 0, waiting = 0] of spreads(3, all)) {
        if (child + uncertain + notified + waiting > all) continue
        const referrals = { nrm, duty_to_notify: notified, waiting }
        const published = publishedNumbersOf([
          { ages: { adult, child, uncertain }, referrals },
          ...rest,
        ])
        const numbers = [nrm, notified, 0, 0, waiting, adult, child, uncertain]
        const shown = published.tables.flatMap(({ lines }) => lines.map(([, number]) => number))
        const alike = possible.get(JSON.stringify(shown)) ?? { shown, values: [] }
        possible.set(JSON.stringify(shown), alike)
        for (const [place, number] of numbers.entries())
          (alike.values[place] ??= new Set()).add(number)
      }
    const left = [...possible.values()].flatMap(({ shown, values }) =>
      shown.flatMap((number, place) => (number === 'c' ? [values[place]?.size ?? 0] : [])),
    )
    expect(Math.min(...left)).toBeGreaterThanOrEqual(3)
  })

  it('finds what ages and routes tell together, where the ages are not left out', () => {
    const quarters = [
      {
        ages: { adult: 6, child: 19 },
        referrals: { nrm: 19, duty_to_notify: 5, waiting: 1 },
      },
      ...[1, 2, 3].map(() => ({ ages: {}, referrals: {} })),
    ]
    const numbers = publishedNumbersOf(quarters)
    expect(numbers.tables.map(({ figure }) => figure)).toEqual(['referrals'])
    const ages: [string, Shown][] = [
      ['adult', 6],
      ['child', 19],
      ['uncertain', 0],
    ]
    const both = { ...numbers, tables: [...numbers.tables, { figure: 'ages', lines: ages }] }
    const told = toldOf(quarters)
    expect(fewestLeft([{ year: '2025', numbers, told }])).toBeGreaterThanOrEqual(3)
    expect(fewestLeft([{ year: '2025', numbers: both, told }])).toBe(1)
  })
})

const year = { from: '2025-01-01', until: '2025-12-31' }
const reportOf = (numbers: PublishedNumbers) =>
  publishedReport({ period: year, asOf: new Date('2026-02-01T09:00:00Z'), numbers, earlier: [] })

describe('the report that is published', () => {
  it('says no number that its tables do not show', () => {
    fc.assert(
      fc.property(anyYear, (quarters) => {
        const report = reportOf(publishedNumbersOf(quarters))
        const figures = report.sections.flatMap(({ figures: own }) => own)
        const shown = new Set(
          figures.flatMap(({ table }) =>
            table.rows.flat().map((cell) => cell.toLocaleString('en-GB')),
          ),
        )
        const said = [...report.keyResults, ...figures.map(({ finding }) => finding)].join(' ')
        for (const [number] of said.replaceAll(/2025|\d+%|\[c\]/g, '').matchAll(/\d[\d,]*\d|\d/g))
          expect(shown).toContain(number)
        for (const { finding, chart } of figures) {
          expect(finding).not.toMatch(/NaN|undefined|\b1 referrals|^$/)
          expect(chart && 'series' in chart ? chart.series.length : 1).toBe(1)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('tells its lines in an order that does not hang on the numbers', () => {
    fc.assert(
      fc.property(anyYear, anyYear, (one, other) => {
        const order = (quarters: readonly QuarterNumbers[]) =>
          publishedTables.map((table) => linesOf(table, quarters).map(([code]) => code))
        expect(order(one)).toEqual(order(other))
      }),
      { numRuns: 20 },
    )
  })

  it('holds nothing that the lead wrote', () => {
    expect(reportOf(publishedNumbersOf([{}, {}, {}, {}])).ownWords).toEqual([])
  })
})

describe('the tables that are published', () => {
  it.each(publishedTables)('$title is a figure by one of its dimensions', ({ figure, by }) => {
    expect(figureNames).toContain(figure)
    expect(figureOf(figure).keys.map(({ dimension }) => dimension)).toContain(by)
    expect(figureOf(figure).measure).toBe('count')
  })
})

describe('a time that is published', () => {
  const asOf = new Date('2026-04-10T09:00:00Z')
  it.each([
    ['a quarter that is over', '2026-01-01', '2026-03-31', undefined],
    ['a year that is over', '2025-01-01', '2025-12-31', undefined],
    ['a quarter that is not over', '2026-04-01', '2026-06-30', 'not over'],
    ['a month', '2026-01-01', '2026-01-31', 'Only a quarter or a year'],
    ['a half-year', '2025-07-01', '2025-12-31', 'Only a quarter or a year'],
    ['twelve months from April', '2025-04-01', '2026-03-31', 'Only a quarter or a year'],
    ['some days', '2025-02-03', '2025-03-09', 'Only a quarter or a year'],
  ])('may be %s, or not: %s to %s', (_, from, until, because) => {
    const why = whyNotPublished({ from, until }, asOf)
    expect(why === undefined).toBe(because === undefined)
    expect(why ?? '').toContain(because ?? '')
  })

  it('is not published before anything is counted, nor on the day after which it is', () => {
    const quarter = { from: '2026-01-01', until: '2026-03-31' }
    expect(whyNotPublished(quarter, undefined)).toContain('counted')
    expect(whyNotPublished(quarter, new Date('2026-03-31T22:00:00Z'))).toContain('counted')
    expect(whyNotPublished(quarter, new Date('2026-03-31T23:30:00Z'))).toBe(undefined)
  })

  it('has its quarters, and a year follows each other year', () => {
    expect(quartersOf(year).map(({ from }) => from.slice(5))).toEqual([
      '01-01',
      '04-01',
      '07-01',
      '10-01',
    ])
    expect(quartersOf({ from: '2026-04-01', until: '2026-06-30' }).length).toBe(1)
    expect(yearsSince('2017-03-02', '2019-01-01').map(({ from }) => from)).toEqual([
      '2019-01-01',
      '2018-01-01',
      '2017-01-01',
    ])
  })
})
