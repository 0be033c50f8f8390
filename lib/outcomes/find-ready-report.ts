import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { isoDay } from '@/lib/wording/london-time'
import { lastComplete, type Period } from './period'
import { readAsOf } from './read-counts'

/** The report that the board is to get next. */
export interface ReadyReport {
  readonly period: Period
  /** Whether all of its time is counted. */
  readonly isReady: boolean
  readonly asOf: Date | undefined
}

/**
 * The report of the last complete month, and whether all of it is counted.
 * @throws NotFound where the actor may not read the report
 */
export const findReadyReport = (actor: Actor): Promise<ReadyReport> => {
  requirePermission(actor, 'read-report')
  const period = lastComplete('month', isoDay(now()))
  return withActorInSql(actor, async (tx) => {
    const asOf = await readAsOf(tx)
    return { period, asOf, isReady: asOf !== undefined && isoDay(asOf) > period.until }
  })
}
