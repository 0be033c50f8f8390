import { csvLine } from '@/lib/audit/csv'
import { allColumns } from './columns'
import type { SheetRead } from './past-referrals'

/** So that programs for tables read it as UTF-8. */
const mark = '\uFEFF'

/** The headings in their order with one made-up referral: to be filled in and uploaded. */
export const templateCsv = (): string =>
  mark +
  csvLine(allColumns.map(({ heading }) => heading)) +
  csvLine(allColumns.map(({ example }) => example))

/** What is wrong in a spreadsheet, a line for each cell. What stands in the cells is not in it. */
export const problemsCsv = ({ problems }: SheetRead): string =>
  mark +
  csvLine(['Row', 'Cell', 'Column', 'What is wrong']) +
  problems.map(({ row, cell, heading, message }) => csvLine([row, cell, heading, message])).join('')
