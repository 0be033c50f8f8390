import {
  addDays,
  addMonths,
  addYears,
  endOfISOWeek,
  endOfMonth,
  formatISO,
  parseISO,
  startOfISOWeek,
} from 'date-fns'

/** A time that a report is of: whole days in London, both ends included, as ISO dates. */
export interface Period {
  readonly from: string
  readonly until: string
}

const iso = (day: Date) => formatISO(day, { representation: 'date' })
const moved = (day: string, move: (date: Date) => Date) => iso(move(parseISO(day)))

export const isSame = (one: Period, other: Period): boolean =>
  one.from === other.from && one.until === other.until

/** The day after a day, as ISO dates. */
export const nextDay = (day: string): string => moved(day, (date) => addDays(date, 1))
const dayBefore = (day: string) => moved(day, (date) => addDays(date, -1))

/**
 * The last day of a time; of a time that is not over the last of which anything is known.
 * @param counted the day up to which everything is counted, as an ISO date
 */
export const lastKnown = ({ from, until }: Period, counted = until): string =>
  counted < until && counted >= from ? counted : until

/** Kinds of time that end with a month, in months. Half-years and quarters are those of the calendar. */
export const spans = {
  month: { label: 'Month', months: 1 },
  quarter: { label: 'Quarter', months: 3 },
  half: { label: 'Half-year', months: 6 },
  year: { label: 'Year', months: 12 },
} as const

export type SpanName = keyof typeof spans

export const isSpan = (text: string): text is SpanName => Object.hasOwn(spans, text)

/** The span of a kind in which a day lies. */
export const spanAround = (span: SpanName, day: string): Period => {
  const { months } = spans[span]
  const [year = 0, month = 1] = day.split('-').map(Number)
  const first = Math.floor((month - 1) / months) * months
  const from = new Date(year, first, 1)
  return { from: iso(from), until: iso(addDays(addMonths(from, months), -1)) }
}

/** The last span of a kind that was over before a day. */
export const lastComplete = (span: SpanName, today: string): Period =>
  spanAround(
    span,
    moved(spanAround(span, today).from, (date) => addDays(date, -1)),
  )

/** Which span a period is exactly; `undefined` for any other. */
export const spanOf = ({ from, until }: Period): SpanName | undefined =>
  Object.keys(spans)
    .filter(isSpan)
    .find((span) => {
      const around = spanAround(span, from)
      return around.from === from && around.until === until
    })

const dayCount = ({ from, until }: Period) =>
  Math.round((+parseISO(until) - +parseISO(from)) / 86_400_000) + 1

/** The time of the same length just before: of a span the span before, else as many days. */
export const before = (period: Period): Period => {
  const last = moved(period.from, (date) => addDays(date, -1))
  const span = spanOf(period)
  if (span) return spanAround(span, last)
  return { from: moved(period.from, (date) => addDays(date, -dayCount(period))), until: last }
}

const isMonthEnd = (day: string) => iso(endOfMonth(parseISO(day))) === day

/** The same days a year before. A time that ends with a month ends with it there too. */
export const yearBefore = ({ from, until }: Period): Period => ({
  from: moved(from, (date) => addYears(date, -1)),
  until: moved(until, (date) => {
    const earlier = addYears(date, -1)
    return isMonthEnd(until) ? endOfMonth(earlier) : earlier
  }),
})

const weekAround = (day: string): Period => ({
  from: moved(day, startOfISOWeek),
  until: moved(day, endOfISOWeek),
})

/** The stretches that counts are kept by, besides days: the longest first. A week begins on a Monday. */
const grains = [
  { grain: 'H', around: (day: string) => spanAround('half', day) },
  { grain: 'M', around: (day: string) => spanAround('month', day) },
  { grain: 'W', around: weekAround },
] as const

type Grain = (typeof grains)[number]

/** A stretch of the kept counts: of whole half-years, months or weeks, or of days. */
export interface Piece extends Period {
  readonly grain: 'D' | Grain['grain']
}

/** All whole stretches of a kind in a period; `from` is after `until` where there are none. */
const wholesIn = ({ from, until }: Period, { around }: Grain): Period => {
  const [first, last] = [around(from), around(until)]
  return {
    from: first.from === from ? from : nextDay(first.until),
    until: last.until === until ? until : dayBefore(last.from),
  }
}

const piecesIn = (period: Period, [longest, ...shorter]: readonly Grain[]): readonly Piece[] => {
  if (period.from > period.until) return []
  if (!longest) return [{ grain: 'D', ...period }]
  const whole = wholesIn(period, longest)
  if (whole.from > whole.until) return piecesIn(period, shorter)
  return [
    ...piecesIn({ from: period.from, until: dayBefore(whole.from) }, shorter),
    { grain: longest.grain, ...whole },
    ...piecesIn({ from: nextDay(whole.until), until: period.until }, shorter),
  ]
}

/**
 * A period as whole half-years, the whole months before and after them, the whole weeks around those and
 * the days that are left: what the kept counts are summed of. None where it ends before it begins.
 */
export const piecesOf = (period: Period): readonly Piece[] => piecesIn(period, grains)

/** The days of a period, as ISO dates. */
export const daysOf = ({ from, until }: Period): readonly string[] => {
  const days: string[] = []
  for (let day = from; day <= until; day = nextDay(day)) days.push(day)
  return days
}

/** The months of a period, each as a period, cut to it. */
export const monthsOf = ({ from, until }: Period): readonly Period[] => {
  const months: Period[] = []
  for (let start = from; start <= until;) {
    const end = iso(endOfMonth(parseISO(start)))
    months.push({ from: start, until: end < until ? end : until })
    start = moved(end, (date) => addDays(date, 1))
  }
  return months
}

const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** A period in words: "October 2026", "July to September 2026", "2025", "3 May 2026 to 9 June 2026". */
export const showPeriod = (period: Period): string => {
  const { from, until } = period
  const span = spanOf(period)
  const at = (date: string) => new Date(`${date}T12:00:00Z`)
  if (span === 'year') return from.slice(0, 4)
  if (span === 'month') return month.format(at(from))
  if (from.endsWith('-01') && isMonthEnd(until)) {
    const [first = '', firstYear] = month.format(at(from)).split(' ')
    const start = from.slice(0, 4) === until.slice(0, 4) ? first : `${first} ${firstYear}`
    return `${start} to ${month.format(at(until))}`
  }
  return from === until
    ? day.format(at(from))
    : `${day.format(at(from))} to ${day.format(at(until))}`
}
