/**
 * Loads counted cases of five years until there are so many, counts every figure of them, and measures
 * how long a lead waits for them.
 *
 *   node --import tsx tests/bench/count-years.ts <cases> <of which are there already>
 *
 * Says a `YearsMeasured` as JSON.
 */
import pg from 'pg'
import { now } from '@/lib/clock'
import { openAsOwner } from '@/lib/database/open-as-owner'
import { closeDatabase, withActorInSql } from '@/lib/database/with-actor'
import { countFigures } from '@/lib/outcomes/count-figures'
import { findBehind } from '@/lib/outcomes/find-behind'
import { figureNames } from '@/lib/outcomes/figures'
import { before, lastComplete, yearBefore, type Period } from '@/lib/outcomes/period'
import { readCounts } from '@/lib/outcomes/read-counts'
import { readReportIn } from '@/lib/outcomes/read-report'
import { isoDay } from '@/lib/wording/london-time'
import { findLead } from './find-lead'
import { percentile } from './load'
import { loadYears } from './load-years'
import type { YearsMeasured } from './measure-outcomes'

const [cases = 0, already = 0] = process.argv.slice(2).map(Number)
const fiveYears = 1826
const changed = 500
/** By the day on which a case came, by what happened to it, and by how long it was open. */
const followed = ['referrals', 'outcomes', 'duties', 'openCases'] as const
const today = isoDay(now())

const timed = async (act: () => Promise<unknown>) => {
  const started = performance.now()
  await act()
  return performance.now() - started
}

/** The 95th percentile of a few times, after one that is not measured. In and out: milliseconds. */
const often = async (times: number, act: () => Promise<unknown>) => {
  await act()
  const taken: number[] = []
  while (taken.length < times) taken.push(await timed(act))
  return percentile(taken, 0.95)
}

const owner = await openAsOwner()
await owner.act(async (tx) => {
  await loadYears(tx, { cases: cases - already, already, until: today, days: fiveYears })
  await tx.$queryRaw`update figure_state set as_of = ${now()}::timestamptz,
    sequence = (select coalesce(max(sequence), 0) from event)`
})
const counting = await timed(() =>
  owner.act((tx) => tx.$queryRaw`select count_all_figures()::text`),
)
// As PostgreSQL does by itself within minutes.
const client = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
await client.connect()
await client.query('vacuum analyze counted_case, figure_count')
await client.end()

const lead = await findLead(owner)
const month = lastComplete('month', today)
const year = lastComplete('year', today)
const readReport = (period: Period) => () =>
  withActorInSql(lead, (tx) => readReportIn(tx, { period }))
const figures: [string, number][] = []
const behind: [string, number][] = []
const periods = [year, before(year), yearBefore(year)]
for (const name of figureNames)
  figures.push([
    name,
    await often(20, () => withActorInSql(lead, (tx) => readCounts(tx, periods, [name]))),
  ])
for (const [span, period] of Object.entries({ month, year }))
  for (const name of followed)
    behind.push([
      `${name} of a ${span}`,
      await often(5, () => findBehind(lead, name, { period, codes: [] })),
    ])

await countFigures()
await owner.act(
  (tx) => tx.$queryRaw`
    select append_event('referral.viewed', id, '{}')::text
    from (select id from referral order by id limit ${changed}::integer) as happened`,
)
const refresh = await timed(countFigures)
const said: YearsMeasured = {
  ...{ cases, figures, behind, counting, refresh, changed },
  month: await often(20, readReport(month)),
  year: await often(20, readReport(year)),
}
await Promise.all([owner.close(), closeDatabase()])
console.log(JSON.stringify(said))
process.exit()
