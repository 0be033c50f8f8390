import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'

/** The zone in which people here read a clock. */
export const zone = 'Europe/London'

const london = (at: Date) => new TZDate(at, zone)

/** The year, month and day that it is in London at a moment. */
export const londonDay = (at: Date) => {
  const day = london(at)
  return { year: day.getFullYear(), month: day.getMonth() + 1, day: day.getDate() }
}

/** The day of the week (1 = Monday to 7 = Sunday) and the minutes since midnight in London. */
export const londonClock = (at: Date) => {
  const day = london(at)
  return {
    weekday: day.getDay() === 0 ? 7 : day.getDay(),
    minutes: day.getHours() * 60 + day.getMinutes(),
  }
}

/** A time as GOV.UK writes it: "4 June 2026 at 9:32am". */
export const showMoment = (at: Date) => `${showDay(at)} at ${showTime(at)}`

/** A day as GOV.UK writes it: "4 June 2026". */
export const showDay = (at: Date) => format(london(at), 'd MMMM yyyy')

/** A time of day as GOV.UK writes it: "9:32am", "midday", "midnight". */
export const showTime = (at: Date) => {
  const day = london(at)
  if (day.getMinutes() === 0 && day.getHours() === 0) return 'midnight'
  if (day.getMinutes() === 0 && day.getHours() === 12) return 'midday'
  return format(day, day.getMinutes() === 0 ? 'haaa' : 'h:mmaaa')
}

/** How long something has waited, in the largest whole unit: "12 minutes", "3 hours", "2 days". */
export const showWait = (from: Date, until: Date) => {
  const minutes = Math.max(0, Math.floor((until.getTime() - from.getTime()) / 60_000))
  if (minutes < 60) return count(minutes, 'minute')
  if (minutes < 48 * 60) return count(Math.floor(minutes / 60), 'hour')
  return count(Math.floor(minutes / 60 / 24), 'day')
}

/** A number with its noun: "1 day", "2 days", "1,200 days". */
export const count = (number: number, noun: string, plural = `${noun}s`) =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? noun : plural}`

/** The day that it is in London at a moment, as an ISO date. */
export const isoDay = (at: Date) => format(london(at), 'yyyy-MM-dd')
