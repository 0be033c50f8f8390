import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { county } from '@/lib/county/county'
import type { Chart, Table } from '@/lib/outcomes/chart'
import { dimensions } from '@/lib/outcomes/dimensions'
import { figureNames, figureOf, type FigureName } from '@/lib/outcomes/figures'
import { showPeriod, type Period } from '@/lib/outcomes/period'
import type { Report } from '@/lib/outcomes/report'
import { reportFigures, reportOf, timesOf } from '@/lib/outcomes/report-of'
import type { ReportCounts } from '@/lib/outcomes/told'
import { trendOf } from '@/lib/outcomes/trend'
import { anyPeriod, anyReportCounts } from '@/tests/support/any-counts'

const october = { from: '2026-10-01', until: '2026-10-31' }

const nothing = (period: Period): ReportCounts => ({
  now: {},
  before: {},
  yearBefore: {},
  trend: trendOf(period).map((one) => ({ period: one, counts: {} })),
})

const report = (counts: ReportCounts, period: Period = october) =>
  reportOf({ period, counts, asOf: undefined, ownWords: [] })

const figuresIn = ({ sections }: Report) => sections.flatMap(({ figures }) => figures)

/** Everything that a report says in words: its sentences, and what its tables and charts are called. */
const sentencesIn = (one: Report) => [
  ...one.keyResults,
  ...figuresIn(one).map(({ finding }) => `${finding}.`),
]

const anyReport = anyPeriod.chain((period) =>
  anyReportCounts(period).map((counts) => ({
    period,
    report: report(counts, period),
    // A whole report is too long to be read: its sentences say what went wrong.
    [fc.toStringMethod]: () => showPeriod(period),
  })),
)

const numbersIn = (text: string) =>
  [...text.matchAll(/\d[\d,]*/g)].map(([number]) => Number(number.replaceAll(',', '')))

const numbersOfTable = ({ columns, rows }: Table) =>
  [...columns, ...rows.flat()].flatMap((cell) =>
    typeof cell === 'number' ? [cell] : numbersIn(cell),
  )

const numbersOfChart = (chart: Chart) => {
  if (chart.kind === 'tiles') return chart.tiles.map(({ value }) => value)
  return 'series' in chart ? chart.series.flatMap(({ values }) => values) : []
}

/** Without its dates, which are no counts. */
const withoutTimes = (sentence: string, period: Period) => {
  const { now, before, yearBefore } = timesOf(period)
  return [now, before, yearBefore]
    .flatMap((time) => [time, { ...time, from: time.until }])
    .reduce((text, time) => text.replaceAll(showPeriod(time), ''), sentence)
}

/** A share, with the counts that it is of: all of a sentence that may have a sign of a percentage. */
const shares = /([\d,]+ of [\d,]+)(?: [a-z-]+)? \((over |under |)(\d+)%\)/g

const nouns = [...new Set(figureNames.map((name) => figureOf(name).counts))]

