import { addDays, formatISO, parseISO } from 'date-fns'
import fc from 'fast-check'
import type { Cell, Counts } from '@/lib/outcomes/counts'
import { dimensions } from '@/lib/outcomes/dimensions'
import { figureOf, type FigureName } from '@/lib/outcomes/figures'
import type { Period } from '@/lib/outcomes/period'
import { offeredTimes } from '@/lib/outcomes/report-choice'
import { reportFigures, timesOf, trendFigures } from '@/lib/outcomes/report-of'
import type { ReportCounts } from '@/lib/outcomes/told'
import { trendOf } from '@/lib/outcomes/trend'

const iso = (date: Date) => formatISO(date, { representation: 'date' })

/** A time that is offered, or any dates. */
export const anyPeriod: fc.Arbitrary<Period> = fc.oneof(
  fc.constantFrom(...offeredTimes('2026-11-22')),
  fc
    .tuple(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 800 }))
    .map(([after, days]) => {
      const from = addDays(parseISO('2017-01-01'), after)
      return { from: iso(from), until: iso(addDays(from, days)) }
    }),
)

const small = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 2_000 }) },
)

/** The codes of one cell; a code that no list has any more is among them. */
const anyCodes = (name: FigureName, { until }: Period) => {
  const { keys, measure } = figureOf(name)
  const codes = keys.map(({ dimension }) =>
    fc.constantFrom(...Object.keys(dimensions[dimension].values), 'forgotten'),
  )
  const last = {
    count: [],
    minutes: [fc.integer({ min: 0, max: 200 }).map((quarters) => String(quarters * 15))],
    open: [fc.integer({ min: 0, max: 60 }).map((days) => iso(addDays(parseISO(until), -days)))],
  }[measure]
  return fc.tuple(...codes, ...last)
}

const anyCells = (name: FigureName, period: Period): fc.Arbitrary<readonly Cell[]> =>
  fc.uniqueArray(fc.record({ codes: anyCodes(name, period), number: small }), {
    maxLength: 9,
    selector: ({ codes }) => codes.join('|'),
  })

const anyCountsOf = (names: readonly FigureName[], period: Period): fc.Arbitrary<Counts> =>
  fc
    .tuple(...names.map((name) => anyCells(name, period).map((cells) => [name, cells] as const)))
    .map((figures) => Object.fromEntries(figures) as Counts)

/** Whatever may have been counted in the times that the report of a period speaks of. */
export const anyReportCounts = (period: Period): fc.Arbitrary<ReportCounts> => {
  const times = timesOf(period)
  const periods = trendOf(period)
  return fc
    .record({
      now: anyCountsOf(reportFigures, times.now),
      before: anyCountsOf(reportFigures, times.before),
      yearBefore: anyCountsOf(reportFigures, times.yearBefore),
      trend: fc.tuple(...periods.map((one) => anyCountsOf(trendFigures, one))),
    })
    .map(({ trend, ...counts }) => {
      // A time that leads up to another may be one that it is compared with: then they are the same.
      const told = { now: times.now, before: times.before, yearBefore: times.yearBefore }
      const same = (one: Period) =>
        (['now', 'before', 'yearBefore'] as const).find(
          (name) => told[name].from === one.from && told[name].until === one.until,
        )
      return {
        ...counts,
        trend: periods.map((period, index) => {
          const name = same(period)
          return { period, counts: name ? counts[name] : (trend[index] ?? {}) }
        }),
      }
    })
}
