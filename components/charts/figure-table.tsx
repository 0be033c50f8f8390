import { Table } from '@/components/govuk/table'
import { isOfNumbers, showCell, type Table as Numbers } from '@/lib/outcomes/chart'

/** The numbers of a figure as a table: the first cell of a row says what it is of. */
export function FigureTable({ caption, table }: { caption: string; table: Numbers }) {
  return (
    <Table
      caption={caption}
      captionSize="s"
      stacked
      firstCellIsHeader
      head={table.columns.map((content, column) => ({
        content,
        numeric: isOfNumbers(table, column),
      }))}
      rows={table.rows.map((row) =>
        row.map((cell, column) => ({
          content: showCell(cell),
          numeric: isOfNumbers(table, column),
        })),
      )}
    />
  )
}
