import { county } from '@/lib/county/county'
import { showNumber, type Shown } from './chart'
import { showPeriod, spanOf, type Period } from './period'

/** One thing and several of it: what is counted. */
export type Noun = readonly [one: string, many: string]

/** A number with what it counts: "1 referral", "[c] referrals", "no referrals". */
export const numbered = (number: Shown, [one, many]: Noun): string =>
  number === 0 ? `no ${many}` : `${showNumber(number)} ${number === 1 ? one : many}`

/** Several things in a row: "A", "A and B", "A, B and C". */
export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const names = new Set([
  county.name,
  county.victimCareCentre,
  ...county.areas.map(({ name }) => name),
  ...county.organisations.map(({ name }) => name),
])

/** Whether a label begins with a capital anywhere: "NHS", "Watford", "National Referral Mechanism". */
const isName = (label: string) =>
  /^.[A-Z]|^[A-Z]\w{2,}( [A-Z]\w+)+$/.test(label) ||
  names.has(label) ||
  names.has(label.split(/[ ,]/)[0] ?? '')

/** A label inside a sentence: with a small letter, unless it is a name. */
export const small = (label: string): string =>
  isName(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)

/** Below this no share is told as a percentage. Source: GSS guidance on small numbers. */
export const leastForPercent = 20

/** A share in whole per cent, of which none is nothing or all unless it is. */
const percentOf = (part: number, whole: number) => {
  const percent = Math.round((part / whole) * 100)
  if (percent === 0 && part > 0) return 'under 1%'
  return percent === 100 && part < whole ? 'over 99%' : `${percent}%`
}

/**
 * A part of a whole: "14 of 31 (45%)", or with what they are "14 of 31 referrals (45%)". As counts alone
 * where the whole is small.
 */
export const partOf = (part: Shown, whole: Shown, noun?: Noun): string => {
  const counts = `${showNumber(part)} of ${noun ? numbered(whole, noun) : showNumber(whole)}`
  if (part === 'c' || whole === 'c' || whole < leastForPercent) return counts
  return `${counts} (${percentOf(part, whole)})`
}

/** When, in a sentence: "in October 2026", "from July to September 2026", "on 3 May 2026". */
export const during = (period: Period): string => {
  const shown = showPeriod(period)
  const span = spanOf(period)
  if (span === 'month' || span === 'year') return `in ${shown}`
  return period.from === period.until ? `on ${shown}` : `from ${shown}`
}

const difference = (number: number, earlier: number, period: Period) => {
  const when = `${during(period)} (${showNumber(earlier)})`
  if (number === earlier) return `as many as ${when}`
  const words = number > earlier ? 'more' : 'fewer'
  return `${showNumber(Math.abs(number - earlier))} ${words} than ${when}`
}

export interface Earlier {
  readonly number: Shown
  readonly period: Period
}

/**
 * How a number changed: "6 more than in September 2026 (25) and 4 fewer than in October 2025 (35)".
 * Nothing is said of a number that is hidden, nor of a time from which nothing is known.
 */
export const changed = (number: Shown, earlier: readonly Earlier[]): string | undefined => {
  if (number === 'c') return undefined
  const said = earlier.flatMap((one) =>
    one.number === 'c' ? [] : [difference(number, one.number, one.period)],
  )
  return said.length > 0 ? listed(said) : undefined
}

/** A time in words: "45 minutes", "1 hour 15 minutes", "1 day 3 hours", "12 days". Minutes in. */
export const showLength = (minutes: number): string => {
  const units = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor((minutes % 1440) / 60), 'hour'],
    [minutes % 60, 'minute'],
  ] as const
  const first = units.findIndex(([number]) => number > 0)
  const said = units
    .slice(Math.max(first, 0), first + 2)
    .filter(([number]) => number > 0)
    .map(([number, unit]) => numbered(number, [unit, `${unit}s`]))
  return said.length > 0 ? said.join(' ') : 'less than a minute'
}
