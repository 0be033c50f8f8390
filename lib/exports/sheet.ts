import { withoutFormula } from '@/lib/audit/csv'
import { clean } from '@/lib/journey/question'

/** What stands in one place of a table; several are a list of codes. */
export type Value = string | number | null | undefined | readonly string[]

/** A table of any length: its columns, and its rows a few at a time. */
export interface Sheet {
  /** What the file says of itself, where its form has room for it. */
  readonly about: Readonly<Record<string, string>>
  readonly columns: readonly string[]
  readonly batches: AsyncIterable<readonly (readonly Value[])[]>
}

export type Cell = string | number

/** One sheet of a workbook, its cells as `cellOf` makes them. */
export interface WorkbookSheet {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
  /** The rows that are headings, counted from 0. */
  readonly bold?: readonly number[]
  /** How wide the columns are, in characters. */
  readonly widths?: readonly number[]
}

/** What XML cannot hold, besides what `clean` takes out already. */
const noCharacter = /[\uFFFE\uFFFF]/g

/**
 * A value as it stands in every kind of table: one line of text that no program runs as a formula, or
 * a number. Dates are ISO texts, so that nothing reads them in an order of its own; lists are joined by
 * semicolons, as the Human Trafficking Case Data Standard has it.
 */
export const cellOf = (value: Value): Cell => {
  if (typeof value === 'number') return value
  const text = typeof value === 'string' ? value : (value ?? []).join(';')
  return withoutFormula(clean(text.replace(noCharacter, '')).replace(/\s+/g, ' '))
}
