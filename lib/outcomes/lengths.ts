import type { Chart } from './chart'
import { cellsOf, numbersBy, quantileOf, type Cell } from './counts'
import { dimensions } from './dimensions'
import { figureOf, type FigureName } from './figures'
import { showPeriod, type Period } from './period'
import { during, numbered, partOf, showLength } from './sentences'
import { shortPeriod } from './trend'
import type { ReportCounts, Times, Told } from './told'

interface Row {
  readonly period: Period
  readonly cells: readonly Cell[]
}

const half = 0.5
const nineInTen = 0.9
/** Of fewer than this, nine in ten are all of them. */
const fewest = 10

const numberOf = (cells: readonly Cell[]) => cells.reduce((sum, { number }) => sum + number, 0)
const withinOf = (cells: readonly Cell[], share: number) => {
  const minutes = quantileOf(cells, share)
  return minutes === undefined ? 'None' : showLength(minutes)
}

const chartOf = (rows: readonly Row[]): Chart | undefined => {
  const ranges = rows.flatMap(({ period, cells }) => {
    const median = quantileOf(cells, half)
    const ninety = quantileOf(cells, nineInTen)
    if (median === undefined || ninety === undefined) return []
    return [{ label: shortPeriod(period), median, ninety }]
  })
  return ranges.length > 0 ? { kind: 'ranges', rows: ranges } : undefined
}

const lengthOf = (name: FigureName, cells: readonly Cell[], period: Period) => {
  const whole = numberOf(cells)
  const { title, counts } = figureOf(name)
  const measured = numbered(whole, counts)
  const ninety = withinOf(cells, nineInTen)
  if (whole === 0) return `${title}: there was nothing to measure ${during(period)}`
  if (whole < fewest) return `${title}: at most ${ninety}, in ${measured}`
  return `${title}: at most ${withinOf(cells, half)} in half of ${measured}, at most ${ninety} in nine of ten`
}

const timely = Object.keys(dimensions.timely.values)

/** How long something took: in the times that lead up to that of the report, and in the three. */
export const lengthsOf = (name: FigureName, counts: ReportCounts, times: Times): Told => {
  const isTimed = figureOf(name).keys[0]?.dimension === 'timely'
  const trend = counts.trend.map((row) => ({
    period: row.period,
    cells: cellsOf(row.counts, name),
  }))
  const now = { period: times.now, cells: cellsOf(counts.now, name) }
  const rows: readonly Row[] = [
    ...trend,
    now,
    { period: times.before, cells: cellsOf(counts.before, name) },
    { period: times.yearBefore, cells: cellsOf(counts.yearBefore, name) },
  ].filter(
    ({ period }, index, all) =>
      all.findIndex((row) => showPeriod(row.period) === showPeriod(period)) === index,
  )
  const inTime = numbersBy(now.cells, 0).get('in_time') ?? 0
  const whole = numberOf(now.cells)
  return {
    finding: `${lengthOf(name, now.cells, times.now)}${isTimed && whole > 0 ? `. In time: ${partOf(inTime, whole)}` : ''}`,
    chart: chartOf(trend),
    table: {
      columns: [
        'Time',
        'Number',
        ...(isTimed ? Object.values(dimensions.timely.values) : []),
        'Half took at most',
        'Nine in ten took at most',
      ],
      rows: rows.map(({ period, cells }) => [
        showPeriod(period),
        numberOf(cells),
        ...(isTimed ? timely.map((code) => numbersBy(cells, 0).get(code) ?? 0) : []),
        withinOf(cells, half),
        withinOf(cells, nineInTen),
      ]),
    },
    notes: [],
  }
}
