import { z } from 'zod'
import type { Shown } from './chart'
import { cellsOf, numbersBy, type Counts } from './counts'
import { dimensions } from './dimensions'
import { figureOf } from './figures'
import { neverTogether, publishedTables, type Lines, type PublishedTable } from './published-tables'
import { leavesRoom, shownAlone, suppressed } from './suppression'

const numbersByCode = z.record(z.string(), z.int().nonnegative())

/** How many there are by the one dimension of each table that is published, of a quarter. */
export const quarterNumbers = z.record(z.string(), numbersByCode)
export type QuarterNumbers = z.infer<typeof quarterNumbers>

const shown = z.union([z.int().nonnegative(), z.literal('c')])

/** What is published of a time, and all of it: every chart, table and sentence is made from it. */
export const publishedNumbers = z.strictObject({
  all: shown,
  /** Of a year: the number of all of each quarter. */
  quarters: z.array(shown),
  /** Of a year: its tables, line by line, in the order of their lists. */
  tables: z.array(
    z.strictObject({
      figure: z.string(),
      lines: z.array(z.tuple([z.string(), shown])),
    }),
  ),
})
export type PublishedNumbers = z.infer<typeof publishedNumbers>
export type TableNumbers = PublishedNumbers['tables'][number]

/** The numbers of a quarter that anything published of it, and of its year, is made from. */
export const quarterNumbersOf = (counts: Counts): QuarterNumbers =>
  Object.fromEntries(
    publishedTables.map(({ figure, by }) => {
      const key = figureOf(figure).keys.findIndex(({ dimension }) => dimension === by)
      return [figure, Object.fromEntries(numbersBy(cellsOf(counts, figure), key))]
    }),
  )

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0)

/** The number of all referrals of a quarter. */
export const insideAll = ({ referrals = {} }: QuarterNumbers): number =>
  sum(Object.values(referrals))

/** In the order of the dimension, which is no secret; by size it would tell how large the hidden are. */
const codesOf = ({ by, codes }: PublishedTable, numbers: ReadonlyMap<string, number>) => {
  const listed = codes ?? Object.keys(dimensions[by].values)
  const others = codes ? [] : [...numbers.keys()].filter((code) => !listed.includes(code))
  return [...listed, ...others.toSorted()]
}

/** The inside numbers of a table, in the order in which they are published. */
export const linesOf = (table: PublishedTable, quarters: readonly QuarterNumbers[]) => {
  const numbers = new Map<string, number>()
  for (const { [table.figure]: quarter = {} } of quarters)
    for (const [code, number] of Object.entries(quarter))
      numbers.set(code, (numbers.get(code) ?? 0) + number)
  return codesOf(table, numbers).map((code) => [code, numbers.get(code) ?? 0] as const)
}

/**
 * How large each line of a table is expected to be: as it was published of the year before; where it was
 * hidden, its part of what everybody knows to be left over.
 */
const expectedOf = (
  { figure }: PublishedTable,
  codes: readonly string[],
  before: PublishedNumbers | undefined,
): readonly number[] => {
  const lines = before?.tables.find((table) => table.figure === figure)?.lines ?? []
  const seen = lines.flatMap(([, number]) => (number === 'c' ? [] : [number]))
  const all = before?.all === 'c' ? 0 : (before?.all ?? 0)
  const left = Math.max(0, all - sum(seen)) / Math.max(1, lines.length - seen.length)
  const numbers = new Map(lines)
  return codes.map((code) => {
    const number = numbers.get(code) ?? 0
    return number === 'c' ? left : number
  })
}

const tableNumbers = (
  table: PublishedTable,
  quarters: readonly QuarterNumbers[],
  all: number,
  before: PublishedNumbers | undefined,
): readonly TableNumbers[] => {
  if (!quarters.every(({ [table.figure]: counted }) => counted)) return []
  const lines = linesOf(table, quarters)
  const numbers = suppressed(
    lines.map(([, number]) => number),
    table.fit,
    all,
    expectedOf(
      table,
      lines.map(([code]) => code),
      before,
    ),
  )
  if (!numbers) return []
  const { figure } = table
  return [{ figure, lines: lines.map(([code], place) => [code, numbers[place] ?? 'c']) }]
}

/** The most that some lines of a table can be, as everybody can work out who sees it. */
const mostOf = ([, codes]: Lines, { lines }: TableNumbers, all: number) => {
  const isOf = ([code]: readonly [string, Shown]) => codes.includes(code)
  const seen = (some: TableNumbers['lines']) =>
    sum(some.flatMap(([, number]) => (number === 'c' ? [] : [number])))
  const others = lines.filter((line) => !isOf(line))
  const own = lines.filter(isOf)
  const leastOfOthers = others.filter(([, number]) => number === 'c').length
  const isHidden = own.some(([, number]) => number === 'c')
  return isHidden ? all - seen(others) - leastOfOthers : seen(own)
}

const isTooMuch = (
  [first, second]: readonly [Lines, Lines],
  tables: readonly TableNumbers[],
  all: number,
) => {
  const both = [first, second].flatMap((lines) =>
    tables.filter(({ figure }) => figure === lines[0]).map((table) => ({ lines, table })),
  )
  const isHidden = both.some(({ lines: [, codes], table }) =>
    table.lines.some(([code, number]) => number === 'c' && codes.includes(code)),
  )
  const most = sum(both.map(({ lines, table }) => mostOf(lines, table, all)))
  return both.length === 2 && isHidden && most > all
}

/** Without the tables that would tell something beside another. What is left out is seen by what is left. */
const apartFromEachOther = (tables: readonly TableNumbers[], all: number) => {
  const left: readonly string[] = neverTogether
    .filter((pair) => isTooMuch(pair, tables, all))
    .map(([[figure]]) => figure)
  return tables.filter(({ figure }) => !left.includes(figure))
}

/** The number of a year: hidden too where it would tell how many there were in a quarter. */
const shownYear = (quarters: readonly number[]): Shown => {
  const small = quarters.filter((number) => shownAlone(number) === 'c')
  const all = shownAlone(sum(quarters))
  return small.length === 0 || leavesRoom(small) ? all : 'c'
}

/**
 * What is published of a quarter or of a year, from the numbers of its quarters: of a quarter the
 * number of all alone, of a year its tables. Nothing else goes in, so that two publications are always
 * made of the same numbers, in whichever order they come.
 * @param before what was published of the year before: of it hangs alone which further lines are hidden
 */
export const publishedNumbersOf = (
  quarters: readonly QuarterNumbers[],
  before?: PublishedNumbers,
): PublishedNumbers => {
  const numbers = quarters.map(insideAll)
  if (numbers.length === 1) return { all: shownAlone(sum(numbers)), quarters: [], tables: [] }
  const all = shownYear(numbers)
  const tables =
    all === 'c'
      ? []
      : publishedTables.flatMap((table) => tableNumbers(table, quarters, all, before))
  return {
    all,
    quarters: numbers.map(shownAlone),
    tables: all === 'c' ? [] : [...apartFromEachOther(tables, all)],
  }
}

/** How many numbers are hidden. */
export const hiddenCount = ({ all, quarters, tables }: PublishedNumbers): number =>
  [all, ...quarters, ...tables.flatMap(({ lines }) => lines.map(([, number]) => number))].filter(
    (number) => number === 'c',
  ).length
