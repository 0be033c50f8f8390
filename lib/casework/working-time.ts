import { county, type QueueHours, type WeeklyHours } from '@/lib/county/county'
import { minutesOf } from '@/lib/wording/opening-hours'
import { isoDay, londonClock } from '@/lib/wording/london-time'

const minute = 60_000
const dayInMinutes = 24 * 60

/** Days are counted from 1 January 1970, which was a Thursday, by the calendar in London. */
const dayNumber = (iso: string) => Date.parse(iso) / minute / dayInMinutes
const dayOf = (at: Date) => dayNumber(isoDay(at))
const weekdayOf = (day: number) => ((day + 3) % 7) + 1

const bankHolidays = new Set(county.bankHolidays.map(dayNumber))
const isWorkingDay = (day: number) => weekdayOf(day) <= 5 && !bankHolidays.has(day)

/** Whether a day, as an ISO date, is a working day: Monday to Friday and no bank holiday in England. */
export const isWorkday = (iso: string) => isWorkingDay(dayNumber(iso))

const moments = new Map<number, number>()

/**
 * The moment when a clock in London shows a time, given in minutes on that clock since 1970. Kept,
 * because a page of a worklist asks for the same few times again and again.
 */
const momentOf = (shown: number) => {
  const known = moments.get(shown)
  if (known !== undefined) return known
  const inSummer = (shown - 60) * minute
  const isSummer = londonClock(new Date(inSummer)).minutes === shown % dayInMinutes
  const moment = isSummer ? inSummer : inSummer + 60 * minute
  moments.set(shown, moment)
  return moment
}

const weekdays = [1, 2, 3, 4, 5, 6, 7]

/** When hours open and close on each day of the week from Monday, in minutes since midnight. */
const weekOf = (weekly: WeeklyHours) =>
  weekdays.map((weekday) =>
    weekly
      .filter(({ days }) => days.includes(weekday))
      .map(({ opens, closes }) => ({ opens: minutesOf(opens), closes: minutesOf(closes) }))
      .sort((a, b) => a.opens - b.opens),
  )

/** The stretches of working time from a moment on, without end. */
function* stretchesFrom({ weekly, closedOnBankHolidays }: QueueHours, from: Date) {
  const week = weekOf(weekly)
  for (let day = dayOf(from); ; day += 1) {
    if (closedOnBankHolidays && bankHolidays.has(day)) continue
    for (const { opens, closes } of week[weekdayOf(day) - 1] ?? []) {
      const start = Math.max(from.getTime(), momentOf(day * dayInMinutes + opens))
      const end = momentOf(day * dayInMinutes + closes)
      if (start < end) yield { start, end }
    }
  }
}

/**
 * The moment at which a queue has worked for some minutes from a moment on. What ends as the queue
 * closes ends then, not when it opens again. No minutes, or fewer, is the moment itself.
 */
export const addWorkingMinutes = (hours: QueueHours, from: Date, minutes: number): Date => {
  let at = from.getTime()
  let left = minutes * minute
  for (const { start, end } of stretchesFrom(hours, from)) {
    if (left <= 0) break
    at = start + Math.min(left, end - start)
    left -= end - start
  }
  return new Date(at)
}

/** For how many minutes, in full and in part, a queue is open between two moments. */
export const workingMinutesBetween = (hours: QueueHours, from: Date, until: Date): number => {
  let worked = 0
  for (const { start, end } of stretchesFrom(hours, from)) {
    if (start >= until.getTime()) break
    worked += Math.min(end, until.getTime()) - start
  }
  return worked / minute
}

/** The minutes of a queue's longest day. */
export const workingDayMinutes = ({ weekly }: QueueHours) =>
  Math.max(
    ...weekOf(weekly).map((openings) =>
      openings.reduce((sum, { opens, closes }) => sum + closes - opens, 0),
    ),
  )

/**
 * The end of the nth working day after the day of a moment: when the queue closes, or 5pm in London
 * where it never does. A working day is Monday to Friday and no bank holiday in England, so that one
 * working day from a Friday, a Saturday or a Sunday is Monday.
 */
export const addWorkingDays = (days: number, from: Date, hours?: QueueHours): Date => {
  let day = dayOf(from)
  for (let left = days; left > 0;) if (isWorkingDay((day += 1))) left -= 1
  const closes = hours && weekOf(hours.weekly)[weekdayOf(day) - 1]?.at(-1)?.closes
  const end = closes === undefined || closes === dayInMinutes ? 17 * 60 : closes
  return new Date(momentOf(day * dayInMinutes + end))
}

/** The last minute, in London, of the nth day after the day of a moment, whatever day that is. */
export const addDays = (days: number, from: Date): Date =>
  new Date(momentOf((dayOf(from) + days + 1) * dayInMinutes - 1))
