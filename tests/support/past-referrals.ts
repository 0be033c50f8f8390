import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Row = readonly (string | number | Date | boolean | null)[]

const heads = ['Reference', 'Date received', 'Referring organisation', 'Source']
const first = ['MS-1', '03/11/2017', 'NHS', 'Partner']

/** A list of past referrals: one good row, with what is said otherwise of it, and more rows. */
export const listOf = (
  cells: Readonly<Record<string, string>> = {},
  more: readonly (readonly string[])[] = [],
): string[][] => {
  const row = new Map(heads.map((head, index) => [head, first[index] ?? '']))
  for (const [head, cell] of Object.entries(cells)) row.set(head, cell)
  return [[...row.keys()], [...row.values()], ...more.map((one) => [...one])]
}

/** A row below the first, by its reference. */
export const rowOf = (reference: string) => [reference, ...first.slice(1)]

export const csvOf = (rows: readonly Row[], between = ',') =>
  Buffer.from(
    rows
      .map((row) =>
        row.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(between),
      )
      .join('\r\n'),
  )

/** The partnership's list of 2017 and 2018, made up but for its counts. */
export const partnershipList = () =>
  readFileSync(join(import.meta.dirname, '../../prisma/demonstration-past-referrals.csv'))
