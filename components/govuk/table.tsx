import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface TableCell {
  content: ReactNode
  numeric?: boolean
  className?: string
  colSpan?: number
  rowSpan?: number
}

export interface TableHeading extends TableCell {
  /** The column's name beside its cells on a phone, where the content is more than text. */
  name?: string
  /** How the rows are sorted by this column, where they can be. */
  sort?: 'ascending' | 'descending' | 'none'
}

export interface TableProps {
  caption?: ReactNode
  captionSize?: 's' | 'm' | 'l' | 'xl'
  head?: readonly TableHeading[]
  rows: readonly (readonly TableCell[])[]
  firstCellIsHeader?: boolean
  /** On a phone each row stands by itself, every cell with its column's name beside it. */
  stacked?: boolean
  className?: string
}

/** A row that is drawn as a block is no row to some screen readers unless it says so. */
const roles = {
  table: 'table',
  head: 'rowgroup',
  row: 'row',
  column: 'columnheader',
  first: 'rowheader',
  cell: 'cell',
} as const

export function Table({
  caption,
  captionSize,
  head,
  rows,
  firstCellIsHeader,
  stacked,
  className,
}: TableProps) {
  const role = stacked ? roles : undefined
  const nameOf = (column: number) => {
    if (!stacked) return undefined
    const { content, name } = head?.[column] ?? {}
    return name ?? (typeof content === 'string' ? content : undefined)
  }
  return (
    <table
      className={classNames('govuk-table', stacked && 'stacked', className)}
      role={role?.table}
    >
      {caption && (
        <caption
          className={classNames(
            'govuk-table__caption',
            captionSize && `govuk-table__caption--${captionSize}`,
          )}
        >
          {caption}
        </caption>
      )}
      {head && (
        <thead className="govuk-table__head" role={role?.head}>
          <tr className="govuk-table__row" role={role?.row}>
            {head.map(({ content, sort, ...heading }, index) => (
              <th
                key={index}
                scope="col"
                role={role?.column}
                aria-sort={sort}
                {...cell('header', heading)}
              >
                {content}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody className="govuk-table__body" role={role?.head}>
        {rows.map((row, index) => (
          <tr key={index} className="govuk-table__row" role={role?.row}>
            {row.map(({ content, ...rest }, column) =>
              firstCellIsHeader && column === 0 ? (
                <th key={column} scope="row" role={role?.first} {...cell('header', rest)}>
                  {content}
                </th>
              ) : (
                <td
                  key={column}
                  role={role?.cell}
                  data-label={nameOf(column)}
                  {...cell('cell', rest)}
                >
                  {content}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function cell(
  kind: 'header' | 'cell',
  { numeric, className, colSpan, rowSpan }: Omit<TableCell, 'content'>,
) {
  return {
    className: classNames(
      `govuk-table__${kind}`,
      numeric && `govuk-table__${kind}--numeric`,
      className,
    ),
    colSpan,
    rowSpan,
  }
}
