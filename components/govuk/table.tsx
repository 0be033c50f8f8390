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
  /** How the rows are sorted by this column, where they can be. */
  sort?: 'ascending' | 'descending' | 'none'
}

export interface TableProps {
  caption?: ReactNode
  captionSize?: 's' | 'm' | 'l' | 'xl'
  head?: readonly TableHeading[]
  rows: readonly (readonly TableCell[])[]
  firstCellIsHeader?: boolean
  className?: string
}

export function Table({
  caption,
  captionSize,
  head,
  rows,
  firstCellIsHeader,
  className,
}: TableProps) {
  return (
    <table className={classNames('govuk-table', className)}>
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
        <thead className="govuk-table__head">
          <tr className="govuk-table__row">
            {head.map(({ content, sort, ...heading }, index) => (
              <th key={index} scope="col" aria-sort={sort} {...cell('header', heading)}>
                {content}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody className="govuk-table__body">
        {rows.map((row, index) => (
          <tr key={index} className="govuk-table__row">
            {row.map(({ content, ...rest }, column) =>
              firstCellIsHeader && column === 0 ? (
                <th key={column} scope="row" {...cell('header', rest)}>
                  {content}
                </th>
              ) : (
                <td key={column} {...cell('cell', rest)}>
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
