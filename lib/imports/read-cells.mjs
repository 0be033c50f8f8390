/**
 * Reads the cells of a spreadsheet, in a thread of its own: what somebody uploaded may be made to take
 * long or much memory, and then only this thread ends.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { parseCsv } from 'hucre/csv'
import { readOds } from 'hucre/ods'
import { readXlsx } from 'hucre/xlsx'

/** @typedef {{ rows: number, columns: number, cell: number }} Limits */

/** Days are midnight in UTC, whatever the clock of the machine. @param {unknown} value */
const textOf = (value) => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  return String(value)
}

const marks = [
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
]

/** Text of UTF-8 or UTF-16, or else of the programs that know neither. @param {Uint8Array} bytes */
const decode = (bytes) => {
  const mark = marks.find((one) => one.bytes.every((byte, index) => bytes[index] === byte))
  if (mark) return new TextDecoder(mark.encoding).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** @param {string} form @param {Uint8Array} bytes @param {number} maxRows */
const rowsOf = async (form, bytes, maxRows) => {
  if (form === 'csv') return parseCsv(decode(bytes), { maxRows })
  const read = form === 'ods' ? readOds : readXlsx
  const { sheets } = await read(bytes, { sheets: [0], maxRows })
  return sheets[0]?.rows ?? []
}

/**
 * @param {string} form csv, ods or xlsx
 * @param {Uint8Array} bytes
 * @param {Limits} limits
 * @returns {Promise<{ cells: string[][] } | { refused: 'content' | 'rows' }>} of its first sheet
 */
export const readCells = async (form, bytes, { rows: most, columns, cell }) => {
  // Room for a title and the headings above the rows, and for one row too many to be seen.
  const maxRows = most + 20
  try {
    const rows = await rowsOf(form, bytes, maxRows + 1)
    const last = rows.findLastIndex((row) => row.some((value) => textOf(value) !== ''))
    if (last >= maxRows) return { refused: 'rows' }
    const cells = rows
      .slice(0, last + 1)
      .map((row) => row.slice(0, columns).map((value) => textOf(value).slice(0, cell)))
    return { cells }
  } catch {
    return { refused: 'content' }
  }
}

if (parentPort) {
  const { form, bytes, limits } = workerData
  parentPort.postMessage(await readCells(form, bytes, limits))
}
