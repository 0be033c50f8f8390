import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clockOf, dueAfterPause, dueAt, firstLookDue } from '@/lib/casework/deadlines'
import { showDue, showWorkingAge } from '@/lib/casework/deadlines'
import { addWorkingMinutes, workingMinutesBetween } from '@/lib/casework/working-time'
import { county, deadlineNames } from '@/lib/county/county'
import { moments, queueNames } from '../support/any-deadlines'

const at = (text: string) => new Date(`${text}:00Z`)
const onQueues = fc.constantFrom(...queueNames)

describe('A first look is due', () => {
  test.each([
    ['P1', 'POLICE', 'in a quarter of an hour', '2026-11-23T10:00', '2026-11-23T10:15'],
    ['P1', 'POLICE', 'the same on a Saturday night', '2026-11-21T23:50', '2026-11-22T00:05'],
    ['P1', 'HOLD', 'whoever has it, and when', '2026-12-25T03:00', '2026-12-25T03:15'],
    ['P1', 'POLICE', 'as the clocks go back', '2027-10-31T00:55', '2027-10-31T01:10'],
    ['P2', 'NRM', 'in four hours of the office', '2026-11-23T10:00', '2026-11-23T14:00'],
    ['P2', 'NRM', 'some of them the next day', '2026-11-23T16:00', '2026-11-24T12:00'],
    ['P2', 'HOLD', 'on Monday after a Saturday night', '2026-11-21T23:30', '2026-11-23T13:00'],
    ['P2', 'BEACON', 'on Saturday after a Friday', '2026-11-27T19:00', '2026-11-28T12:00'],
    ['P2', 'BEACON', 'on Monday after Beacon closed', '2026-11-28T17:00', '2026-11-30T12:00'],
    ['P2', 'POLICE', 'by night as by day', '2026-11-21T23:30', '2026-11-22T03:30'],
    ['P2', 'POLICE', 'in four hours as clocks go forward', '2027-03-28T00:30', '2027-03-28T04:30'],
    ['P3', 'NRM', 'by the end of the next day', '2026-11-23T10:00', '2026-11-24T17:00'],
    ['P3', 'NRM', 'on Monday for what came on Friday', '2026-11-27T18:00', '2026-11-30T17:00'],
    ['P3', 'BEACON', 'while Beacon is open', '2026-11-27T18:00', '2026-11-30T20:00'],
    ['P3', 'POLICE', 'at 5pm, whenever they are there', '2026-11-28T18:00', '2026-11-30T17:00'],
    ['P3', 'HOLD', 'after Christmas', '2026-12-24T10:00', '2026-12-29T17:00'],
    ['P3', 'NRM', 'at 5pm by the summer clock', '2027-03-26T10:00', '2027-03-30T16:00'],
  ] as const)('%s, %s: %s', (priority, queue, _, sent, due) => {
    expect(firstLookDue(priority, queue, at(sent))).toEqual(at(due))
  })

  test('the sooner the more urgent, at any moment', () => {
    fc.assert(
      fc.property(onQueues, moments, (queue, sent) => {
        const [first, second, third] = (['P1', 'P2', 'P3'] as const).map((priority) =>
          firstLookDue(priority, queue, sent).getTime(),
        )
        expect(sent.getTime()).toBeLessThan(first ?? 0)
        expect(first).toBeLessThanOrEqual(second ?? 0)
        expect(second).toBeLessThanOrEqual(third ?? 0)
      }),
    )
  })
})

describe('What else has to be done is due', () => {
  test.each([
    ['dutyToNotify', 'POLICE', '2026-11-26T10:00', '2026-11-30T17:00'],
    ['handOver', 'NRM', '2026-11-27T10:00', '2026-11-30T17:00'],
    ['reasonableGrounds', 'NRM', '2026-12-21T10:00', '2026-12-30T17:00'],
    ['recoveryPeriod', 'NRM', '2026-11-23T10:00', '2026-12-23T23:59'],
    ['reconsideration', 'NRM', '2027-03-01T10:00', '2027-03-31T22:59'],
    ['obtainConsent', 'HOLD', '2026-11-28T10:00', '2026-12-01T17:00'],
    ['childrensSocialCare', 'NRM', '2026-11-23T10:00', '2026-11-24T17:00'],
    ['adultSafeguarding', 'BEACON', '2026-11-23T10:00', '2026-11-24T20:00'],
    ['capacityAssessment', 'HOLD', '2026-11-23T10:00', '2026-11-25T17:00'],
    ['bestInterestsDecision', 'HOLD', '2026-11-23T10:00', '2026-11-25T17:00'],
    ['crimeRecord', 'POLICE', '2026-11-23T10:00', '2026-11-24T17:00'],
    ['receptionCentre', 'POLICE', '2026-11-21T23:30', '2026-11-22T03:30'],
    ['safeAccommodation', 'NRM', '2026-11-27T18:00', '2026-11-27T22:00'],
    ['questionToReferrer', 'NRM', '2026-11-27T18:00', '2026-12-01T17:00'],
  ] as const)('%s, %s', (name, queue, from, due) => {
    expect(dueAt(name, queue, at(from))).toEqual(at(due))
  })

  test('never before it begins, and never sooner for what begins later', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...deadlineNames),
        onQueues,
        moments,
        moments,
        (name, queue, a, b) => {
          const [first, second] = a < b ? [a, b] : [b, a]
          expect(dueAt(name, queue, first) > first).toBe(true)
          expect(dueAt(name, queue, second) >= dueAt(name, queue, first)).toBe(true)
        },
      ),
    )
  })
})

