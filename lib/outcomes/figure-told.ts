import { barsOf, breakdownBy, breakdownByTwo, tableOf, type Breakdown } from './breakdown'
import { totalOf, type Counts } from './counts'
import { dimensions, type DimensionName } from './dimensions'
import type { Measure } from './figure'
import { figureOf, type FigureName } from './figures'
import { largest } from './findings'
import { leads } from './leads'
import { lengthsOf } from './lengths'
import { inTimes, policeReports, stagesOf, tilesOf } from './pathway'
import {
  consentFinding,
  dutiesFinding,
  nationalitiesFinding,
  repeatsFinding,
  withoutReference,
} from './practice'
import type { Period } from './period'
import { serviceAlone } from './rules-of-counting'
import { capital, during, small } from './sentences'
import { sendersOf } from './senders'
import { standingOf } from './standing'
import { referralsOverTime } from './trend'
import type { ReportCounts, Times, Told } from './told'

/** Of what the lines of a figure are parts, where one referral has several lines: of all those referrals. */
const wholes: Readonly<Partial<Record<FigureName, (counts: Counts) => number>>> = {
  exploitation: (counts) => totalOf(counts, 'referrals'),
  queues: (counts) => totalOf(counts, 'referrals'),
  nrmExploitation: (counts) => totalOf(counts, 'referrals', 'nrm'),
}

const noneOf = (name: FigureName, period: Period) => {
  const { counts, source } = figureOf(name)
  // There may be referrals of lists, which do not say it.
  const isPartial = counts[1] === 'referrals' && source === serviceAlone
  return `${isPartial ? 'there was nothing to count' : `there were no ${counts[1]}`} ${during(period)}`
}

/** What a breakdown of a figure found, in a sentence. */
export const findingOf = (
  name: FigureName,
  breakdown: Breakdown,
  counts: Counts,
  period: Period,
): string => {
  const { counts: noun } = figureOf(name)
  const lead = leads[name] ?? { words: ({ label }: { label: string }) => small(label) }
  const whole = wholes[name]?.(counts) ?? totalOf(counts, name)
  const dimension = dimensions[breakdown.dimension].label.toLowerCase()
  const found =
    totalOf(counts, name) === 0
      ? noneOf(name, period)
      : (largest(breakdown, { ...lead, noun, whole }) ?? `the ${dimension} is not known of any`)
  const among = leads[name]?.among
  return capital(among ? `${among}, ${found}` : found)
}

const byKeys = (name: FigureName, counts: ReportCounts, times: Times) => {
  const { keys, each } = figureOf(name)
  const [first, second] = keys
  const dimension: DimensionName = first?.dimension ?? 'yesNo'
  const columns = inTimes(name, counts, times)
  const adds = each === undefined
  // Who an organisation is says of what kind it is.
  return second && second.dimension !== 'organisation'
    ? breakdownByTwo([dimension, second.dimension], columns, adds)
    : breakdownBy(dimension, columns, adds)
}

/** More bars than these do not fit on a page, nor into anybody's head. */
const mostBars = 20

const usual = (name: FigureName, counts: ReportCounts, times: Times): Told => {
  const breakdown = byKeys(name, counts, times)
  const { lines } = breakdown
  return {
    finding: findingOf(name, breakdown, counts.now, times.now),
    chart: barsOf({ ...breakdown, lines: lines.slice(0, mostBars) }),
    table: tableOf(breakdown),
    notes:
      lines.length > mostBars
        ? [`The chart shows the ${mostBars} largest. All are in the table.`]
        : [],
  }
}

type Teller = (counts: ReportCounts, times: Times) => Told

const sendersIn =
  (name: FigureName): Teller =>
  (counts, times) => ({
    ...usual(name, counts, times),
    table: sendersOf(inTimes(name, counts, times)),
  })

const told: Readonly<Partial<Record<FigureName, Teller>>> = {
  referrals: referralsOverTime,
  reportsToPolice: policeReports,
  followThrough: stagesOf,
  organisations: sendersIn('organisations'),
  nrmOrganisations: sendersIn('nrmOrganisations'),
  nationalities: (counts, times) => {
    const nationalities = usual('nationalities', counts, times)
    return { ...nationalities, finding: nationalitiesFinding(counts.now) ?? nationalities.finding }
  },
  areas: (counts, times) => {
    const areas = usual('areas', counts, times)
    return { ...areas, chart: areas.chart && (tilesOf(counts.now, times.now) ?? areas.chart) }
  },
  consent: (counts, times) => ({
    ...usual('consent', counts, times),
    finding: consentFinding(counts.now, times.now),
  }),
  duties: (counts, times) => ({
    ...usual('duties', counts, times),
    finding: dutiesFinding(counts.now, times.now),
  }),
  repeats: (counts, times) => ({
    ...usual('repeats', counts, times),
    finding: repeatsFinding(counts.now, times.now),
  }),
  withoutCrimeReference: (counts, times) => ({
    ...usual('withoutCrimeReference', counts, times),
    finding: withoutReference(counts.now, times.now),
  }),
}

/** A figure as a report tells it: its finding, its chart and its table, all of the same numbers. */
export const figureTold = (name: FigureName, counts: ReportCounts, times: Times): Told => {
  const teller = told[name]
  if (teller) return teller(counts, times)
  const ways: Readonly<Record<Measure, typeof usual>> = {
    count: usual,
    minutes: lengthsOf,
    open: standingOf,
  }
  return ways[figureOf(name).measure](name, counts, times)
}
