/** A number as it is shown: itself, or [c] where it is too small to be published. */
export type Shown = number | 'c'

/** A number in text: "1,204", "[c]". */
export const showNumber = (number: Shown): string =>
  number === 'c' ? '[c]' : number.toLocaleString('en-GB')

/** What stands in one place of a table, in text. */
export const showCell = (cell: string | Shown): string =>
  typeof cell === 'number' || cell === 'c' ? showNumber(cell) : cell

/** One run of a chart: at most four, each said in words beside its marks. */
export interface Series {
  readonly label: string
  readonly values: readonly Shown[]
}

/**
 * What a chart shows, whatever draws it: SVG on a page, a PDF. Every chart stands beside a table of the
 * same numbers. No pies, no two scales, no colour that says something alone.
 */
export type Chart =
  | {
      /** Columns over time, the series stacked. */
      readonly kind: 'columns'
      readonly labels: readonly string[]
      readonly series: readonly Series[]
    }
  | {
      /** Horizontal bars, the series of a row side by side. */
      readonly kind: 'bars'
      readonly labels: readonly string[]
      readonly series: readonly Series[]
    }
  | {
      /** A median as a dot, with a line to the ninetieth percentile, in minutes. */
      readonly kind: 'ranges'
      readonly rows: readonly {
        readonly label: string
        readonly median: number
        readonly ninety: number
      }[]
    }
  | {
      /** A map of tiles, one for each district, where it lies. */
      readonly kind: 'tiles'
      readonly tiles: readonly {
        readonly label: string
        readonly row: number
        readonly column: number
        readonly value: Shown
      }[]
    }

/** A table of the numbers, as every chart has one below it and every sheet of a workbook is one. */
export interface Table {
  readonly columns: readonly string[]
  /** The first cell of a row says what it is of. */
  readonly rows: readonly (readonly (string | Shown)[])[]
}

/** Whether a column of a table holds numbers and nothing else. */
export const isOfNumbers = ({ rows }: Table, column: number): boolean =>
  column > 0 && rows.every(({ [column]: cell }) => typeof cell === 'number' || cell === 'c')
