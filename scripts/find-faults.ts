import { places } from '@/lib/sealing/places'
import type { AsOwner } from '@/lib/sealing/rotate-keys'
import { openAnswers } from '@/lib/sealing/seal-answers'
import { sealedColumns } from '@/lib/sealing/sealed-columns'
import type { Manifest } from './backup'

const samples = 100

interface Findings {
  /** What holds, in lines to read. */
  readonly proven: readonly string[]
  /** What does not. */
  readonly faults: readonly string[]
}

const opens = (sealed: Uint8Array, place: Parameters<typeof openAnswers>[1]) => {
  try {
    openAnswers(sealed, place)
    return true
  } catch {
    return false
  }
}

/** Values of every sealed column in turn, until there are enough. */
async function findSamples(asOwner: AsOwner) {
  const found: { place: { table: string; column: string; id: string }; sealed: Uint8Array }[] = []
  for (const { table, column } of sealedColumns) {
    const rows = await asOwner(
      (tx) => tx.$queryRaw<{ id: string; sealed: Uint8Array }[]>`
        select id, sealed from sample_sealed(${table}, ${column}, ${samples})`,
    )
    found.push(...rows.map(({ id, sealed }) => ({ place: { table, column, id }, sealed })))
  }
  return found
    .map((one, index) => ({ one, turn: (index * 7919) % Math.max(found.length, 1) }))
    .sort((a, b) => a.turn - b.turn)
    .slice(0, samples)
    .map(({ one }) => one)
}

/** Proves a restored database against what its backup says of it. */
export async function findFaults(asOwner: AsOwner, { rows }: Manifest): Promise<Findings> {
  const counted = await asOwner(
    (tx) => tx.$queryRaw<{ name: string; count: number }[]>`
      select table_name as name, row_count::integer as count from count_rows()`,
  )
  const now = Object.fromEntries(counted.map(({ name, count }) => [name, count]))
  const missing = Object.entries(rows).filter(([name, count]) => now[name] !== count)
  const [chain] = await asOwner(
    (tx) => tx.$queryRaw<{ broken: string | null; is_head: boolean | null }[]>`
      select first_broken_event()::text as broken,
        (select hash from audit.event_head) =
          (select hash from event order by sequence desc limit 1) as is_head`,
  )
  const [check] = await asOwner(
    (tx) => tx.$queryRaw<{ sealed: Uint8Array }[]>`select sealed from key_check`,
  )
  const sampled = await findSamples(asOwner)
  const closed = sampled.filter(({ place, sealed }) => !opens(sealed, place))
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0)
  return {
    proven: [
      `${Object.keys(rows).length - missing.length} tables have as many rows as before: ${total.toLocaleString('en-GB')} in all`,
      ...(chain?.broken === null ? ['The chain of the audit trail holds'] : []),
      `${sampled.length - closed.length} of ${sampled.length} sealed values open`,
    ],
    faults: [
      ...missing.map(([name, count]) => `${name} has ${now[name] ?? 0} rows, not ${count}`),
      ...(chain?.broken ? [`the audit trail is broken at ${chain.broken}`] : []),
      ...(chain?.is_head === false ? ['the end of the audit trail is missing'] : []),
      ...(check && !opens(check.sealed, places.keyCheck())
        ? ['SEALING_KEY is not the key that this was sealed with']
        : []),
      ...(closed.length > 0 ? [`${closed.length} sealed values do not open`] : []),
    ],
  }
}