describe('whatever was counted, a report', () => {
  test('says nothing that is no number, nothing empty, and every sentence as one', () => {
    fc.assert(
      fc.property(anyReport, ({ report: one }) => {
        expect(JSON.stringify(one)).not.toMatch(/NaN|undefined|Infinity|null/)
        for (const sentence of sentencesIn(one)) {
          expect(sentence).toMatch(/^[\p{Lu}\d].*[^.]\.$/u)
          expect(sentence).not.toMatch(/ {2}|\s[,.:]|: *\.|, ,/)
        }
      }),
      { numRuns: 15, endOnFailure: true },
    )
  })

  test('says one of one thing, and several of several', () => {
    fc.assert(
      fc.property(anyReport, ({ report: one }) => {
        for (const sentence of sentencesIn(one))
          for (const [single, several] of nouns) {
            expect(sentence).not.toMatch(new RegExp(`(?<![\\d,])1 ${several}\\b`))
            expect(sentence).not.toMatch(new RegExp(`(?<![\\d,])(?!1 )[\\d,]+ ${single}\\b`))
            expect(sentence).not.toMatch(
              new RegExp(`one ${single} (were|have)|(?<![\\d,])1 (were|have)`),
            )
          }
      }),
      { numRuns: 15, endOnFailure: true },
    )
  })

  test('says no number in a sentence that none of its tables has, but how much it changed', () => {
    fc.assert(
      fc.property(anyReport, ({ report: one, period }) => {
        const inTables = new Set(figuresIn(one).flatMap(({ table }) => numbersOfTable(table)))
        for (const sentence of sentencesIn(one)) {
          const text = withoutTimes(sentence, period).replaceAll(/\((over |under |)\d+%\)/g, '')
          const said = numbersIn(text)
          const changes = said.flatMap((number) => said.map((other) => Math.abs(number - other)))
          for (const number of said)
            expect(inTables.has(number) || changes.includes(number), sentence).toBe(true)
        }
      }),
      { numRuns: 15, endOnFailure: true },
    )
  })

  test('says a share as a percentage of twenty or more alone, and rightly', () => {
    fc.assert(
      fc.property(anyReport, ({ report: one }) => {
        for (const sentence of sentencesIn(one))
          for (const [, counts = '', words = '', percent] of sentence.matchAll(shares)) {
            const [part = 0, whole = 0] = numbersIn(counts)
            expect(whole).toBeGreaterThanOrEqual(20)
            const share = (part / whole) * 100
            if (words === 'under ') expect(share).toBeGreaterThan(0)
            if (words === 'over ') expect(share).toBeLessThan(100)
            expect(Math.abs(share - Number(percent))).toBeLessThanOrEqual(words ? 1 : 0.5)
          }
        for (const sentence of sentencesIn(one))
          expect(sentence.match(/%/g)?.length).toBe(sentence.match(shares)?.length)
      }),
      { numRuns: 15, endOnFailure: true },
    )
  })

  test('draws no more than four runs, and nothing that its table has not', () => {
    fc.assert(
      fc.property(anyReport, ({ report: one }) => {
        for (const { chart, table, name } of figuresIn(one)) {
          if (!chart) continue
          const numbers = numbersOfTable(table)
          // Where routes are drawn together, the table has them apart.
          if (name !== 'referrals')
            for (const number of numbersOfChart(chart)) expect(numbers).toContain(number)
          if ('series' in chart) {
            expect(chart.series.length).toBeGreaterThan(0)
            expect(chart.series.length).toBeLessThanOrEqual(4)
            for (const { values } of chart.series) expect(values).toHaveLength(chart.labels.length)
          }
        }
      }),
      { numRuns: 15, endOnFailure: true },
    )
  })

  test('has a table whose rows are as long as its head, with no row twice', () => {
    fc.assert(
      fc.property(anyReport, ({ report: one }) => {
        for (const { table } of figuresIn(one)) {
          for (const row of table.rows) expect(row).toHaveLength(table.columns.length)
          const firsts = table.rows.map(([first]) => first)
          expect(new Set(firsts).size).toBe(firsts.length)
        }
      }),
      { numRuns: 15, endOnFailure: true },
    )
  })
})

describe('a report of a time in which nothing happened', () => {
  const empty = report(nothing(october))

  it('says so', () => {
    expect(empty.keyResults).toEqual([
      'No referrals came in October 2026: as many as in September 2026 (0) and as many as in October 2025 (0).',
      'No decision of the Home Office was recorded.',
      'No duties to notify fell due in October 2026.',
    ])
  })

  it('has every figure that a report tells, in its section', () => {
    expect(figuresIn(empty).map(({ name }) => name)).toEqual(
      expect.arrayContaining([...reportFigures]),
    )
    expect(figuresIn(empty)).toHaveLength(reportFigures.length)
  })
})

