import type { InSql } from '@/lib/database/with-actor'
import type { Period } from './period'
import { quartersOf } from './publication'
import { quarterNumbers, quarterNumbersOf, type QuarterNumbers } from './published-numbers'
import { publishedTables } from './published-tables'
import { readAsOf, readCounts } from './read-counts'

/** A quarter as it was taken when it was first published, or as it would be taken now. */
export interface TakenQuarter {
  readonly firstDay: string
  readonly numbers: QuarterNumbers
  readonly asOf: Date
  readonly isTaken: boolean
}

interface Row {
  readonly firstDay: string
  readonly numbers: unknown
  readonly asOf: Date
}

const figures = [...new Set(publishedTables.map(({ figure }) => figure))]

/**
 * The quarters of a time, in order: each as it was taken once, and those that were not as they are
 * counted now. In an open transaction of somebody who may see figures. Empty before the first count.
 */
export const readQuarters = async (tx: InSql, period: Period): Promise<readonly TakenQuarter[]> => {
  const asOf = await readAsOf(tx)
  if (!asOf) return []
  const quarters = quartersOf(period)
  const rows = await tx.$queryRaw<Row[]>`
    select first_day::text as "firstDay", numbers, as_of as "asOf" from published_quarter
    where first_day = any (${quarters.map(({ from }) => from)}::date[])`
  const taken = new Map(rows.map((row) => [row.firstDay, row]))
  const others = quarters.filter(({ from }) => !taken.has(from))
  const counts = others.length > 0 ? await readCounts(tx, others, figures) : []
  return quarters.map(({ from: firstDay }) => {
    const row = taken.get(firstDay)
    if (row) return { ...row, numbers: quarterNumbers.parse(row.numbers), isTaken: true }
    const place = others.findIndex(({ from }) => from === firstDay)
    return { firstDay, numbers: quarterNumbersOf(counts[place] ?? {}), asOf, isTaken: false }
  })
}
