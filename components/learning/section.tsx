import type { ReactNode } from 'react'
import { Table } from '@/components/govuk/table'

/** One part of the page: what it found in a sentence, and the numbers. */
export function Section({
  id,
  title,
  finding,
  children,
}: {
  id: string
  title: string
  finding: string
  children?: ReactNode
}) {
  return (
    <section aria-labelledby={id}>
      <h2 className="govuk-heading-m" id={id}>
        {title}
      </h2>
      <p className="govuk-body">{finding}</p>
      {children}
    </section>
  )
}

/** A table of words and numbers; the first column says of what. Nothing where there is no row. */
export function Numbers({
  caption,
  head,
  rows,
}: {
  caption: string
  head: readonly string[]
  rows: readonly (readonly (string | number)[])[]
}) {
  if (rows.length === 0) return null
  const isNumeric = (column: number) => rows.every((row) => typeof row[column] === 'number')
  return (
    <Table
      stacked
      firstCellIsHeader
      caption={caption}
      captionSize="s"
      head={head.map((content, column) => ({ content, numeric: isNumeric(column) }))}
      rows={rows.map((row) =>
        row.map((cell, column) => ({
          content: typeof cell === 'number' ? cell.toLocaleString('en-GB') : cell,
          numeric: isNumeric(column),
        })),
      )}
    />
  )
}
