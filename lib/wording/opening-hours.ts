import type { WeeklyHours } from '@/lib/county/county'
import { londonClock } from './london-time'

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** A time as the county's file writes it, in minutes since midnight: "08:30" is 510. */
export const minutesOf = (clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

const showClock = (clock: string) => {
  const minutes = minutesOf(clock)
  const hour = Math.floor(minutes / 60) % 24
  const part = minutes % 60 === 0 ? '' : `:${String(minutes % 60).padStart(2, '0')}`
  if (minutes === 12 * 60) return 'midday'
  return hour === 0 && part === ''
    ? 'midnight'
    : `${hour % 12 === 0 ? 12 : hour % 12}${part}${hour < 12 ? 'am' : 'pm'}`
}

/** Whether a line is open at every hour of the week. */
export const isAlwaysOpen = (hours: WeeklyHours) =>
  hours.length === 1 &&
  hours[0]?.days.length === 7 &&
  hours[0].opens === '00:00' &&
  hours[0].closes === '24:00'

/** The hours that hold at a moment, by the clock in London. The closing minute is closed. */
const openingAt = (hours: WeeklyHours, { weekday, minutes }: ReturnType<typeof londonClock>) =>
  hours.find(
    ({ days, opens, closes }) =>
      days.includes(weekday) && minutes >= minutesOf(opens) && minutes < minutesOf(closes),
  )

/** Opening hours in words: "Monday to Friday, 8am to 8pm. Saturday, 9am to 5pm". */
export const showHours = (hours: WeeklyHours) =>
  isAlwaysOpen(hours)
    ? 'Open all day, every day'
    : hours
        .map(
          ({ days, opens, closes }) =>
            `${showDays(days)}, ${showClock(opens)} to ${showClock(closes)}`,
        )
        .join('. ')

const showDays = (days: readonly number[]) => {
  const [first = 1] = days
  const last = days.at(-1) ?? first
  const name = (day: number) => dayNames[day - 1] ?? ''
  if (first === last) return name(first)
  return last - first === days.length - 1
    ? `${name(first)} to ${name(last)}`
    : days.map(name).join(', ')
}

/** What to say of a line now: "Open now" with when it closes, or "Closed now" with when it opens. */
export const showOpenNow = (hours: WeeklyHours, at: Date) => {
  if (isAlwaysOpen(hours)) return 'Open now'
  const { weekday, minutes } = londonClock(at)
  const now = openingAt(hours, { weekday, minutes })
  if (now) return `Open now, until ${showClock(now.closes)}`
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = ((weekday - 1 + ahead) % 7) + 1
    const next = hours
      .filter(({ days, opens }) => days.includes(day) && (ahead > 0 || minutesOf(opens) > minutes))
      .sort((a, b) => minutesOf(a.opens) - minutesOf(b.opens))[0]
    if (next) {
      const when =
        ahead === 0 ? 'today' : ahead === 1 ? 'tomorrow' : `on ${dayNames[day - 1] ?? ''}`
      return `Closed now. Opens ${when} at ${showClock(next.opens)}`
    }
  }
  return 'Closed now'
}
