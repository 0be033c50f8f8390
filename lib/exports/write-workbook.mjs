import { parentPort, workerData } from 'node:worker_threads'
import { writeOds } from 'hucre/ods'
import { writeXlsx } from 'hucre/xlsx'

/**
 * Writes tables as a spreadsheet, in a thread of its own. The only file that knows the library.
 * @typedef {import('./sheet').WorkbookSheet} WorkbookSheet
 * @typedef {{ readonly format: 'ods' | 'xlsx', readonly title?: string, readonly sheets: readonly WorkbookSheet[] }} Workbook
 */

const writers = { ods: writeOds, xlsx: writeXlsx }
const style = { font: { bold: true } }

/** @param {WorkbookSheet} sheet */
const laidOut = ({ name, rows, bold = [], widths }) => ({
  name,
  rows: rows.map((row) => [...row]),
  ...(bold.length > 0 && {
    cells: new Map(
      bold.flatMap((row) =>
        (rows[row] ?? []).map(
          (_, column) => /** @type {const} */ ([`${row},${column}`, { style }]),
        ),
      ),
    ),
  }),
  ...(widths && { columns: widths.map((width) => ({ width })) }),
})

/** @param {Workbook} workbook */
const write = ({ format, title, sheets }) =>
  writers[format]({
    sheets: sheets.map(laidOut),
    ...(title && { properties: { title } }),
  })

parentPort?.postMessage(await write(workerData))
