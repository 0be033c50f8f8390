import type { Tx } from '@/lib/database/with-actor'

export type Dump = ReadonlyMap<string, readonly string[]>

/** Every row of every table as text, bytes in hexadecimal: what a stolen backup would hold. */
export async function dumpDatabase(tx: Tx): Promise<Dump> {
  const tables = await tx.$queryRaw<{ name: string }[]>`
    SELECT oid::regclass::text AS name FROM pg_class
    WHERE relnamespace IN ('public'::regnamespace, 'audit'::regnamespace) AND relkind = 'r'
    ORDER BY 1`
  const dump = new Map<string, string[]>()
  for (const { name } of tables) {
    const rows = await tx.$queryRawUnsafe<{ text: string }[]>(
      `SELECT t::text AS text FROM ${name} t ORDER BY 1`,
    )
    dump.set(
      name,
      rows.map(({ text }) => text),
    )
  }
  return dump
}

/** The tables that hold a text anywhere, in clear, as bytes or as base64. */
export const tablesWith = (dump: Dump, text: string): string[] => {
  const bytes = Buffer.from(text)
  // What is left of a short word in base64 stands in many a random text.
  const encoded = [bytes.toString('hex'), bytes.toString('base64').replace(/.{0,4}=*$/, '')]
  const spellings = [text, ...encoded.filter((one) => one.length > 4)]
  return [...dump]
    .filter(([, rows]) => rows.some((row) => spellings.some((one) => row.includes(one))))
    .map(([name]) => name)
}
