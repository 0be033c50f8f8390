import type { TrackName } from '@/lib/casework/outcomes'
import { plainName, type Column, type Read } from './cells'
import { allColumns, columnNames, columns, outcomeColumns, type RowValues } from './columns'
import { limits } from './limits'
import type { Refused } from './refused'

export interface PastOutcome {
  readonly track: TrackName
  readonly value: string
  /** An ISO date. */
  readonly on: string
}

/** A referral from before the service, for figures. Days are ISO dates. */
export type PastReferral = RowValues & { readonly outcomes: readonly PastOutcome[] }

/** What is wrong with a cell: where it is, and never what stands in it. */
export interface CellProblem {
  readonly row: number
  /** As programs for tables name it: C7. */
  readonly cell: string
  readonly heading: string
  readonly message: string
}

export interface GoodRow {
  readonly row: number
  readonly referral: PastReferral
}

/** A spreadsheet as it was read: nothing of it but what figures need, and what is wrong. */
export interface SheetRead {
  readonly rowCount: number
  readonly good: readonly GoodRow[]
  readonly problems: readonly CellProblem[]
  /** Our columns that were found, by letter. */
  readonly taken: readonly { readonly letter: string; readonly heading: string }[]
  /** Letters of the columns of which nothing is kept. */
  readonly leftOut: readonly string[]
}

export type Cells = readonly (readonly string[])[]

/** The name of a column as programs for tables give it: A to Z, AA, AB. */
export const letterOf = (index: number): string =>
  (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

const byName = new Map(
  allColumns.flatMap((column) =>
    [column.heading, ...column.knownAs].map((name) => [plainName(name), column] as const),
  ),
)
const isNeeded = ({ whenEmpty }: Column<unknown>) => 'wrong' in whenEmpty

type Places = ReadonlyMap<Column<unknown>, number>

/** Headings stand in one of the first rows: many lists have a title above them. */
const headingsWithin = 10

const placesIn = (row: readonly string[]): Places => {
  const places = new Map<Column<unknown>, number>()
  for (const [index, cell] of row.entries()) {
    const column = byName.get(plainName(cell))
    if (column && !places.has(column)) places.set(column, index)
  }
  return places
}

const findHeadings = (cells: Cells) => {
  const rows = cells
    .slice(0, headingsWithin)
    .map((row, index) => ({ index, places: placesIn(row) }))
  const [best] = rows.toSorted((one, other) => other.places.size - one.places.size)
  return best && best.places.size > 0 ? best : undefined
}

type Say = (column: Column<unknown>, message: string) => void

const readRow = (
  row: readonly string[],
  places: Places,
  today: string,
  say: Say,
): PastReferral | undefined => {
  let isGood = true
  const wrong: Say = (column, message) => {
    isGood = false
    say(column, message)
  }
  const read = <T>(column: Column<T>): T | undefined => {
    const text = (row[places.get(column) ?? -1] ?? '').trim()
    const found: Read<T> = text === '' ? column.whenEmpty : column.read(text, today)
    if ('value' in found) return found.value
    wrong(column, found.wrong)
    return undefined
  }
  const values = Object.fromEntries(
    columnNames.map((name) => [name, read<unknown>(columns[name])]),
  ) as RowValues
  const outcomes = outcomeColumns.flatMap(({ track, value: valueColumn, on: onColumn }) => {
    const value = read(valueColumn)
    const on = read(onColumn)
    if (value === undefined || on === undefined || (!value && !on)) return []
    if (!value) wrong(valueColumn, `Enter the ${valueColumn.heading}, or leave out its date`)
    if (!on) wrong(onColumn, `Enter the date of the ${valueColumn.heading}`)
    if (!value || !on) return []
    if (values.receivedOn && on < values.receivedOn)
      wrong(onColumn, `${onColumn.heading} must be the same as or after the date received`)
    return [{ track, value, on }]
  })
  return isGood ? { ...values, outcomes } : undefined
}

const isEmpty = (row: readonly string[]) => row.every((cell) => cell.trim() === '')

/**
 * Reads the cells of a list of past referrals. Columns that we do not know are not looked at.
 * @param today an ISO date
 * @returns what was read, or why nothing was: `needs` names the columns that are not there
 */
export const pastReferralsIn = (
  cells: Cells,
  today: string,
): SheetRead | { readonly refused: Refused; readonly needs?: readonly string[] } => {
  const headings = findHeadings(cells)
  if (!headings) return { refused: 'headings' }
  const { places } = headings
  const needs = allColumns.filter((column) => isNeeded(column) && !places.has(column))
  if (needs.length > 0) return { refused: 'headings', needs: needs.map(({ heading }) => heading) }
  const rows = [...cells.entries()].filter(
    ([index, row]) => index > headings.index && !isEmpty(row),
  )
  if (rows.length === 0) return { refused: 'no_rows' }
  if (rows.length > limits.rows) return { refused: 'rows' }

  const problems: CellProblem[] = []
  const good: GoodRow[] = []
  const firstWith = new Map<string, number>()
  for (const [index, cellsOfRow] of rows) {
    const row = index + 1
    const say: Say = (column, message) => {
      if (problems.length < limits.problems)
        problems.push({ row, cell: cellOf(places, column, row), heading: column.heading, message })
    }
    const referral = readRow(cellsOfRow, places, today, say)
    if (!referral) continue
    const first = firstWith.get(referral.oldReference)
    if (first === undefined) {
      firstWith.set(referral.oldReference, row)
      good.push({ row, referral })
    } else say(columns.oldReference, `The same reference is in row ${first}`)
  }
  const width = Math.max(...rows.map(([, row]) => row.length))
  const takenAt = [...places.values()]
  return {
    rowCount: rows.length,
    good,
    problems,
    taken: [...places].map(([{ heading }, index]) => ({ letter: letterOf(index), heading })),
    leftOut: Array.from({ length: width }, (_, index) => index)
      .filter((index) => !takenAt.includes(index) && rows.some(([, row]) => row[index]?.trim()))
      .map(letterOf),
  }
}

const cellOf = (places: Places, column: Column<unknown>, row: number) =>
  `${letterOf(places.get(column) ?? 0)}${row}`

/**
 * Takes out the referrals that were imported before, and says so of each.
 * @param before the old references that are here already, each with the day of its import in words
 */
export const withoutDoubles = (
  sheet: SheetRead,
  before: ReadonlyMap<string, string>,
): SheetRead => {
  const { heading } = columns.oldReference
  const letter = sheet.taken.find((one) => one.heading === heading)?.letter ?? ''
  const doubles = sheet.good.flatMap(({ row, referral }) => {
    const on = before.get(referral.oldReference)
    const message = `A referral with this reference was imported on ${on}`
    return on === undefined ? [] : [{ row, cell: `${letter}${row}`, heading, message }]
  })
  return {
    ...sheet,
    good: sheet.good.filter(({ referral }) => !before.has(referral.oldReference)),
    problems: [...sheet.problems, ...doubles]
      .sort((one, other) => one.row - other.row)
      .slice(0, limits.problems),
  }
}
