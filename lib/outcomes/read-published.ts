import type { InSql } from '@/lib/database/with-actor'
import { before, yearBefore, type Period } from './period'
import { publishedNumbers, type PublishedNumbers } from './published-numbers'
import { publishedReport } from './published-report'
import type { Report } from './report'

interface Row extends Period {
  readonly numbers: unknown
  readonly asOf: Date
}

/** What was published of some times, the newest first: those that were. */
export const readPublishedNumbers = async (
  tx: InSql,
  periods: readonly Period[],
): Promise<readonly { period: Period; numbers: PublishedNumbers; asOf: Date }[]> => {
  const rows = await tx.$queryRaw<Row[]>`
    select period_from::text as "from", period_until::text as "until", numbers, as_of as "asOf"
    from publication where (period_from, period_until) in (
      select * from unnest(${periods.map(({ from }) => from)}::date[], ${periods.map(({ until }) => until)}::date[])
    ) order by period_from desc`
  return rows.map(({ from, until, numbers, asOf }) => ({
    ...{ period: { from, until }, asOf },
    numbers: publishedNumbers.parse(numbers),
  }))
}

/**
 * The report of a time as it was published, in an open transaction of somebody who may see figures. The
 * times before are told beside it as they were published, if they were.
 * @returns `undefined` where the time was not published
 */
export const readPublished = async (tx: InSql, period: Period): Promise<Report | undefined> => {
  const [own, ...earlier] = await readPublishedNumbers(tx, [
    period,
    before(period),
    yearBefore(period),
  ])
  if (own?.period.from !== period.from || own.period.until !== period.until) return undefined
  return publishedReport({
    ...own,
    earlier: earlier.map(({ period: time, numbers }) => ({ period: time, number: numbers.all })),
  })
}