describe('A clock', () => {
  const monday = {
    from: at('2026-11-23T16:00'),
    due: at('2026-11-24T12:00'),
    queue: 'NRM',
  } as const
  const night = {
    from: at('2026-11-21T23:00'),
    due: at('2026-11-21T23:15'),
    queue: 'HOLD',
  } as const

  test.each([
    ['has not begun to run', monday, '2026-11-23T16:00', 'fine', 0],
    ['stands still by night', monday, '2026-11-24T09:00', 'fine', 0.25],
    ['is fine until three quarters', monday, '2026-11-24T10:59', 'fine', 179 / 240],
    ['is amber from three quarters', monday, '2026-11-24T11:00', 'amber', 0.75],
    ['is amber at the last moment', monday, '2026-11-24T12:00', 'amber', 1],
    ['is overdue a minute later', monday, '2026-11-24T12:01', 'overdue', 1],
    ['of P1 runs by night', night, '2026-11-21T23:06', 'fine', 0.4],
    ['of P1 is amber by night', night, '2026-11-21T23:12', 'amber', 0.8],
    ['of P1 is overdue by night', night, '2026-11-21T23:16', 'overdue', 1],
  ] as const)('%s', (_, clock, now, state, share) => {
    expect(clockOf({ ...clock, now: at(now) })).toEqual({ state, share })
  })

  test('moves on by the working time for which it stood still, and no more', () => {
    const asked = at('2026-11-23T16:30')
    const answered = at('2026-11-24T10:00')
    const due = dueAfterPause(monday.due, asked, answered, 'NRM')
    expect(due).toEqual(at('2026-11-24T13:30'))
    const clock = { ...monday, due, pausedMinutes: 90 }
    expect(clockOf({ ...clock, now: answered })).toEqual({ state: 'fine', share: 30 / 240 })
    expect(clockOf({ ...clock, now: at('2026-11-24T12:30') })).toEqual({
      state: 'amber',
      share: 0.75,
    })
  })

  test('that stood still by night alone is due when it was', () => {
    const due = dueAfterPause(monday.due, at('2026-11-23T18:00'), at('2026-11-24T08:00'), 'NRM')
    expect(due).toEqual(monday.due)
  })

  test('has as much time left after a pause as before it', () => {
    const minutes = fc.integer({ min: 1, max: 5_000 })
    fc.assert(
      fc.property(onQueues, moments, minutes, minutes, minutes, (queue, from, a, b, pause) => {
        const hours = county.hours[queue]
        const pausedAt = addWorkingMinutes(hours, from, Math.min(a, b))
        const due = addWorkingMinutes(hours, from, Math.max(a, b))
        const resumedAt = new Date(pausedAt.getTime() + pause * 60_000)
        const left = workingMinutesBetween(hours, pausedAt, due)
        const moved = dueAfterPause(due, pausedAt, resumedAt, queue)
        expect(workingMinutesBetween(hours, resumedAt, moved)).toBeCloseTo(left, 6)
      }),
    )
  })

  test('never runs backwards', () => {
    fc.assert(
      fc.property(onQueues, moments, moments, moments, (queue, from, a, b) => {
        const due = dueAt('dutyToNotify', queue, from)
        const [first, second] = a < b ? [a, b] : [b, a]
        const share = (now: Date) => clockOf({ from, due, now, queue }).share
        expect(share(second)).toBeGreaterThanOrEqual(share(first))
      }),
    )
  })
})

describe('In words', () => {
  test.each([
    ['NRM', '2026-11-23T16:59', '2026-11-23T16:59', '0 minutes'],
    ['NRM', '2026-11-23T16:59', '2026-11-23T17:30', '1 minute'],
    ['NRM', '2026-11-23T16:00', '2026-11-24T09:40', '1 hour 40 minutes'],
    ['NRM', '2026-11-23T16:00', '2026-11-24T10:00', '2 hours'],
    ['NRM', '2026-11-23T09:00', '2026-11-23T17:00', '1 working day'],
    ['NRM', '2026-11-26T12:00', '2026-12-01T12:00', '3 working days'],
    ['HOLD', '2026-12-24T17:00', '2026-12-29T09:00', '0 minutes'],
    ['BEACON', '2026-11-27T19:00', '2026-11-28T10:30', '2 hours 30 minutes'],
    ['POLICE', '2026-11-21T23:00', '2026-11-22T22:00', '23 hours'],
    ['POLICE', '2026-11-21T23:00', '2026-11-24T22:00', '2 days'],
  ] as const)('%s has had something from %s to %s for %s', (queue, from, now, says) => {
    expect(showWorkingAge(queue, at(from), at(now))).toBe(says)
  })

  test.each([
    ['2026-11-23T10:20', '2026-11-23T10:00', 'due in 20 minutes'],
    ['2026-11-23T10:01', '2026-11-23T10:00', 'due in 1 minute'],
    ['2026-11-23T10:00', '2026-11-23T10:00', 'due now'],
    ['2026-11-23T16:00', '2026-11-23T10:00', 'due today at 4pm'],
    ['2026-11-24T17:00', '2026-11-23T10:00', 'due 24 November at 5pm'],
    ['2026-11-24T00:05', '2026-11-23T23:50', 'due in 15 minutes'],
    ['2027-07-06T16:00', '2027-07-05T23:30', 'due today at 5pm'],
    ['2027-01-04T17:00', '2026-12-31T10:00', 'due 4 January 2027 at 5pm'],
    ['2026-11-23T08:00', '2026-11-23T10:00', '2 hours overdue'],
    ['2026-11-23T09:59', '2026-11-23T10:00', '1 minute overdue'],
    ['2026-11-20T10:00', '2026-11-23T10:00', '3 days overdue'],
  ] as const)('what is due at %s is at %s %s', (due, now, says) => {
    expect(showDue(at(due), at(now))).toBe(says)
  })
})
