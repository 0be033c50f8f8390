import { county, type Deadline, type DeadlineName } from '@/lib/county/county'
import type { Destination, Priority } from '@/lib/routing/queues'
import { count, londonDay, showDay, showTime, showWait } from '@/lib/wording/london-time'
import { isAlwaysOpen } from '@/lib/wording/opening-hours'
import {
  addDays,
  addWorkingDays,
  addWorkingMinutes,
  workingDayMinutes,
  workingMinutesBetween,
} from './working-time'

const minute = 60_000

const addMinutes = (minutes: number, from: Date) => new Date(from.getTime() + minutes * minute)

const minutesBetween = (from: Date, until: Date) => (until.getTime() - from.getTime()) / minute

const add: Record<Deadline['unit'], (amount: number, from: Date, queue: Destination) => Date> = {
  minutes: addMinutes,
  hours: (hours, from) => addMinutes(hours * 60, from),
  'working hours': (hours, from, queue) => addWorkingMinutes(county.hours[queue], from, hours * 60),
  'working days': (days, from, queue) => addWorkingDays(days, from, county.hours[queue]),
  days: addDays,
}

/**
 * When something is due that has to be done from a moment on, by the hours of the queue that has to
 * do it. How long each may take, and who says so, is in the county's file.
 */
export const dueAt = (name: DeadlineName, queue: Destination, from: Date): Date => {
  const { amount, unit } = county.deadlines[name]
  return add[unit](amount, from, queue)
}

/**
 * When somebody must have looked at a referral: P1 soon, day or night; P2 in the working time of the
 * queue; P3 by the end of its next working day. The county's file says how soon.
 */
export const firstLookDue = (priority: Priority, queue: Destination, sent: Date): Date => {
  const { amount, unit } = county.firstLook[priority]
  return add[unit](amount, sent, queue)
}

/** When something is due whose clock stood still: later by the working time of the pause. */
export const dueAfterPause = (due: Date, pausedAt: Date, resumedAt: Date, queue: Destination) => {
  const hours = county.hours[queue]
  return addWorkingMinutes(hours, due, workingMinutesBetween(hours, pausedAt, resumedAt))
}

export interface Clock {
  readonly state: 'fine' | 'amber' | 'overdue'
  /** How much of the time has gone, from 0 to 1. */
  readonly share: number
}

/**
 * How a deadline stands: amber from three quarters of its working time, overdue once it has passed.
 * `due` is after any pauses, and `pausedMinutes` is how much working time they took. While a clock
 * stands still, `now` is when it stopped.
 */
export const clockOf = ({
  from,
  due,
  now,
  queue,
  pausedMinutes = 0,
}: {
  from: Date
  due: Date
  now: Date
  queue: Destination
  pausedMinutes?: number
}): Clock => {
  if (now > due) return { state: 'overdue', share: 1 }
  // What is due so soon either falls in working time alone, or is counted day and night.
  const isShort = minutesBetween(from, due) <= 4 * 60
  const between = (until: Date) =>
    (isShort
      ? minutesBetween(from, until)
      : workingMinutesBetween(county.hours[queue], from, until)) - pausedMinutes
  const all = between(due)
  const share = all > 0 ? Math.min(1, Math.max(0, between(now) / all)) : 1
  return { state: share >= 0.75 ? 'amber' : 'fine', share }
}

/**
 * How long something has been with a queue, in the queue's working time: "1 hour 40 minutes", then
 * "3 working days" of its hours. A queue that never closes has plain days.
 */
export const showWorkingAge = (queue: Destination, from: Date, now: Date) => {
  const hours = county.hours[queue]
  const minutes = Math.floor(workingMinutesBetween(hours, from, now))
  const days = Math.floor(minutes / workingDayMinutes(hours))
  if (days > 0) return count(days, isAlwaysOpen(hours.weekly) ? 'day' : 'working day')
  if (minutes < 60) return count(minutes, 'minute')
  const past = minutes % 60
  return count(Math.floor(minutes / 60), 'hour') + (past ? ` ${count(past, 'minute')}` : '')
}

/** When something is due, as seen now: "due in 20 minutes", "due today at 4pm", "2 hours overdue". */
export const showDue = (due: Date, now: Date) => {
  const minutes = Math.ceil(minutesBetween(now, due))
  if (minutes < 0) return `${showWait(due, now)} overdue`
  if (minutes === 0) return 'due now'
  if (minutes < 60) return `due in ${count(minutes, 'minute')}`
  const day = showDay(due)
  if (day === showDay(now)) return `due today at ${showTime(due)}`
  const isThisYear = londonDay(due).year === londonDay(now).year
  return `due ${isThisYear ? day.slice(0, -5) : day} at ${showTime(due)}`
}