describe('a report of a month', () => {
  const counts: ReportCounts = {
    ...nothing(october),
    now: {
      referrals: [
        { codes: ['nrm'], number: 17 },
        { codes: ['duty_to_notify'], number: 4 },
        { codes: ['support'], number: 7 },
        { codes: ['waiting'], number: 3 },
      ],
      organisations: [
        { codes: ['nhs', 'elht'], number: 10 },
        { codes: ['nhs', 'whht'], number: 4 },
        { codes: ['police', 'hertfordshire-constabulary'], number: 17 },
      ],
      exploitation: [
        { codes: ['labour', 'adult'], number: 11 },
        { codes: ['labour', 'child'], number: 1 },
        { codes: ['criminal', 'child'], number: 9 },
      ],
      ages: [
        { codes: ['adult'], number: 14 },
        { codes: ['child'], number: 14 },
        { codes: ['uncertain'], number: 3 },
      ],
      areas: [
        { codes: ['watford'], number: 12 },
        { codes: ['stevenage'], number: 8 },
        { codes: ['unknown'], number: 11 },
      ],
      timeToFirstLook: [
        { codes: ['in_time', 'P1', '15'], number: 20 },
        { codes: ['late', 'P2', '300'], number: 11 },
      ],
      outcomes: [
        { codes: ['nrm:rg_positive'], number: 8 },
        { codes: ['nrm:rg_negative'], number: 1 },
      ],
      duties: [
        { codes: ['duty_to_notify', 'in_time', 'watford-council'], number: 4 },
        { codes: ['duty_to_notify', 'unmet', 'watford-council'], number: 1 },
      ],
      reportsToPolice: [
        { codes: ['partner_to_police'], number: 29 },
        { codes: ['helpline'], number: 1 },
      ],
      openCases: [
        { codes: ['2026-10-30'], number: 3 },
        { codes: ['2026-09-01'], number: 2 },
      ],
    },
    before: { referrals: [{ codes: ['nrm'], number: 25 }] },
    yearBefore: { referrals: [{ codes: ['nrm'], number: 35 }] },
  }
  const one = report(counts)

  it('begins with its key results', () => {
    expect(one.keyResults).toEqual([
      '31 referrals came in October 2026: 6 more than in September 2026 (25) and 4 fewer than in October 2025 (35).',
      '17 went to the National Referral Mechanism, 4 fell under the duty to notify, 7 went to support alone and 3 waited for the person to be asked.',
      'Most referrals came from the police: 17 of 31 (55%).',
      'The largest number of referrals named labour exploitation: 12 of 31 (39%).',
      'The largest numbers of referrals were about adults and children: 14 each, of 31.',
      'The largest number of referrals were about somebody in Watford: 12 of 31 (39%).',
      'Time until somebody first looked: at most 15 minutes in half of 31 cases, at most 5 hours in nine of ten. In time: 20 of 31 (65%).',
      '5 cases were open on 31 October 2026: 2 of 5 for 11 working days or more.',
      'Reasonable grounds decisions: 8 positive and 1 negative.',
      '5 duties to notify fell due in October 2026: 4 done in time and 1 not done.',
      'Partners made 29 reports to the police in October 2026, and the Helpline 1 report.',
    ])
  })

  it('tells each organisation below its kind', () => {
    const rows = figuresIn(one).find(({ name }) => name === 'organisations')?.table.rows ?? []
    expect(rows.filter(([, number]) => number !== 0)).toEqual([
      ['Police', 17, 0, 0],
      ['Police: Hertfordshire Constabulary', 17, 0, 0],
      ['NHS', 14, 0, 0],
      ['NHS: elht', 10, 0, 0],
      ['NHS: whht', 4, 0, 0],
      ['All', 31, 0, 0],
    ])
  })

  it('of a time that is not over says how old cases are by the last day that is counted', () => {
    const asOf = new Date('2026-11-02T12:00:00Z')
    const year = { from: '2026-01-01', until: '2026-12-31' }
    const running = reportOf({ period: year, counts, asOf, ownWords: [] })
    expect(running.keyResults).toContain(
      '5 cases were open on 2 November 2026: 2 of 5 for 11 working days or more.',
    )
  })

  it('draws the ten districts where they lie', () => {
    const chart = figuresIn(one).find(({ name }) => name === 'areas')?.chart
    expect(chart?.kind).toBe('tiles')
    const tiles = chart?.kind === 'tiles' ? chart.tiles : []
    expect(tiles).toHaveLength(county.areas.length)
    expect(tiles.find(({ label }) => label === 'Watford')).toMatchObject({ value: 12 })
    expect(tiles.find(({ label }) => label === 'Dacorum')).toMatchObject({ value: 0 })
  })
})

