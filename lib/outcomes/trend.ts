import type { Chart, Table } from './chart'
import { cellsOf, numbersBy, totalOf, type Counts } from './counts'
import { dimensions, labelOf } from './dimensions'
import { figureOf } from './figures'
import { before, isSame, showPeriod, spanAround, spanOf, type Period } from './period'
import { capital, changed, during, numbered } from './sentences'
import type { ReportCounts, Times, Told } from './told'

/** A time of half a year or more is told by half-years, a shorter one by months. */
const steps = { half: 8, month: 13 } as const

const isLong = ({ from, until }: Period) =>
  (Date.parse(until) - Date.parse(from)) / 86_400_000 >= 180

/**
 * The times that lead up to a time, the last of them cut where it ends: thirteen months, so that the
 * first is of the same month a year before; or eight half-years.
 */
export const trendOf = (period: Period): readonly Period[] => {
  const span = isLong(period) ? 'half' : 'month'
  let time = spanAround(span, period.until)
  const times = [{ ...time, until: period.until }]
  while (times.length < steps[span]) {
    time = before(time)
    times.unshift(time)
  }
  return times
}

/** A month or half-year where there is little room: "Oct 2026", "Jan to Jun 2026". */
export const shortPeriod = (period: Period): string => {
  const span = spanOf(period)
  const shown = showPeriod(period)
  return span === 'month' || span === 'half'
    ? shown.replace(/\p{L}{4,}/gu, (word) => word.slice(0, 3))
    : shown
}

interface Row {
  readonly period: Period
  readonly counts: Counts
}

const routes = Object.keys(dimensions.route.values)
/** The runs of the chart: three routes, and all others together. */
const apart = ['nrm', 'duty_to_notify', 'support']

const chartOf = (trend: readonly Row[]): Chart => {
  const runs = [
    ...apart.map((route) => ({ label: labelOf('route', route), of: [route] })),
    { label: 'Police only, or waits', of: routes.filter((route) => !apart.includes(route)) },
  ]
  return {
    kind: 'columns',
    labels: trend.map(({ period }) => shortPeriod(period)),
    series: runs.map(({ label, of }) => ({
      label,
      values: trend.map(({ counts }) =>
        of.reduce((sum, route) => sum + totalOf(counts, 'referrals', route), 0),
      ),
    })),
  }
}

const tableOf = (rows: readonly Row[]): Table => ({
  columns: ['Time', ...routes.map((route) => labelOf('route', route)), 'All'],
  rows: rows.map(({ period, counts }) => [
    showPeriod(period),
    ...routes.map((route) => numbersBy(cellsOf(counts, 'referrals'), 0).get(route) ?? 0),
    totalOf(counts, 'referrals'),
  ]),
})

/** How many referrals came, how that changed, and where they went in the time that leads up to it. */
export const referralsOverTime = (counts: ReportCounts, times: Times): Told => {
  const own: readonly Row[] = [
    { period: times.now, counts: counts.now },
    { period: times.before, counts: counts.before },
    { period: times.yearBefore, counts: counts.yearBefore },
  ]
  const beside = own.filter(
    ({ period }, index) =>
      !counts.trend.some((row) => isSame(row.period, period)) &&
      own.findIndex((row) => isSame(row.period, period)) === index,
  )
  const number = totalOf(counts.now, 'referrals')
  const earlier = own
    .slice(1)
    .filter(({ period }, index, all) => index === 0 || !isSame(period, all[0]?.period ?? period))
    .map((row) => ({ number: totalOf(row.counts, 'referrals'), period: row.period }))
  const change = changed(number, earlier)
  return {
    finding: `${capital(numbered(number, figureOf('referrals').counts))} came ${during(times.now)}${change ? `: ${change}` : ''}`,
    chart: chartOf(counts.trend),
    table: tableOf([...counts.trend, ...beside]),
    notes: [],
  }
}
