/** The zone in which people here read a clock. */
export const zone = 'Europe/London'

// Both are made once: to make one takes a hundred times as long as to ask it.
const longDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: zone })
// Swedish writes days and times as ISO 8601 does: "2026-06-04 09:32".
const isoMinute = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: zone,
})

/** The day that it is in London at a moment, as an ISO date. */
export const isoDay = (at: Date) => isoMinute.format(at).slice(0, 10)

/** The year, month and day that it is in London at a moment. */
export const londonDay = (at: Date) => {
  const [year = 0, month = 0, day = 0] = isoDay(at).split('-').map(Number)
  return { year, month, day }
}

/** The day of the week (1 = Monday to 7 = Sunday) and the minutes since midnight in London. */
export const londonClock = (at: Date) => {
  const [day = '', time = ''] = isoMinute.format(at).split(' ')
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return { weekday: new Date(day).getUTCDay() || 7, minutes: hours * 60 + minutes }
}

/** A time as GOV.UK writes it: "4 June 2026 at 9:32am". */
export const showMoment = (at: Date) => `${showDay(at)} at ${showTime(at)}`

/** A day as GOV.UK writes it: "4 June 2026". */
export const showDay = (at: Date) => longDay.format(at)

/** A time of day as GOV.UK writes it: "9:32am", "midday", "midnight". */
export const showTime = (at: Date) => {
  const { minutes } = londonClock(at)
  if (minutes === 0) return 'midnight'
  if (minutes === 12 * 60) return 'midday'
  const hour = Math.floor(minutes / 60)
  const past = minutes % 60 === 0 ? '' : `:${String(minutes % 60).padStart(2, '0')}`
  return `${hour % 12 || 12}${past}${hour < 12 ? 'am' : 'pm'}`
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
