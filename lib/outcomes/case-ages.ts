import { addDays, formatISO, parseISO } from 'date-fns'
import { isWorkday } from '@/lib/casework/working-time'
import type { Period } from './period'

/** How old open cases are, in working days since the day on which they came, the newest first. */
export const ageBands = {
  '0-1': 'Up to 1 working day',
  '2-5': '2 to 5 working days',
  '6-10': '6 to 10 working days',
  '11+': '11 working days or more',
} as const

export type AgeBand = keyof typeof ageBands

export const isAgeBand = (text: string): text is AgeBand => Object.hasOwn(ageBands, text)

export const ageBandNames = Object.keys(ageBands).filter(isAgeBand)

const most: Readonly<Record<AgeBand, number>> = { '0-1': 1, '2-5': 5, '6-10': 10, '11+': Infinity }

/** Before every case there is: where the last band begins. */
const everBefore = '1970-01-01'

const moved = (iso: string, days: number) =>
  formatISO(addDays(parseISO(iso), days), { representation: 'date' })

const known = new Map<string, readonly string[]>()

/**
 * The first day of each band, as it is on a day. Kept, because it is asked for each case of a report.
 */
const firstDays = (on: string): readonly string[] => {
  const found = known.get(on)
  if (found) return found
  const firsts: string[] = []
  let [day, workdays] = [on, 0]
  for (const band of ageBandNames.slice(0, -1)) {
    for (; workdays + Number(isWorkday(day)) <= most[band]; day = moved(day, -1))
      workdays += Number(isWorkday(day))
    firsts.push(day)
  }
  const all = [...firsts, everBefore]
  if (known.size > 1_000) known.clear()
  known.set(on, all)
  return all
}

/**
 * How old a case was on a day: the working days after the day on which it came, up to that day.
 * @param receivedOn ISO dates in London, as `on`
 */
export const bandOf = (receivedOn: string, on: string): AgeBand => {
  const days = firstDays(on)
  return ageBandNames.find((_, index) => receivedOn >= (days[index] ?? '')) ?? '11+'
}

/** The days on which cases came that are of a band on a day. */
export const daysOfBand = (band: AgeBand, on: string): Period => {
  const days = firstDays(on)
  const index = ageBandNames.indexOf(band)
  const until = index === 0 ? on : moved(days[index - 1] ?? on, -1)
  return { from: days[index] ?? everBefore, until }
}
