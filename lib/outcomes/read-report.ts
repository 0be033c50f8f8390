import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { withActorInSql, type InSql } from '@/lib/database/with-actor'
import { readPublished } from './read-published'
import { readAsOf, readCounts } from './read-counts'
import { readWordsOf } from './read-report-words'
import type { Report } from './report'
import type { ReportChoice } from './report-choice'
import { reportFigures, reportOf, timesOf, trendFigures } from './report-of'
import { paragraphsOf } from './report-words'
import { isSame, type Period } from './period'
import { trendOf } from './trend'

/** The report of a time for those inside, in an open transaction of somebody who may read it. */
export const readReportIn = async (
  tx: InSql,
  { period }: Pick<ReportChoice, 'period'>,
): Promise<Report> => {
  const times = timesOf(period)
  const three = [times.now, times.before, times.yearBefore]
  const [now = {}, before = {}, yearBefore = {}] = await readCounts(
    tx,
    three,
    reportFigures,
    'told',
  )
  const trend = trendOf(period)
  // Of a month all three are in the trend.
  const others = trend.filter((one) => !three.some((time) => isSame(time, one)))
  const counted = await readCounts(tx, others, trendFigures, 'told')
  const countsOf = (one: Period) =>
    [now, before, yearBefore][three.findIndex((time) => isSame(time, one))] ??
    counted[others.indexOf(one)] ??
    {}
  const { words } = await readWordsOf(tx, period)
  return reportOf({
    period,
    counts: {
      ...{ now, before, yearBefore },
      trend: trend.map((one) => ({ period: one, counts: countsOf(one) })),
    },
    asOf: await readAsOf(tx),
    ownWords: paragraphsOf(words),
  })
}

/**
 * The board report of a time; for publication as it was published.
 * @returns `undefined` where it is asked for as published, and was not published
 * @throws NotFound where the actor may not read it
 */
export const readReport = (actor: Actor, choice: ReportChoice): Promise<Report | undefined> => {
  requirePermission(actor, 'read-report')
  const { period, audience } = choice
  return withActorInSql(actor, async (tx) => {
    const report =
      audience === 'inside' ? await readReportIn(tx, choice) : await readPublished(tx, period)
    if (report) await recordEvent(tx, 'report.viewed', null, { ...period, audience })
    return report
  })
}
