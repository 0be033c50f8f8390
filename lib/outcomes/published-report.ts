import { barsOf, tableOf, type Breakdown } from './breakdown'
import type { Chart, Shown } from './chart'
import { labelOf } from './dimensions'
import { sections, type SectionName } from './figure'
import { largest } from './findings'
import { figureOf } from './figures'
import { leads } from './leads'
import { showPeriod, spanOf, type Period } from './period'
import { quartersOf } from './publication'
import type { PublishedNumbers, TableNumbers } from './published-numbers'
import { publishedTables, type PublishedTable } from './published-tables'
import type { Report, ReportFigure } from './report'
import { byReferral } from './rules-of-counting'
import { capital, changed, during, listed, numbered, small, type Earlier } from './sentences'
import { least } from './suppression'
import { shortPeriod } from './trend'

const hiddenNote = `[c] is a number from 1 to ${least - 1}, or one that would tell such a number.`
const notesOf = (numbers: readonly Shown[]) => (numbers.includes('c') ? [hiddenNote] : [])

const referrals = figureOf('referrals')

const breakdownOf = (
  { by, fit }: PublishedTable,
  { lines }: TableNumbers,
  period: Period,
  all: Shown,
): Breakdown => ({
  dimension: by,
  columns: [showPeriod(period)],
  told: 0,
  drawn: [0],
  lines: lines.map(([code, number]) => ({ code, label: labelOf(by, code), numbers: [number] })),
  total: fit === 'parts' ? [all] : undefined,
})

/** What the largest line that is shown is, where it can be said. */
const findingOf = (
  { figure, fit, title, said }: PublishedTable,
  breakdown: Breakdown,
  all: Shown,
) => {
  const lead = leads[figure]
  const found = largest(breakdown, {
    noun: figureOf(figure).counts,
    whole: fit === 'apart' ? 'c' : all,
    ...lead,
    ...(said && { verb: said.verb }),
    words: (line) => said?.words[line.code] ?? lead?.words(line) ?? small(line.label),
  })
  return capital(found ?? title)
}

const figureOfTable = (
  table: PublishedTable,
  numbers: TableNumbers,
  period: Period,
  all: Shown,
): ReportFigure => {
  const { figure, title, note } = table
  const breakdown = breakdownOf(table, numbers, period, all)
  const { countRule, source } = figureOf(figure)
  return {
    ...{ name: figure, title, countRule, source },
    finding: findingOf(table, breakdown, all),
    chart: barsOf(breakdown),
    table: tableOf(breakdown),
    notes: [...(note ? [note] : []), ...notesOf(numbers.lines.map(([, number]) => number))],
  }
}

const allSentence = (number: Shown, period: Period, earlier: readonly Earlier[]) => {
  const change = changed(number, earlier)
  const came = `${capital(numbered(number, referrals.counts))} came ${during(period)}`
  return change ? `${came}: ${change}` : came
}

const overTime = (
  period: Period,
  { all, quarters }: PublishedNumbers,
  earlier: readonly Earlier[],
): ReportFigure => {
  const times = quartersOf(period)
  const isYear = quarters.length > 0
  const chart: Chart = {
    kind: 'columns',
    labels: times.map(shortPeriod),
    series: [{ label: 'Referrals', values: quarters }],
  }
  const rows = isYear
    ? [...times.map((time, place) => [showPeriod(time), quarters[place] ?? 'c'] as const)]
    : []
  return {
    name: 'referrals',
    title: isYear ? 'Referrals by quarter' : 'Referrals',
    finding: allSentence(all, period, earlier),
    chart: isYear ? chart : undefined,
    table: {
      columns: ['Time', 'Referrals'],
      rows: [
        ...rows,
        [showPeriod(period), all],
        ...earlier.map(({ period: time, number }) => [showPeriod(time), number] as const),
      ],
    },
    notes: notesOf([all, ...quarters]),
    countRule: byReferral,
    source: referrals.source,
  }
}

/** What is not told, and why. */
const leftOut = (period: Period, { tables }: PublishedNumbers): readonly string[] => {
  if (spanOf(period) !== 'year')
    return ['Of a quarter the number of referrals alone is published. Tables are of whole years.']
  const missing = publishedTables.filter(
    ({ figure }) => !tables.some((one) => one.figure === figure),
  )
  if (missing.length === 0) return []
  if (tables.length === 0)
    return ['There are too few referrals to publish tables: that could tell small numbers.']
  const which = listed(missing.map(({ title }) => small(title)))
  return [
    `Not published: ${which}. That could tell small numbers, or it was not counted in all of the time.`,
  ]
}

/**
 * The report of a time as it was published, from the numbers that were published and nothing else: what
 * they hide, no chart, table or sentence can say. It holds no words of the lead, for the same reason.
 * @param earlier the number of all of earlier times, as it was published of them
 */
export const publishedReport = ({
  period,
  asOf,
  numbers,
  earlier,
}: {
  readonly period: Period
  readonly asOf: Date
  readonly numbers: PublishedNumbers
  readonly earlier: readonly Earlier[]
}): Report => {
  const drawn = publishedTables.flatMap((table) =>
    numbers.tables
      .filter(({ figure }) => figure === table.figure)
      .map((one) => figureOfTable(table, one, period, numbers.all)),
  )
  const figures = [overTime(period, numbers, earlier), ...drawn]
  const sectionNames = Object.keys(sections) as SectionName[]
  return {
    ...{ period, asOf, audience: 'published', ownWords: [] },
    keyResults: [
      ...figures
        .filter(({ finding, title }) => finding !== title)
        .map(({ finding }) => `${finding}.`),
      ...leftOut(period, numbers),
    ],
    sections: sectionNames.flatMap((section) => {
      const own = figures.filter(({ name }) => figureOf(name).section === section)
      return own.length > 0 ? [{ section, title: sections[section], figures: own }] : []
    }),
  }
}
