import type { PartialDate } from './question'

const months = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
] as const // prettier-ignore

/**
 * Reads a month as people type it: 3, 03, mar or March.
 * @returns 1 to 12 or any other number typed; -1 where it is no month; undefined where empty.
 */
export const readMonth = (typed: string): number | undefined => {
  if (typed === '') return undefined
  if (/^\d{1,2}$/.test(typed)) return Number(typed)
  const name = typed.toLowerCase()
  const index =
    name.length < 3 ? -1 : months.findIndex((month) => month.toLowerCase().startsWith(name))
  return index < 0 ? -1 : index + 1
}

/** A date in words, with as much of it as is known: "27 March 2007", "March 2007", "2007". */
export const showDate = ({ day, month, year }: PartialDate) =>
  [day, month && months[month - 1], year].filter(Boolean).join(' ')

const lengthOf = (month: number, year: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/**
 * Says what is wrong with a date, and with which part of it; the first fault only, in the order
 * that the GOV.UK date pattern gives: missing, then impossible, then against a rule.
 * @param from the earliest year that can be meant
 */
export const dateProblem = (
  { day, month, year }: PartialDate,
  called: string,
  from: number,
): { part: 'day' | 'month' | 'year'; message: string } | undefined => {
  if (year === undefined) return { part: 'year', message: `${called} must include a year` }
  if (day !== undefined && month === undefined)
    return { part: 'month', message: `${called} must include a month` }
  if (!(year >= 1000 && year <= 9999))
    return { part: 'year', message: 'Year must have 4 numbers, like 2007' }
  if (!(year >= from)) return { part: 'year', message: `Year must be ${from} or later` }
  if (month !== undefined && !(month >= 1 && month <= 12))
    return { part: 'month', message: `${called} must have a real month, like 3 or March` }
  if (day !== undefined && month !== undefined && !(day >= 1 && day <= lengthOf(month, year)))
    return { part: 'day', message: `${called} must be a real date` }
  return undefined
}

/**
 * How old somebody is at most and at least, from as much of a date of birth as is known.
 * @param today the day on which they are that old, as year, month (1 to 12) and day
 */
export const agesOn = (
  birth: PartialDate,
  today: Required<PartialDate>,
): { youngest: number; oldest: number } | undefined => {
  if (birth.year === undefined) return undefined
  const years = today.year - birth.year
  const hadBirthday = (month: number, day: number) =>
    today.month > month || (today.month === month && today.day >= day)
  const first = hadBirthday(birth.month ?? 1, birth.day ?? 1)
  const last = hadBirthday(birth.month ?? 12, birth.day ?? lengthOf(birth.month ?? 12, birth.year))
  return { oldest: first ? years : years - 1, youngest: last ? years : years - 1 }
}

/** A full date as an ISO date, which sorts and compares as text: "2026-11-22". */
export const isoOf = ({ day, month, year }: Required<PartialDate>) =>
  [year, month, day].map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-')
