import { barsOf, type Line } from './breakdown'
import { cellsOf, type Counts } from './counts'
import { figureOf, type FigureName } from './figures'
import { ageBandNames, ageBands, bandOf, type AgeBand } from './case-ages'
import { lastKnown, showPeriod } from './period'
import { capital, numbered, partOf } from './sentences'
import type { ReportCounts, Times, Told } from './told'

/** How many of what is open are of each age on a day, in working days. */
export const agesOf = (
  counts: Counts,
  name: FigureName,
  on: string,
): ReadonlyMap<AgeBand, number> => {
  const ages = new Map<AgeBand, number>(ageBandNames.map((band) => [band, 0]))
  for (const { codes, number } of cellsOf(counts, name)) {
    const band = bandOf(codes.at(-1) ?? on, on)
    ages.set(band, (ages.get(band) ?? 0) + number)
  }
  return ages
}

const summed = (ages: ReadonlyMap<AgeBand, number>) =>
  [...ages.values()].reduce((all, number) => all + number, 0)

const showDay = (day: string) => showPeriod({ from: day, until: day })

/** How what is open is told: "was open", and since when. */
interface Said {
  readonly is: readonly [one: string, many: string]
  readonly since: string
}

const open: Said = { is: ['was open', 'were open'], since: 'Working days since they came' }
const waiting = (decision: string, began: string): Said => ({
  is: [`waited for a ${decision}`, `waited for a ${decision}`],
  since: `Working days since ${began}`,
})

const said: Readonly<Partial<Record<FigureName, Said>>> = {
  awaitingReasonableGrounds: waiting('reasonable grounds decision', 'they were sent'),
  awaitingConclusiveGrounds: waiting(
    'conclusive grounds decision',
    'the reasonable grounds decision',
  ),
}

/** What the ages of what is open are counted from, above its numbers. */
export const sinceOf = (name: FigureName): string => (said[name] ?? open).since

const findingOf = (name: FigureName, all: number, old: number, on: string) => {
  const [one, many] = (said[name] ?? open).is
  const day = showDay(on)
  if (all === 0) return `No case ${one} on ${day}`
  const told = `${capital(numbered(all, figureOf(name).counts))} ${all === 1 ? one : many} on ${day}`
  return old === 0
    ? `${told}, none of them for 11 working days or more`
    : `${told}: ${partOf(old, all)} for 11 working days or more`
}

/** What was open at the end of each of the three times, by age. */
export const standingOf = (name: FigureName, counts: ReportCounts, times: Times): Told => {
  const on = lastKnown(times.now, times.counted)
  const ends = [
    { day: on, ages: agesOf(counts.now, name, on) },
    { day: times.before.until, ages: agesOf(counts.before, name, times.before.until) },
    { day: times.yearBefore.until, ages: agesOf(counts.yearBefore, name, times.yearBefore.until) },
  ].filter(({ day }, index, all) => all.findIndex((one) => one.day === day) === index)
  const columns = ends.map(({ day }) => `On ${showDay(day)}`)
  const lines: readonly Line[] = ageBandNames.map((band) => ({
    code: band,
    label: ageBands[band],
    numbers: ends.map(({ ages }) => ages.get(band) ?? 0),
  }))
  const [all = 0] = ends.map(({ ages }) => summed(ages))
  return {
    finding: findingOf(name, all, ends[0]?.ages.get('11+') ?? 0, on),
    chart: barsOf({ columns, drawn: [0], lines }),
    table: {
      columns: [sinceOf(name), ...columns],
      rows: [
        ...lines.map(({ label, numbers }) => [label, ...numbers]),
        ['All', ...ends.map(({ ages }) => summed(ages))],
      ],
    },
    notes: [],
  }
}
