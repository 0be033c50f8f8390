import { parentPort, workerData } from 'node:worker_threads'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { writeOds } from 'hucre/ods'
import { writeXlsx } from 'hucre/xlsx'
import { withWidths } from './column-widths.mjs'

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

/**
 * The same OpenDocument spreadsheet with its columns as wide as its tables say.
 * @param {Uint8Array} bytes
 * @param {readonly WorkbookSheet[]} sheets
 */
const widened = (bytes, sheets) => {
  const { mimetype = new Uint8Array(), 'content.xml': content, ...others } = unzipSync(bytes)
  return zipSync({
    // First and as it is: readers know the format by it. OpenDocument 1.2, part 3, 3.3.
    mimetype: [mimetype, { level: 0 }],
    'content.xml': strToU8(withWidths(strFromU8(content ?? new Uint8Array()), sheets)),
    ...others,
  })
}

/** @param {Workbook} workbook */
const write = async ({ format, title, sheets }) => {
  const bytes = await writers[format]({
    sheets: sheets.map(laidOut),
    ...(title && { properties: { title } }),
  })
  return format === 'ods' && sheets.some(({ widths }) => widths) ? widened(bytes, sheets) : bytes
}

parentPort?.postMessage(await write(workerData))
