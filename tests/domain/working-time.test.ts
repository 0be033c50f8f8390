import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addWorkingDays, addWorkingMinutes } from '@/lib/casework/working-time'
import { workingMinutesBetween } from '@/lib/casework/working-time'
import { county } from '@/lib/county/county'
import { moments, queueNames } from '../support/any-deadlines'

const { NRM: office, BEACON: beacon, POLICE: police } = county.hours

const onQueues = fc.constantFrom(...queueNames).map((name) => county.hours[name])
const minutes = fc.integer({ min: 0, max: 20_000 })

describe('Working minutes are added while the queue is open', () => {
  test.each([
    ['within a day', office, '2026-11-23T10:00:00Z', 240, '2026-11-23T14:00:00.000Z'],
    ['until it closes', office, '2026-11-23T16:00:00Z', 60, '2026-11-23T17:00:00.000Z'],
    ['a minute past close', office, '2026-11-23T16:00:00Z', 61, '2026-11-24T09:01:00.000Z'],
    ['just before close', office, '2026-11-23T16:59:00Z', 240, '2026-11-24T12:59:00.000Z'],
    ['as it closes', office, '2026-11-23T17:00:00Z', 240, '2026-11-24T13:00:00.000Z'],
    ['over a weekend', office, '2026-11-27T16:00:00Z', 240, '2026-11-30T12:00:00.000Z'],
    ['on a Saturday night', office, '2026-11-21T23:30:00Z', 240, '2026-11-23T13:00:00.000Z'],
    ['over Christmas', office, '2026-12-24T16:00:00Z', 120, '2026-12-29T10:00:00.000Z'],
    ['Friday evening, to a Saturday', beacon, '2026-11-27T19:00:00Z', 240, '2026-11-28T12:00:00Z'],
    ['Saturday evening, to a Monday', beacon, '2026-11-28T16:00:00Z', 240, '2026-11-30T11:00:00Z'],
    ['over Good Friday', beacon, '2027-03-25T19:30:00Z', 240, '2027-03-27T12:30:00Z'],
    ['over Christmas night', police, '2026-12-24T23:00:00Z', 240, '2026-12-25T03:00:00Z'],
    ['as the clocks go forward', police, '2027-03-28T00:00:00Z', 240, '2027-03-28T04:00:00Z'],
    ['as the clocks go back', police, '2027-10-31T00:00:00Z', 240, '2027-10-31T04:00:00Z'],
    ['9am in summer time', office, '2027-03-25T17:00:00Z', 60, '2027-03-30T09:00:00Z'],
    ['9am in winter time', office, '2027-10-29T16:00:00Z', 60, '2027-11-01T10:00:00Z'],
  ] as const)('%s', (_, hours, from, added, until) => {
    expect(addWorkingMinutes(hours, new Date(from), added)).toEqual(new Date(until))
    expect(workingMinutesBetween(hours, new Date(from), new Date(until))).toBe(added)
  })

  test.each([
    ['a day when the clocks go forward', police, '2027-03-28T00:00Z', '2027-03-28T23:00Z', 23 * 60],
    ['a day when the clocks go back', police, '2027-10-30T23:00Z', '2027-11-01T00:00Z', 25 * 60],
    ['a week of office hours', office, '2026-11-23T00:00Z', '2026-11-30T00:00Z', 40 * 60],
    ['a week at Beacon', beacon, '2026-11-23T00:00Z', '2026-11-30T00:00Z', 68 * 60],
    ['a bank holiday', office, '2027-05-03T00:00Z', '2027-05-03T23:00Z', 0],
    ['half a minute', office, '2026-11-23T09:00:00Z', '2026-11-23T09:00:30Z', 0.5],
    ['time that runs backwards', office, '2026-11-23T12:00Z', '2026-11-23T10:00Z', 0],
  ] as const)('%s has as many as it should', (_, hours, from, until, worked) => {
    expect(workingMinutesBetween(hours, new Date(from), new Date(until))).toBe(worked)
  })
})

describe('Working days end with the day', () => {
  test.each([
    ['a Monday', 1, '2026-11-23T10:00:00Z', '2026-11-24T17:00:00Z'],
    ['a Friday night', 1, '2026-11-27T23:00:00Z', '2026-11-30T17:00:00Z'],
    ['a Saturday', 1, '2026-11-28T10:00:00Z', '2026-11-30T17:00:00Z'],
    ['a Sunday', 2, '2026-11-29T10:00:00Z', '2026-12-01T17:00:00Z'],
    ['Christmas Eve', 1, '2026-12-24T10:00:00Z', '2026-12-29T17:00:00Z'],
    ['before Easter and summer time', 1, '2027-03-25T10:00:00Z', '2027-03-30T16:00:00Z'],
    ['before winter time', 5, '2027-10-29T10:00:00Z', '2027-11-05T17:00:00Z'],
    ['half past midnight in summer', 1, '2027-07-05T23:30:00Z', '2027-07-07T16:00:00Z'],
  ] as const)('%s', (_, days, from, until) => {
    expect(addWorkingDays(days, new Date(from))).toEqual(new Date(until))
    expect(addWorkingDays(days, new Date(from), office)).toEqual(new Date(until))
    expect(addWorkingDays(days, new Date(from), police)).toEqual(new Date(until))
  })

  test('as late as the queue is open', () => {
    const friday = new Date('2026-11-27T10:00:00Z')
    expect(addWorkingDays(1, friday, beacon)).toEqual(new Date('2026-11-30T20:00:00Z'))
  })

  test('and days of the calendar at their last minute in London', () => {
    const before = new Date('2027-03-20T10:00:00Z')
    expect(addDays(7, before)).toEqual(new Date('2027-03-27T23:59:00Z'))
    expect(addDays(8, before)).toEqual(new Date('2027-03-28T22:59:00Z'))
  })
})

describe('Of any hours and any moment', () => {
  test('adding minutes and measuring them gives the same minutes', () => {
    fc.assert(
      fc.property(onQueues, moments, minutes, (hours, from, added) => {
        const until = addWorkingMinutes(hours, from, added)
        expect(until >= from).toBe(true)
        expect(workingMinutesBetween(hours, from, until)).toBe(added)
      }),
    )
  })

  test('more minutes, or a later start, never end sooner', () => {
    fc.assert(
      fc.property(onQueues, moments, moments, minutes, minutes, (hours, a, b, m, n) => {
        const [first, second] = a < b ? [a, b] : [b, a]
        const until = addWorkingMinutes(hours, first, Math.min(m, n))
        expect(addWorkingMinutes(hours, second, Math.max(m, n)) >= until).toBe(true)
      }),
    )
  })

  test('two stretches are as long as the whole', () => {
    fc.assert(
      fc.property(onQueues, moments, minutes, minutes, (hours, from, first, second) => {
        const until = new Date(from.getTime() + first * 60_000)
        const end = new Date(until.getTime() + second * 60_000)
        const parts =
          workingMinutesBetween(hours, from, until) + workingMinutesBetween(hours, until, end)
        expect(workingMinutesBetween(hours, from, end)).toBeCloseTo(parts, 6)
      }),
    )
  })

  test('a queue that never closes works by the clock on the wall', () => {
    fc.assert(
      fc.property(moments, minutes, (from, added) => {
        const until = new Date(from.getTime() + added * 60_000)
        expect(addWorkingMinutes(police, from, added)).toEqual(until)
      }),
    )
  })
})
