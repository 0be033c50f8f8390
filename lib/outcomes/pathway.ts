import { county } from '@/lib/county/county'
import { barsOf, breakdownBy, tableOf, type Column } from './breakdown'
import type { Chart } from './chart'
import { cellsOf, numbersBy, totalOf, type Counts } from './counts'
import type { DimensionName } from './dimensions'
import { figureOf, type FigureName } from './figures'
import { showPeriod, type Period } from './period'
import { during, listed, numbered } from './sentences'
import type { ReportCounts, Times, Told } from './told'

/** The counts of a figure in the times of a report; of a year, the year before is one of them once. */
export const inTimes = (name: FigureName, counts: ReportCounts, times: Times): readonly Column[] =>
  [
    { period: times.now, cells: cellsOf(counts.now, name) },
    { period: times.before, cells: cellsOf(counts.before, name) },
    { period: times.yearBefore, cells: cellsOf(counts.yearBefore, name) },
  ].filter(
    ({ period }, index, all) =>
      all.findIndex((one) => showPeriod(one.period) === showPeriod(period)) === index,
  )

/** How many of a figure there are by one of its dimensions. */
export const numbersOf = (
  counts: Counts,
  name: FigureName,
  dimension: DimensionName,
): ReadonlyMap<string, number> => {
  const key = figureOf(name).keys.findIndex((one) => one.dimension === dimension)
  return key < 0 ? new Map() : numbersBy(cellsOf(counts, name), key)
}

const drawn = (name: FigureName, counts: ReportCounts, times: Times) => {
  const { keys, each } = figureOf(name)
  const columns = inTimes(name, counts, times)
  const breakdown = breakdownBy(keys[0]?.dimension ?? 'yesNo', columns, each === undefined)
  return { chart: barsOf(breakdown), table: tableOf(breakdown), notes: [] }
}

const reached: Readonly<Record<string, readonly [of: string, words: string]>> = {
  accepted: ['were', 'accepted by a queue'],
  submitted: ['were', 'sent to the Home Office or notified'],
  reasonable_grounds: ['have', 'a positive reasonable grounds decision'],
  conclusive_grounds: ['have', 'a positive conclusive grounds decision'],
  support: ['have', 'support in place'],
}
const ofOne: Readonly<Record<string, string>> = { were: 'was', have: 'has' }

/** How far the referrals of a time came by now. */
export const stagesOf = (counts: ReportCounts, times: Times): Told => {
  const numbers = numbersOf(counts.now, 'followThrough', 'stage')
  const all = numbers.get('received') ?? 0
  const said = Object.entries(reached).flatMap(([stage, [verb, words]]) => {
    const number = numbers.get(stage) ?? 0
    const is = number === 1 ? ofOne[verb] : verb
    return number > 0 ? [`${number.toLocaleString('en-GB')} ${is} ${words}`] : []
  })
  return {
    ...drawn('followThrough', counts, times),
    finding:
      all === 0
        ? `No referrals came ${during(times.now)}`
        : `Of ${numbered(all, figureOf('followThrough').counts)}, ${said.length > 0 ? listed(said) : 'none has come further by now'}`,
  }
}

const reports = ['report', 'reports'] as const

/** Reports to the police, as the partnership has counted them since 2017. */
export const policeReports = (counts: ReportCounts, times: Times): Told => {
  const partners = totalOf(counts.now, 'reportsToPolice', 'partner_to_police')
  const helpline = totalOf(counts.now, 'reportsToPolice', 'helpline')
  return {
    ...drawn('reportsToPolice', counts, times),
    finding: `Partners made ${numbered(partners, reports)} to the police ${during(times.now)}, and the Helpline ${numbered(helpline, reports)}`,
  }
}

/** The map of the county: one tile for each district that there was in the time. */
export const tilesOf = (counts: Counts, period: Period): Chart | undefined => {
  const numbers = numbersBy(cellsOf(counts, 'areas'), 0)
  const valid = county.areas.filter(
    ({ from, until = period.until }) => from <= period.until && until >= period.from,
  )
  const places = new Set(valid.map(({ tile }) => tile.join()))
  // When districts are replaced, the old and the new lie on one another: then bars tell it.
  if (valid.length === 0 || places.size < valid.length) return undefined
  return {
    kind: 'tiles',
    tiles: valid.map(({ slug, name, tile: [row, column] }) => ({
      label: name,
      row: row - 1,
      column: column - 1,
      value: numbers.get(slug) ?? 0,
    })),
  }
}
