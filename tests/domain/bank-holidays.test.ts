import { describe, expect, test } from 'vitest'
import { county } from '@/lib/county/county'

const day = (year: number, month: number, date: number) => new Date(Date.UTC(year, month - 1, date))
const iso = (date: Date) => date.toISOString().slice(0, 10)
const plus = (date: Date, days: number) => new Date(date.getTime() + days * 86_400_000)
const isWeekend = (date: Date) => date.getUTCDay() % 6 === 0

/** The Gregorian computus, as Meeus, Jones and Butcher give it. */
const easterOf = (year: number) => {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return day(year, Math.floor(n / 31), (n % 31) + 1)
}

const mondayFrom = (date: Date) => plus(date, (8 - date.getUTCDay()) % 7)
const lastMonday = (year: number, month: number) => mondayFrom(day(year, month, 25))

/** Days that a proclamation added, or moved. */
const proclaimed: readonly string[] = []

/** What falls on a weekend is kept on the next working day. */
const ruled = (year: number) => {
  const newYear = day(year, 1, 1)
  const christmas = day(year, 12, 25)
  const boxingDay = day(year, 12, 26)
  return [
    isWeekend(newYear) ? mondayFrom(newYear) : newYear,
    plus(easterOf(year), -2),
    plus(easterOf(year), 1),
    mondayFrom(day(year, 5, 1)),
    lastMonday(year, 5),
    lastMonday(year, 8),
    isWeekend(christmas) ? day(year, 12, 27) : christmas,
    isWeekend(boxingDay) ? day(year, 12, 28) : boxingDay,
  ].map(iso)
}

describe('The bank holidays of England', () => {
  const listed = county.bankHolidays
  const [first = '', last = ''] = [listed[0], listed.at(-1)]
  const years = [...new Set(listed.map((date) => Number(date.slice(0, 4))))]

  test('are listed as the rules give them, from the first to the last of the list', () => {
    const expected = [...years.flatMap(ruled), ...proclaimed].sort()
    expect(listed).toEqual(expected.filter((date) => date >= first))
    expect(last.slice(5, 7)).toBe('12')
  })

  test.each([
    [2024, ['01-01', '03-29', '04-01', '05-06', '05-27', '08-26', '12-25', '12-26']],
    [2021, ['01-01', '04-02', '04-05', '05-03', '05-31', '08-30', '12-27', '12-28']],
    [2016, ['01-01', '03-25', '03-28', '05-02', '05-30', '08-29', '12-26', '12-27']],
  ])('are ruled for %d as they were', (year, days) => {
    // In 2016 Christmas was on a Sunday: Boxing Day kept its Monday, and Christmas the Tuesday.
    expect(ruled(year).sort()).toEqual(days.map((date) => `${year}-${date}`))
  })

  test('are all weekdays', () => {
    expect(listed.filter((date) => isWeekend(new Date(date)))).toEqual([])
  })

  test('are known for more than a year to come', () => {
    expect(last > iso(plus(new Date(), 365))).toBe(true)
  })
})
