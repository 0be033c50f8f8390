import { county } from '@/lib/county/county'
import { cellOf, type Cell, type WorkbookSheet } from '@/lib/exports/sheet'
import type { Table } from './chart'
import { nationalSources, nationalTable, nationalTitle } from './national-table'
import { showPeriod } from './period'
import type { Report } from './report'
import {
  contact,
  countedUpTo,
  forWhom,
  ownWordsHeading,
  ownWordsOf,
  reportTitle,
} from './report-titles'

export const hiddenNote = '[c] stands where a number is hidden, so that nobody can be known by it.'

const text = (value: string) => [cellOf(value)]

/** What a cell of a table is in a sheet: a number as a number, anything else as text. */
const valueOf = (cell: string | number): Cell =>
  typeof cell === 'number' ? cell : cellOf(cell === 'c' ? '[c]' : cell)

/** A table of a workbook, whatever it is of. */
interface Tabled {
  readonly title: string
  readonly about: readonly string[]
  readonly table: Table
}

/** The row of a sheet of a table in which its columns are named, counted from 0. */
export const headRow = 5

/** In characters: the longest of a column, and never so wide that the others are out of sight. */
const widthOf = (cells: readonly (string | number)[]) =>
  Math.min(60, Math.max(10, ...cells.map((cell) => String(cell).length)) + 2)

const sheetName = (number: number) => `Table ${number}`

/**
 * A table alone on its sheet, its heading in the same row of every sheet. Source: Analysis Function,
 * Releasing statistics in spreadsheets.
 */
const tableSheet = ({ title, about, table }: Tabled, number: number): WorkbookSheet => {
  const isHidden = table.rows.some((row) => row.includes('c'))
  const head = [`Table ${number}: ${title}`, ...about]
  const note = isHidden ? hiddenNote : 'No number is hidden.'
  return {
    name: sheetName(number),
    bold: [0, headRow],
    widths: table.columns.map((column, index) =>
      widthOf([column, ...table.rows.map((row) => row[index] ?? '')]),
    ),
    rows: [
      ...[...head, note].map(text),
      table.columns.map(cellOf),
      ...table.rows.map((row) => row.map(valueOf)),
    ],
  }
}

const tablesOf = (report: Report): readonly Tabled[] =>
  report.sections.flatMap(({ figures }) =>
    figures.flatMap((figure) => {
      const { title, finding, countRule, source, notes, national = [], table } = figure
      const called = `${title}, ${showPeriod(report.period)}`
      const own: Tabled = {
        title: called,
        about: [
          finding,
          `How it is counted: ${countRule}`,
          [`Source: ${source}.`, ...notes].join(' '),
        ],
        table,
      }
      const beside: Tabled = {
        title: `${called}: ${nationalTitle.toLowerCase()}`,
        about: [
          'National figures are for a time of their own, which stands beside each.',
          `How ours is counted: ${countRule}`,
          nationalSources(national),
        ],
        table: nationalTable(report, national),
      }
      return national.length > 0 ? [own, beside] : [own]
    }),
  )

const headed = (heading: string, texts: readonly string[]) => [
  { isHead: true, cells: text(heading) },
  ...texts.map((one) => ({ isHead: false, cells: text(one) })),
]

const cover = (report: Report, contents: readonly (readonly string[])[]): WorkbookSheet => {
  const words = ownWordsOf(report)
  const rows = [
    ...headed(reportTitle(report), [
      county.partnership,
      forWhom(report),
      countedUpTo(report),
      contact,
    ]),
    ...headed('Key results', report.keyResults),
    ...(words ? headed(ownWordsHeading, words) : []),
    ...headed('Contents', []),
    ...contents.map((row) => ({ isHead: false, cells: row.map(cellOf) })),
  ]
  return {
    name: 'Cover',
    bold: rows.flatMap(({ isHead }, index) => (isHead ? [index] : [])),
    rows: rows.map(({ cells }) => cells),
  }
}

const notes = (report: Report): WorkbookSheet => ({
  name: 'Notes',
  bold: [0, 3],
  rows: [
    text('Notes'),
    text(hiddenNote),
    text('A time has all its days, the first and the last among them.'),
    ['What is counted', 'How it is counted', 'Source', 'Notes'].map(cellOf),
    ...report.sections.flatMap(({ figures }) =>
      figures.map((figure) =>
        [figure.title, figure.countRule, figure.source, figure.notes.join(' ')].map(cellOf),
      ),
    ),
  ],
})

/**
 * A report as a workbook: a cover, notes with the rule of every count, and one table on each sheet.
 * No cell of it is a formula.
 */
export const reportWorkbook = (report: Report): readonly WorkbookSheet[] => {
  const tables = tablesOf(report)
  const contents = [
    ['Notes', 'How everything is counted'],
    ...tables.map(({ title }, index) => [sheetName(index + 1), title]),
  ]
  return [
    cover(report, contents),
    notes(report),
    ...tables.map((table, index) => tableSheet(table, index + 1)),
  ]
}
