import type { FigureName } from './figures'

/** How many there are of each combination of codes of one figure. */
export interface Cell {
  /** In the order of the keys of the figure's definition; then the minutes or the closing day. */
  readonly codes: readonly string[]
  readonly number: number
}

/** The counts of one period, by figure. */
export type Counts = Readonly<Partial<Record<FigureName, readonly Cell[]>>>

/** The cells of a figure; none where nothing was counted. */
export const cellsOf = (counts: Counts, figure: FigureName): readonly Cell[] => counts[figure] ?? []

/** How many there are of a figure in all, or of those whose first codes are these. */
export const totalOf = (counts: Counts, figure: FigureName, ...codes: readonly string[]): number =>
  cellsOf(counts, figure)
    .filter((cell) => codes.every((code, index) => cell.codes[index] === code))
    .reduce((sum, { number }) => sum + number, 0)

/** How many there are by one of a figure's keys. */
export const numbersBy = (cells: readonly Cell[], key: number): ReadonlyMap<string, number> => {
  const numbers = new Map<string, number>()
  for (const { codes, number } of cells) {
    const code = codes[key] ?? ''
    numbers.set(code, (numbers.get(code) ?? 0) + number)
  }
  return numbers
}

/**
 * The time within which a share of all were done: of a figure that counts minutes, which are the last
 * code of each cell. The smallest time by which at least that share was done; `undefined` of none.
 */
export const quantileOf = (cells: readonly Cell[], share: number): number | undefined => {
  const byMinutes = cells
    .map(({ codes, number }) => [Number(codes.at(-1)), number] as const)
    .toSorted(([one], [other]) => one - other)
  const all = byMinutes.reduce((sum, [, number]) => sum + number, 0)
  let so = 0
  return byMinutes.find(([, number]) => {
    so += number
    return so >= all * share
  })?.[0]
}