describe('who the referrals are about', () => {
  const told = (now: ReportCounts['now'], name: FigureName) =>
    figuresIn(report({ ...nothing(october), now })).find((one) => one.name === name)
  const of = (nationality: string, number: number, route = 'nrm') => ({
    codes: [nationality, route],
    number,
  })

  test.each([
    ['none is known', [of('unknown', 3)], 'The nationality is not known of any'],
    ['one is known', [of('VN', 2)], 'The most frequent nationality was Vietnamese (2)'],
    [
      'several are known',
      [of('GB', 4), of('VN', 3), of('VN', 3, 'police'), of('AL', 2), of('RO', 1), of('unknown', 5)],
      'The most frequent nationalities were Vietnamese (6), British (4) and Albanian (2); of 5 it is not known',
    ],
    [
      'most are of none that is named',
      [of('other', 9), of('LK', 1)],
      'The most frequent nationality was Sri Lankan (1)',
    ],
  ])('is told by nationality, where %s', (_, nationalities, finding) => {
    expect(told({ nationalities }, 'nationalities')?.finding).toBe(finding)
  })

  it('is told by nationality with as many bars as a page holds, and all of them in the table', () => {
    const codes = Object.keys(dimensions.nationality.values)
    const figure = told({ nationalities: codes.map((code) => of(code, 2)) }, 'nationalities')
    expect(figure?.chart).toMatchObject({ kind: 'bars', labels: { length: 20 } })
    expect(figure?.table.rows).toHaveLength(codes.length + 1)
    expect(figure?.notes).toEqual(['The chart shows the 20 largest. All are in the table.'])
  })

  it('says of the tables of the Home Office that they speak of those alone that came to it', () => {
    const among = 'Of those referred to the National Referral Mechanism, '
    const nrmGenders = [{ codes: ['female', 'adult'], number: 3 }]
    expect(told({ nrmGenders }, 'nrmGenders')?.finding).toBe(
      `${among}all 3 referrals were about women or girls`,
    )
    expect(told({}, 'nrmGenders')?.finding).toBe(`${among}there were no referrals in October 2026`)
  })

  it('says how many wait for a decision, and how long', () => {
    const awaitingConclusiveGrounds = [
      { codes: ['2026-10-30'], number: 3 },
      { codes: ['2026-03-01'], number: 4 },
    ]
    expect(told({ awaitingConclusiveGrounds }, 'awaitingConclusiveGrounds')).toMatchObject({
      finding:
        '7 cases waited for a conclusive grounds decision on 31 October 2026: 4 of 7 for 11 working days or more',
      table: { columns: { 0: 'Working days since the reasonable grounds decision' } },
    })
    expect(told({}, 'awaitingReasonableGrounds')?.finding).toBe(
      'No case waited for a reasonable grounds decision on 31 October 2026',
    )
  })
})

describe('districts of a time', () => {
  const counted = (period: Period) => {
    const counts = { ...nothing(period), now: { areas: [{ codes: ['watford'], number: 12 }] } }
    return figuresIn(report(counts, period)).find(({ name }) => name === 'areas')
  }

  it('that is after they are replaced are told by bars, for there is no map of them yet', () => {
    const may = { from: '2028-05-01', until: '2028-05-31' }
    expect(counted(may)?.chart).toMatchObject({ kind: 'bars', labels: ['Watford'] })
  })

  it('in which they are replaced are still on the map', () => {
    const spring = { from: '2028-01-01', until: '2028-06-30' }
    expect(counted(spring)?.chart?.kind).toBe('tiles')
  })

  it('lie each on a tile of its own', () => {
    const tiles = county.areas.map(({ tile }) => tile.join())
    expect(new Set(tiles).size).toBe(tiles.length)
  })
})

describe('what leads up to a time', () => {
  it.each<[string, Period, string, string, number]>([
    ['a month', october, 'October 2025', 'October 2026', 13],
    [
      'a quarter',
      { from: '2026-07-01', until: '2026-09-30' },
      'September 2025',
      'September 2026',
      13,
    ],
    [
      'a half-year',
      { from: '2018-01-01', until: '2018-06-30' },
      'July to December 2014',
      'January to June 2018',
      8,
    ],
    [
      'a year',
      { from: '2025-01-01', until: '2025-12-31' },
      'January to June 2022',
      'July to December 2025',
      8,
    ],
    [
      'half a month',
      { from: '2026-10-01', until: '2026-10-15' },
      'October 2025',
      '1 October 2026 to 15 October 2026',
      13,
    ],
  ])('%s', (_, period, first, last, many) => {
    const times = trendOf(period).map(showPeriod)
    expect([times[0], times.at(-1), times.length]).toEqual([first, last, many])
  })
})
