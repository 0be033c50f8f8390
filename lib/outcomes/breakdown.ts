import { county } from '@/lib/county/county'
import type { Chart, Shown, Table } from './chart'
import { numbersBy, type Cell } from './counts'
import { dimensions, labelOf, type DimensionName } from './dimensions'
import { showPeriod, type Period } from './period'

/** One line of a figure: what it is of, and how many in each column. */
export interface Line {
  readonly code: string
  readonly label: string
  readonly numbers: readonly Shown[]
}

/**
 * A figure as lines of numbers, from which its finding, its chart and its table are made alike: where
 * a number is hidden in the lines, nothing else can say it.
 */
export interface Breakdown {
  readonly dimension: DimensionName
  readonly columns: readonly string[]
  /** Which column its finding tells. */
  readonly told: number
  /** Which columns are drawn, side by side. */
  readonly drawn: readonly number[]
  readonly lines: readonly Line[]
  /** The foot of the table, where its lines add up to something. */
  readonly total: readonly Shown[] | undefined
}

/** More runs than this nobody tells apart. */
const mostSeries = 4

/** Codes that have an order of their own, so that lines stand in it and not by size. */
const inOrder: readonly DimensionName[] = [
  'ageGroup',
  'ageWhenExploited',
  'stage',
  'priority',
  'timely',
  'yesNo',
  'consentAnswer',
  'dutyState',
]

/** What stands last wherever it is: the rest, and then what is not known. */
const rest: readonly string[] = ['other', 'elsewhere', 'unknown']
const restRank = (code: string) => rest.indexOf(code)
const isRest = (code: string) => restRank(code) >= 0

const rankOf = (dimension: DimensionName, code: string) => {
  const rank = Object.keys(dimensions[dimension].values).indexOf(code)
  return rank < 0 ? Number.MAX_SAFE_INTEGER : rank
}

/** The codes that some numbers have, in the order in which they are told. */
export const codesOf = (
  dimension: DimensionName,
  numbers: ReadonlyMap<string, number>,
): readonly string[] => {
  const has = (code: string) => numbers.get(code) ?? 0
  return [...numbers.keys()].toSorted((one, other) => {
    const bySize = inOrder.includes(dimension)
      ? 0
      : restRank(one) - restRank(other) || has(other) - has(one)
    return (
      bySize ||
      rankOf(dimension, one) - rankOf(dimension, other) ||
      labelOf(dimension, one).localeCompare(labelOf(dimension, other), 'en-GB')
    )
  })
}

const summed = (numbers: Iterable<number>) => [...numbers].reduce((sum, number) => sum + number, 0)

/** A list that is longer than this is told as far as there is something of it. */
const longest = 12

/** The codes that a figure tells of although there is nothing of them: "and in my district?" */
const alwaysTold = (dimension: DimensionName, { from, until }: Period): readonly string[] => {
  if (dimension === 'area')
    return county.areas
      .filter((area) => area.from <= until && (area.until ?? until) >= from)
      .map(({ slug }) => slug)
  const codes = Object.keys(dimensions[dimension].values)
  return codes.length > longest ? [] : codes.filter((code) => !isRest(code))
}

/** The counts of a figure in one time. */
export interface Column {
  readonly period: Period
  readonly cells: readonly Cell[]
}

const codesIn = (dimension: DimensionName, times: readonly Column[]) => {
  const [now] = times
  const first = numbersBy(now?.cells ?? [], 0)
  const codes = [
    ...(now ? alwaysTold(dimension, now.period) : []),
    ...times.flatMap(({ cells }) => [...numbersBy(cells, 0).keys()]),
  ]
  return codesOf(dimension, new Map(codes.map((code) => [code, first.get(code) ?? 0])))
}

/**
 * Counts by their first key, in several times beside one another; the first of them is told and drawn.
 * @param adds whether the lines add up to something
 */
export const breakdownBy = (
  dimension: DimensionName,
  times: readonly Column[],
  adds: boolean,
): Breakdown => {
  const columns = times.map(({ cells }) => numbersBy(cells, 0))
  return {
    dimension,
    columns: times.map(({ period }) => showPeriod(period)),
    told: 0,
    drawn: [0],
    lines: codesIn(dimension, times).map((code) => ({
      code,
      label: labelOf(dimension, code),
      numbers: columns.map((numbers) => numbers.get(code) ?? 0),
    })),
    total: adds ? columns.map((numbers) => summed(numbers.values())) : undefined,
  }
}

/** Counts by two keys: lines by the first, columns by the second and their sum, now and in earlier times. */
export const breakdownByTwo = (
  [row, column]: readonly [DimensionName, DimensionName],
  times: readonly Column[],
  adds: boolean,
): Breakdown => {
  const cells = times[0]?.cells ?? []
  const series = codesOf(column, numbersBy(cells, 1))
  const lines = codesIn(row, times).map((code) => {
    const own = cells.filter(({ codes }) => codes[0] === code)
    return {
      code,
      label: labelOf(row, code),
      numbers: [
        ...series.map((one) => numbersBy(own, 1).get(one) ?? 0),
        ...times.map((time) => numbersBy(time.cells, 0).get(code) ?? 0),
      ],
    }
  })
  const columns = [
    ...series.map((code) => labelOf(column, code)),
    ...times.map(({ period }) => `All, ${showPeriod(period)}`),
  ]
  return {
    dimension: row,
    columns,
    told: series.length,
    drawn: series.length > mostSeries ? [series.length] : series.map((_, index) => index),
    lines,
    total: adds
      ? columns.map((_, column) => summed(lines.map(({ numbers }) => numbers[column] ?? 0)))
      : undefined,
  }
}

/** The number of a line that findings tell. */
export const toldOf = ({ told }: Breakdown, { numbers }: Line): Shown => numbers[told] ?? 0

/** Bars of what there is of a breakdown, the series of a line side by side; nothing where there is nothing. */
export const barsOf = ({
  dimension,
  columns,
  drawn,
  lines,
}: Pick<Breakdown, 'columns' | 'drawn' | 'lines'> & {
  readonly dimension?: DimensionName
}): Chart | undefined => {
  const isThere = ({ numbers }: Line) => drawn.some((column) => (numbers[column] ?? 0) !== 0)
  const keepsAll = dimension === undefined || inOrder.includes(dimension)
  const shown = keepsAll ? lines : lines.filter(isThere)
  if (!shown.some(isThere)) return undefined
  return {
    kind: 'bars',
    labels: shown.map(({ label }) => label),
    series: drawn.map((column) => ({
      label: columns[column] ?? '',
      values: shown.map(({ numbers }) => numbers[column] ?? 0),
    })),
  }
}

/** The table of a breakdown, with its sum at the foot where its lines add up. */
export const tableOf = ({ dimension, columns, lines, total }: Breakdown): Table => ({
  columns: [dimensions[dimension].label, ...columns],
  rows: [
    ...lines.map(({ label, numbers }) => [label, ...numbers]),
    ...(total ? [['All', ...total]] : []),
  ],
})
