import { TZDate } from '@date-fns/tz'
import { addDays, addHours, endOfDay, format, isWeekend, max, set } from 'date-fns'
import { county } from '@/lib/county/county'
import type { Priority } from '@/lib/routing/queues'
import { zone } from '@/lib/wording/london-time'

const isWorkingDay = (day: Date) =>
  !isWeekend(day) && !county.bankHolidays.includes(format(day, 'yyyy-MM-dd'))

const nextWorkingDay = (day: TZDate): TZDate => {
  const next = addDays(day, 1)
  return isWorkingDay(next) ? next : nextWorkingDay(next)
}

/**
 * When somebody must have looked at a referral: P1 within the hour, day or night; P2 by the end of
 * the day in London, with four hours at least; P3 by 5pm on the next working day in England.
 */
export const firstLookDue = (priority: Priority, sent: Date): Date => {
  const at = new TZDate(sent, zone)
  if (priority === 'P1') return new Date(addHours(at, 1))
  if (priority === 'P2') return new Date(max([endOfDay(at), addHours(at, 4)]))
  return new Date(set(nextWorkingDay(at), { hours: 17, minutes: 0, seconds: 0, milliseconds: 0 }))
}
