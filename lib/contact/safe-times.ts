import { isoDay, londonClock } from '@/lib/wording/london-time'

/** A stretch of the day that is safe on some days of the week (1 = Monday), in minutes since midnight. */
export interface SafeTime {
  readonly days: readonly number[]
  readonly from: number
  /** The first minute that is not safe any more; 1440 is midnight. */
  readonly to: number
}

const minute = 60_000
const hour = 60 * minute
const dayInMinutes = 24 * 60
/** As far as anybody looks ahead: a week, and a day for what has begun already. */
const daysAhead = 8

/**
 * A time of the day as it is typed: "9am", "5:30pm", "17:30", "midday".
 * @returns minutes since midnight, 1440 for midnight; `undefined` where it is no time
 */
export const readTimeOfDay = (typed: string): number | undefined => {
  const text = typed.toLowerCase().replace(/[\s.]/g, '')
  if (text === 'midday' || text === 'noon') return 12 * 60
  if (text === 'midnight') return dayInMinutes
  const [, hours = '', minutes = '0', half] = /^(\d{1,2})(?::?(\d{2}))?(am|pm)?$/.exec(text) ?? []
  const [h, m] = [Number(hours), Number(minutes)]
  if (hours === '' || m > 59 || h > 24 || (half && (h < 1 || h > 12))) return undefined
  const at = (half ? (h % 12) + (half === 'pm' ? 12 : 0) : h) * 60 + m
  return at <= dayInMinutes ? at : undefined
}

/** Whether the clock in London shows a safe time. Either hour that it shows twice counts. */
export const isSafeAt = (times: readonly SafeTime[], at: Date): boolean => {
  const { weekday, minutes } = londonClock(at)
  return times.some(
    ({ days, from, to }) => days.includes(weekday) && minutes >= from && minutes < to,
  )
}

/**
 * Every moment at which it may become safe or stop being safe: when a clock in London shows the
 * beginning or the end of a time, in winter or in summer time, and when the clocks change, which they
 * do at 1am UTC (European Union Directive 2000/84/EC, kept by the Summer Time Act 1972).
 */
const turnsAfter = (times: readonly SafeTime[], at: Date): readonly number[] => {
  const today = Date.parse(isoDay(at))
  const shown = [0, ...times.flatMap(({ from, to }) => [from, to])]
  return Array.from({ length: daysAhead + 2 }, (_, day) => today + (day - 1) * 24 * hour)
    .flatMap((midnight) => [
      midnight + hour,
      ...shown.flatMap((minutes) => [
        midnight + minutes * minute,
        midnight + minutes * minute - hour,
      ]),
    ])
    .filter((moment) => moment > at.getTime())
    .sort((one, other) => one - other)
}

/**
 * When what holds at a moment changes next: a safe time ends, or one begins.
 * @returns `undefined` where it does not within a week
 */
export const nextTurn = (times: readonly SafeTime[], at: Date): Date | undefined => {
  const isSafe = isSafeAt(times, at)
  const turn = turnsAfter(times, at).find((moment) => isSafeAt(times, new Date(moment)) !== isSafe)
  return turn === undefined ? undefined : new Date(turn)
}
