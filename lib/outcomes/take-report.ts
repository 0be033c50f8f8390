import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { county } from '@/lib/county/county'
import { withActorInSql } from '@/lib/database/with-actor'
import { showMoment } from '@/lib/wording/london-time'
import { readPublished } from './read-published'
import { readReportIn } from './read-report'
import type { Report } from './report'
import type { ReportChoice } from './report-choice'
import type { ReportFormat } from './report-formats'

export interface TakenReport {
  readonly report: Report
  /** Who made it and when, as it stands under every page. What is published names nobody. */
  readonly madeFor: string
}

/**
 * Reads the report of a time to be taken away as a file, and records that it was: in which form, of
 * which time, for whom. It holds nothing of anybody, so it asks for no fresh proof.
 * @returns `undefined` where it is asked for as published, and was not published
 * @throws NotFound where the actor may not take it
 */
export const takeReport = (
  actor: Actor,
  choice: ReportChoice,
  format: ReportFormat,
): Promise<TakenReport | undefined> => {
  requirePermission(actor, 'take-report')
  const { name, organisation } = actor
  const { period, audience } = choice
  const madeBy = `Made by ${name}, ${organisation.name}, ${showMoment(now())}`
  return withActorInSql(actor, async (tx) => {
    const report =
      audience === 'inside' ? await readReportIn(tx, choice) : await readPublished(tx, period)
    if (!report) return undefined
    await recordEvent(tx, 'report.taken', null, { format, ...period, audience })
    return { report, madeFor: audience === 'inside' ? madeBy : county.partnership }
  })
}
