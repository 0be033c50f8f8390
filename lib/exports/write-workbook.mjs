import { parentPort, workerData } from 'node:worker_threads'
import { writeOds } from 'hucre/ods'
import { writeXlsx } from 'hucre/xlsx'

/**
 * Writes a table as a spreadsheet, in a thread of its own. The only file that knows the library.
 * @typedef {{ readonly format: 'ods' | 'xlsx', readonly name: string, readonly rows: (string | number)[][] }} Table
 */

const writers = { ods: writeOds, xlsx: writeXlsx }

/** @param {Table} table */
const write = ({ format, name, rows }) => writers[format]({ sheets: [{ name, rows }] })

parentPort?.postMessage(await write(workerData))
