import { csvLine } from '@/lib/audit/csv'
import type { FormatName } from './formats'
import { cellOf, type Cell, type Sheet } from './sheet'
import { writeSpreadsheet } from './write-spreadsheet'

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

async function* writeTable(format: 'ods' | 'xlsx', { about, columns, batches }: Sheet) {
  const rows: Cell[][] = [columns.map(cellOf)]
  for await (const batch of batches) for (const row of batch) rows.push(row.map(cellOf))
  const written = await writeSpreadsheet(format, [{ name: about.content ?? 'Table', rows }])
  const bytes = Buffer.from(written)
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
  return writeTable(format, sheet)
}
