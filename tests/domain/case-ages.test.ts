import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { isWorkday } from '@/lib/casework/working-time'
import { ageBandNames, bandOf, daysOfBand } from '@/lib/outcomes/case-ages'

const dayAfter = (iso: string) =>
  new Date(Date.parse(iso) + 24 * 60 * 60_000).toISOString().slice(0, 10)

/** Counted one day after the other. */
const workdaysSince = (from: string, on: string) => {
  let count = 0
  for (let day = from; day < on;) {
    day = dayAfter(day)
    if (isWorkday(day)) count += 1
  }
  return count
}

const anyDay = fc
  .date({ min: new Date('2026-06-01'), max: new Date('2028-06-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('the age of an open case', () => {
  test.each([
    ['on the day on which it came', '2026-11-20', '2026-11-20', '0-1'],
    ['on the Monday after a Friday', '2026-11-20', '2026-11-23', '0-1'],
    ['on the Tuesday after a Friday', '2026-11-20', '2026-11-24', '2-5'],
    ['over Christmas, which is no working day', '2026-12-24', '2026-12-29', '0-1'],
    ['after a week', '2026-11-16', '2026-11-23', '2-5'],
    ['after a week and a day', '2026-11-16', '2026-11-24', '6-10'],
    ['after two weeks', '2026-11-09', '2026-11-23', '6-10'],
    ['after two weeks and a day', '2026-11-09', '2026-11-24', '11+'],
    ['after years', '2017-11-09', '2026-11-24', '11+'],
  ])('%s', (_, receivedOn, on, band) => {
    expect(bandOf(receivedOn, on)).toBe(band)
  })

  it('is its working days, whatever the days are', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 25 }), (receivedOn, days) => {
        const on = new Date(Date.parse(receivedOn) + days * 24 * 60 * 60_000)
          .toISOString()
          .slice(0, 10)
        const age = workdaysSince(receivedOn, on)
        const band = age <= 1 ? '0-1' : age <= 5 ? '2-5' : age <= 10 ? '6-10' : '11+'
        expect(bandOf(receivedOn, on)).toBe(band)
      }),
    )
  })

  it('is the same by the days of its band', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (receivedOn, on) => {
        fc.pre(receivedOn <= on)
        const bands = ageBandNames.filter((band) => {
          const { from, until } = daysOfBand(band, on)
          return from <= receivedOn && receivedOn <= until
        })
        expect(bands).toEqual([bandOf(receivedOn, on)])
      }),
    )
  })
})
