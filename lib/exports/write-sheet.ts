import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { csvLine } from '@/lib/audit/csv'
import type { FormatName } from './formats'
import { cellOf, type Cell, type Sheet } from './sheet'

/** In milliseconds: how long a thread may take for one spreadsheet. */
const patience = 120_000
/** In bytes: the parts in which a finished spreadsheet is handed on. */
const partSize = 256 * 1024

async function* writeCsv({ columns, batches }: Sheet) {
  // With a mark at its start, by which Excel knows that it is in UTF-8.
  yield Buffer.from(`\uFEFF${csvLine(columns.map(cellOf))}`)
  for await (const rows of batches)
    yield Buffer.from(rows.map((row) => csvLine(row.map(cellOf))).join(''))
}

async function* writeJson({ about, columns, batches }: Sheet) {
  const head = JSON.stringify({ ...about, records: [] }).slice(0, -2)
  let before = `${head}\n`
  for await (const rows of batches) {
    const records = rows.map((row) =>
      JSON.stringify(Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null]))),
    )
    if (records.length === 0) continue
    yield Buffer.from(before + records.join(',\n'))
    before = ',\n'
  }
  yield Buffer.from(`${before === ',\n' ? '' : before}\n]}\n`)
}

const writeInThread = (format: 'ods' | 'xlsx', name: string, rows: Cell[][]) =>
  new Promise<Uint8Array>((resolve, reject) => {
    // By its path and not as an import: it runs in a thread of its own.
    const thread = new Worker(join(process.cwd(), 'lib/exports/write-workbook.mjs'), {
      workerData: { format, name, rows },
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
    const timer = setTimeout(() => void thread.terminate(), patience)
    thread.once('message', resolve)
    thread.once('error', () => reject(new Error('A spreadsheet could not be written')))
    thread.once('exit', () => {
      clearTimeout(timer)
      reject(new Error('A spreadsheet was not written in time'))
    })
  })

async function* writeWorkbook(format: 'ods' | 'xlsx', { about, columns, batches }: Sheet) {
  const rows: Cell[][] = [columns.map(cellOf)]
  for await (const batch of batches) for (const row of batch) rows.push(row.map(cellOf))
  const bytes = Buffer.from(await writeInThread(format, about.content ?? 'Table', rows))
  for (let start = 0; start < bytes.length; start += partSize)
    yield bytes.subarray(start, start + partSize)
}

/**
 * Writes a table as a file, part by part. CSV and JSON take the same memory whatever their length; a
 * spreadsheet is made as a whole, in a thread of its own, so that nobody waits for it.
 * @throws where a spreadsheet could not be written within two minutes
 */
export const writeSheet = (sheet: Sheet, format: FormatName): AsyncGenerator<Buffer> => {
  if (format === 'csv') return writeCsv(sheet)
  if (format === 'json') return writeJson(sheet)
  return writeWorkbook(format, sheet)
}
