import { addHours } from 'date-fns'
import type { Actor } from '@/lib/access/actor'
import { actorOf, type ActorRow } from '@/lib/access/actor-row'
import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { hoursKept } from './exported'
import { formats, isFormat } from './formats'
import { isKind, kinds, mayExport } from './kinds'
import { isPeriod, spanOf } from './periods'
import { readRows } from './read-rows'
import type { Sheet } from './sheet'
import { writeSheet } from './write-sheet'

/** After this long without a sign of life, another worker begins it anew. */
const stale = '2 minutes'
/** In bytes: parts that are smaller are put together. */
const partSize = 96 * 1024

interface Claimed extends ActorRow {
  readonly export_id: string
  readonly kind: string
  readonly format: string
  readonly period: string
  readonly asked_at: Date
  readonly answered_by: string | null
  readonly attempt: number
}

/** Why nothing comes of an export: what is recorded of it. */
class Impossible extends Error {}

const claim = async () => {
  const [row] = await withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<Claimed[]>`
      select * from claim_export(${now()}::timestamptz, ${stale}::interval)`,
  )
  return row
}

/** Puts small pieces together, so that each part is about as large as `partSize`. */
async function* inParts(pieces: AsyncIterable<Buffer>) {
  let waiting: Buffer[] = []
  let size = 0
  for await (const piece of pieces) {
    waiting.push(piece)
    size += piece.length
    if (size < partSize) continue
    yield Buffer.concat(waiting)
    waiting = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(waiting)
}

/** Counts the rows that go by, and stops where there are more than may go. */
async function* counted<Row>(
  batches: AsyncIterable<readonly Row[]>,
  most: number,
  count: (rows: number) => void,
) {
  let rows = 0
  for await (const batch of batches) {
    rows += batch.length
    if (rows > most) throw new Impossible('too_many')
    count(rows)
    yield batch
  }
}

/** Those who asked, as they stand now, and what they asked for, where they may still have it. */
const planOf = (row: Claimed) => {
  const { kind, format, period } = row
  const actor: Actor | null = actorOf(row)
  if (!actor || !isKind(kind) || !isFormat(format) || !isPeriod(period) || !mayExport(actor, kind))
    throw new Impossible('not_allowed')
  const alone = row.answered_by ? Infinity : environment().EXPORT_ROWS_ALONE
  return { actor, kind, format, period, most: Math.min(formats[format].most, alone) }
}

/** Makes a file. False where another worker took it over. */
const make = async (row: Claimed): Promise<boolean> => {
  const { export_id: id, attempt } = row
  const { actor, kind, format, period, most } = planOf(row)
  let done = 0
  const rows = readRows(actor, kind, spanOf(period, row.asked_at), id)
  const sheet: Sheet = { ...kinds[kind], batches: counted(rows, most, (rows) => (done = rows)) }
  let number = 0
  for await (const part of inParts(writeSheet(sheet, format))) {
    const sealed = sealAnswers(part.toString('base64'), places.exportPart(id, number))
    const [added] = await withoutActor(
      'jobs',
      (tx) => tx.$queryRaw<{ is: boolean }[]>`
        select add_export_part(${id}::uuid, ${attempt}::integer, ${number}::integer, ${sealed}::bytea,
          ${done}::integer, ${now()}::timestamptz) as is`,
    )
    if (!added?.is) return false
    number += 1
  }
  const at = now()
  const [finished] = await withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<{ is: boolean }[]>`
      select finish_export(${id}::uuid, ${attempt}::integer, ${done}::integer, ${at}::timestamptz,
        ${addHours(at, hoursKept)}::timestamptz) as is`,
  )
  return finished?.is ?? false
}

/**
 * Makes the files that were asked for and agreed to, the oldest first: each with what whoever asked may
 * see at that moment, a few rows at a time, so that the service goes on answering. A file that breaks
 * off is begun anew by a later run; after three times nothing comes of it.
 * @returns how many were made
 */
export const runExports = async (): Promise<number> => {
  let made = 0
  for (;;) {
    const row = await claim()
    if (!row) return made
    try {
      if (await make(row)) made += 1
    } catch (error) {
      if (!(error instanceof Impossible)) throw error
      await withoutActor(
        'jobs',
        (tx) =>
          tx.$queryRaw`
            select fail_export(${row.export_id}::uuid, ${row.attempt}::integer, ${error.message})`,
      )
    }
  }
}
