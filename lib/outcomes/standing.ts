import { barsOf, type Line } from './breakdown'
import { cellsOf, type Counts } from './counts'
import { figureOf } from './figures'
import { ageBandNames, ageBands, bandOf, type AgeBand } from './case-ages'
import { lastKnown, showPeriod } from './period'
import { capital, numbered, partOf } from './sentences'
import type { ReportCounts, Times, Told } from './told'

/** How many of the open cases are of each age on a day, in working days. */
export const agesOf = (counts: Counts, on: string): ReadonlyMap<AgeBand, number> => {
  const ages = new Map<AgeBand, number>(ageBandNames.map((band) => [band, 0]))
  for (const { codes, number } of cellsOf(counts, 'openCases')) {
    const band = bandOf(codes.at(-1) ?? on, on)
    ages.set(band, (ages.get(band) ?? 0) + number)
  }
  return ages
}

const summed = (ages: ReadonlyMap<AgeBand, number>) =>
  [...ages.values()].reduce((all, number) => all + number, 0)

const showDay = (day: string) => showPeriod({ from: day, until: day })

const findingOf = (all: number, old: number, on: string) => {
  const day = showDay(on)
  if (all === 0) return `No case was open on ${day}`
  const open = `${capital(numbered(all, figureOf('openCases').counts))} ${all === 1 ? 'was' : 'were'} open on ${day}`
  return old === 0
    ? `${open}, none of them for 11 working days or more`
    : `${open}: ${partOf(old, all)} for 11 working days or more`
}

/** The cases that were open at the end of each of the three times, by age. */
export const standingOf = (counts: ReportCounts, times: Times): Told => {
  const on = lastKnown(times.now, times.counted)
  const ends = [
    { day: on, ages: agesOf(counts.now, on) },
    { day: times.before.until, ages: agesOf(counts.before, times.before.until) },
    { day: times.yearBefore.until, ages: agesOf(counts.yearBefore, times.yearBefore.until) },
  ].filter(({ day }, index, all) => all.findIndex((one) => one.day === day) === index)
  const columns = ends.map(({ day }) => `On ${showDay(day)}`)
  const lines: readonly Line[] = ageBandNames.map((band) => ({
    code: band,
    label: ageBands[band],
    numbers: ends.map(({ ages }) => ages.get(band) ?? 0),
  }))
  const [all = 0] = ends.map(({ ages }) => summed(ages))
  return {
    finding: findingOf(all, ends[0]?.ages.get('11+') ?? 0, on),
    chart: barsOf({ columns, drawn: [0], lines }),
    table: {
      columns: ['Working days since they came', ...columns],
      rows: [
        ...lines.map(({ label, numbers }) => [label, ...numbers]),
        ['All', ...ends.map(({ ages }) => summed(ages))],
      ],
    },
    notes: [],
  }
}
