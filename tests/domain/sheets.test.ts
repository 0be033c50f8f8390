import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FormatName } from '@/lib/exports/formats'
import { cellOf, type Sheet, type Value } from '@/lib/exports/sheet'
import { writeSheet } from '@/lib/exports/write-sheet'

type Rows = readonly (readonly Value[])[]
const columns = ['One', 'Two', 'Three']

async function* inBatches(rows: Rows, size = 2) {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size)
}
const sheetOf = (rows: Rows): Sheet => ({
  about: { content: 'Worklist' },
  columns,
  batches: inBatches(rows),
})

const write = async (rows: Rows, format: FormatName) => {
  const parts: Buffer[] = []
  for await (const part of writeSheet(sheetOf(rows), format)) parts.push(part)
  return Buffer.concat(parts)
}

/** What every reader should find: the heading and each cell, a number as its digits. */
const expected = (rows: Rows) =>
  [columns, ...rows].map((row) => row.map((value) => String(cellOf(value))))

const readWorkbook = (bytes: Buffer) => {
  const book = read(bytes, { type: 'buffer', cellFormula: true })
  const [name = ''] = book.SheetNames
  const sheet = book.Sheets[name] ?? {}
  const cells = Object.entries(sheet).filter(([place]) => !place.startsWith('!'))
  return {
    rows: utils
      .sheet_to_json<unknown[]>(sheet, { header: 1, defval: '', raw: true, blankrows: true })
      .map((row) => columns.map((_, index) => String(row[index] ?? ''))),
    formulas: cells
      .filter(([, cell]) => Object.hasOwn(cell as object, 'f'))
      .map(([place]) => place),
  }
}

const readCsv = (bytes: Buffer) =>
  parse(bytes, { bom: true, relaxColumnCount: false }) as string[][]

const dangerous = [
  '=1+1',
  '+44 1632 960001',
  '-2',
  '@SUM(A1)',
  '|calc',
  '%0A=1',
  '＝1+1',
  ' =cmd|"/C calc"!A0',
  '\t=1',
  '\uFEFF=HYPERLINK("https://somewhere.test")',
  '"quoted", and; so on',
  'Line one\r\nline two',
  '<b>&amp;</b>',
  'محمد بن عبد الله',
  'ሚኪኤል',
  '1e5',
  '0012',
  '2026-11-22',
  'TRUE',
  '\u0000\u000b\uFFFE\uD800',
]

const anyValue: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom(...dangerous),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.integer({ min: 0, max: 1_000_000 }),
  fc.constantFrom(null, undefined),
  fc.array(fc.constantFrom('labour', '=sexual', 'other'), { maxLength: 3 }),
)
const anyRows = fc.array(fc.tuple(anyValue, anyValue, anyValue), { maxLength: 6 })

describe('a table', () => {
  it('says every dangerous text so that no program runs it', () => {
    for (const text of dangerous) expect(String(cellOf(text))).not.toMatch(/^\s*[=+\-@|%＝＋－＠]/)
  })

  it('is the same in CSV, read by a reader that we did not write', () =>
    fc.assert(
      fc.asyncProperty(anyRows, async (rows) => {
        expect(readCsv(await write(rows, 'csv'))).toEqual(expected(rows))
      }),
      { numRuns: 100 },
    ))

  it.each(['ods', 'xlsx'] as const)(
    'is the same in %s, and no cell of it is a formula',
    (format) =>
      fc.assert(
        fc.asyncProperty(anyRows, async (rows) => {
          const { rows: found, formulas } = readWorkbook(await write(rows, format))
          expect(found).toEqual(expected(rows))
          expect(formulas).toEqual([])
        }),
        { numRuns: 15 },
      ),
    60_000,
  )

  it('is the same in JSON, with lists as lists', async () => {
    const rows: Rows = [
      ['HMS-1', 3, ['labour', 'other']],
      ['=1+1', null, []],
      ['third', undefined, 'x'],
    ]
    const text = (await write(rows, 'json')).toString()
    expect(JSON.parse(text)).toEqual({
      content: 'Worklist',
      records: [
        { One: 'HMS-1', Two: 3, Three: ['labour', 'other'] },
        { One: '=1+1', Two: null, Three: [] },
        { One: 'third', Two: null, Three: 'x' },
      ],
    })
    expect(JSON.parse((await write([], 'json')).toString())).toEqual({
      content: 'Worklist',
      records: [],
    })
  })

  const office = spawnSync('soffice', ['--version']).status === 0
  it.skipIf(!office).each(['ods', 'xlsx'] as const)(
    'opens in LibreOffice as %s',
    async (format) => {
      const folder = mkdtempSync(join(tmpdir(), 'referral-sheet-'))
      const rows: Rows = dangerous.map((text, index) => [text, index, null])
      writeFileSync(join(folder, `table.${format}`), await write(rows, format))
      const asCsv = ['--headless', '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76']
      const home = `-env:UserInstallation=file://${folder}/home`
      execFileSync('soffice', [home, ...asCsv, '--outdir', folder, join(folder, `table.${format}`)])
      expect(readCsv(readFileSync(join(folder, 'table.csv')))).toEqual(expected(rows))
      rmSync(folder, { recursive: true })
    },
  )
})
