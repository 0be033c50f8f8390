import { isoDay } from '@/lib/wording/london-time'
import { codesOf } from './breakdown'
import { cellsOf, numbersBy, quantileOf, type Cell, type Counts } from './counts'
import { dimensions, labelOf } from './dimensions'
import { figureOf, type FigureName } from './figures'
import { ageBandNames, ageBands, bandOf, daysOfBand, isAgeBand } from './case-ages'
import { lastKnown, type Period } from './period'
import { sinceOf } from './standing'

/** One number of a figure, and the codes by which the cases behind it are found. */
export interface FigureLine {
  readonly codes: readonly string[]
  readonly labels: readonly string[]
  readonly number: number
  /** Of a figure that tells how long something took: in minutes. */
  readonly times?: { readonly median: number; readonly ninety: number } | undefined
}

/** A figure in a time, number by number. */
export interface FigureNumbers {
  readonly figure: FigureName
  readonly period: Period
  /** Up to when everything is counted. */
  readonly asOf: Date | undefined
  /** What each line says of itself, before its number. */
  readonly headings: readonly string[]
  readonly lines: readonly FigureLine[]
  readonly all: FigureLine
}

/** A number whose cases are asked for. */
export interface Asked {
  readonly figure: FigureName
  readonly period: Period
  /** The first codes of what was counted; none for all of it. */
  readonly codes: readonly string[]
  /** Up to when everything is counted. */
  readonly asOf?: Date | undefined
}

/** The same as the database is asked for it. */
export interface Followed {
  readonly number: number
  /** The first codes, as they are kept. */
  readonly keys: readonly string[]
  /** The days of what is counted, by the definition of the figure. */
  readonly days: Period
  /** Of a figure of what is open: the day on which it was. */
  readonly openOn?: string
}

const timesOf = (figure: FigureName, cells: readonly Cell[]) => {
  if (figureOf(figure).measure !== 'minutes') return undefined
  const median = quantileOf(cells, 0.5)
  const ninety = quantileOf(cells, 0.9)
  return median === undefined || ninety === undefined ? undefined : { median, ninety }
}

const isOpen = (figure: FigureName) => figureOf(figure).measure === 'open'

const labelsOf = (figure: FigureName, codes: readonly string[]) =>
  codes.map((code, index) => {
    const key = figureOf(figure).keys[index]
    if (key) return labelOf(key.dimension, code)
    return isAgeBand(code) ? ageBands[code] : code
  })

/** The day of which open cases are told: of a time that is not over, the last that is counted. */
const openOn = ({ period, asOf }: Pick<Asked, 'period' | 'asOf'>) =>
  lastKnown(period, asOf && isoDay(asOf))

/** The day on which a case came: the last code of what is counted as open. */
const cameOn = ({ codes }: Cell) => codes.at(-1) ?? ''

/** What is counted of a number. Of open cases the code is their age on the last day of the time. */
const cellsBehind = (asked: Asked, counts: Counts): readonly Cell[] => {
  const { figure, codes } = asked
  return cellsOf(counts, figure).filter((cell) =>
    isOpen(figure)
      ? codes.every((code) => code === bandOf(cameOn(cell), openOn(asked)))
      : codes.every((code, index) => code === cell.codes[index]),
  )
}

const lineOf = (
  figure: FigureName,
  codes: readonly string[],
  cells: readonly Cell[],
): FigureLine => ({
  codes,
  labels: labelsOf(figure, codes),
  number: cells.reduce((sum, { number }) => sum + number, 0),
  times: timesOf(figure, cells),
})

/** One line for each combination of codes, in the order in which they are told. */
const linesOf = (
  figure: FigureName,
  cells: readonly Cell[],
  codes: readonly string[] = [],
): readonly FigureLine[] => {
  const depth = codes.length
  const key = figureOf(figure).keys[depth]
  if (!key) return [lineOf(figure, codes, cells)]
  return codesOf(key.dimension, numbersBy(cells, depth)).flatMap((code) =>
    linesOf(
      figure,
      cells.filter((cell) => cell.codes[depth] === code),
      [...codes, code],
    ),
  )
}

const linesOfOpen = (asked: Omit<Asked, 'codes'>, counts: Counts) =>
  ageBandNames.map((band) =>
    lineOf(asked.figure, [band], cellsBehind({ ...asked, codes: [band] }, counts)),
  )

/** Every number of a figure in a time. */
export const numbersOf = (
  figure: FigureName,
  period: Period,
  counts: Counts,
  asOf: Date | undefined,
): FigureNumbers => {
  const { keys } = figureOf(figure)
  const cells = cellsOf(counts, figure)
  const all = { ...lineOf(figure, [], cells), labels: ['All'] }
  if (isOpen(figure)) {
    const headings = [sinceOf(figure)]
    return {
      figure,
      period,
      asOf,
      headings,
      lines: linesOfOpen({ figure, period, asOf }, counts),
      all,
    }
  }
  const headings = keys.map(({ dimension }) => dimensions[dimension].label)
  const lines = keys.length === 0 ? [] : linesOf(figure, cells)
  return { figure, period, asOf, headings, lines, all }
}

const isKnown = ({ figure, codes }: Asked, counts: Counts) =>
  codes.every((code, index) => {
    if (isOpen(figure)) return index === 0 && isAgeBand(code)
    const key = figureOf(figure).keys[index]
    if (!key) return false
    const isListed = Object.hasOwn(dimensions[key.dimension].values, code)
    return isListed || cellsOf(counts, figure).some((cell) => cell.codes[index] === code)
  })

/**
 * What the database is asked for to find the cases behind a number.
 * @returns `undefined` where the figure knows no such code
 */
export const followable = (asked: Asked, counts: Counts): Followed | undefined => {
  if (!isKnown(asked, counts)) return undefined
  const { figure, period, codes } = asked
  const cells = cellsBehind(asked, counts)
  const number = cells.reduce((sum, cell) => sum + cell.number, 0)
  if (!isOpen(figure)) return { number, days: period, keys: codes }
  const [band] = codes.filter(isAgeBand)
  const on = openOn(asked)
  const days = band ? daysOfBand(band, on) : { ...daysOfBand('11+', on), until: on }
  return { number, keys: [], days, openOn: on }
}

/** What the codes of a number say: "Adult", "Labour, Child". */
export const codesInWords = (figure: FigureName, codes: readonly string[]): string =>
  labelsOf(figure, codes).join(', ')
