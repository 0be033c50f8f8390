import { describe, expect, test } from 'vitest'
import { county } from '@/lib/county/county'
import { showHours, showOpenNow } from '@/lib/wording/opening-hours'
import { londonDay, showMoment, showWait } from '@/lib/wording/london-time'

const contact = (slug: string) => {
  const found = county.contacts.find((candidate) => candidate.slug === slug)
  if (!found) throw new Error(`There is no contact ${slug}`)
  return found
}

describe('Whether a line is open is read from the clock in London', () => {
  test.each([
    ['Monday before eight', '2026-11-23T07:59:00Z', 'Closed now. Opens today at 8am'],
    ['Monday at eight', '2026-11-23T08:00:00Z', 'Open now, until 8pm'],
    ['Friday at eight in the evening', '2026-11-27T20:00:00Z', 'Closed now. Opens tomorrow at 9am'],
    ['Saturday at noon', '2026-11-28T12:00:00Z', 'Open now, until 5pm'],
    ['Saturday at five', '2026-11-28T17:00:00Z', 'Closed now. Opens on Monday at 8am'],
    ['Sunday', '2026-11-29T12:00:00Z', 'Closed now. Opens tomorrow at 8am'],
    ['summer, when London is an hour ahead', '2026-07-06T07:30:00Z', 'Open now, until 8pm'],
    [
      'the hour that the clocks go back',
      '2026-10-25T01:30:00Z',
      'Closed now. Opens tomorrow at 8am',
    ],
  ])('%s: Beacon says so', (_, at, says) => {
    expect(showOpenNow(contact('beacon').hours, new Date(at))).toBe(says)
  })

  test('emergency services are always open', () => {
    expect(showOpenNow(contact('999').hours, new Date('2026-12-25T03:00:00Z'))).toBe('Open now')
    expect(showHours(contact('999').hours)).toBe('Open all day, every day')
  })

  test('hours read as people say them', () => {
    expect(showHours(contact('beacon').hours)).toBe(
      'Monday to Friday, 8am to 8pm. Saturday, 9am to 5pm',
    )
  })
})

describe('Times read as GOV.UK writes them', () => {
  test.each([
    ['2026-06-04T08:32:00Z', '4 June 2026 at 9:32am'],
    ['2026-01-04T00:00:00Z', '4 January 2026 at midnight'],
    ['2026-01-04T12:00:00Z', '4 January 2026 at midday'],
    ['2026-01-04T17:00:00Z', '4 January 2026 at 5pm'],
  ])('%s is %s', (at, says) => {
    expect(showMoment(new Date(at))).toBe(says)
  })

  test('a day begins at midnight in London, not in UTC', () => {
    expect(londonDay(new Date('2026-07-05T23:30:00Z'))).toEqual({ year: 2026, month: 7, day: 6 })
  })

  test.each([
    [0, '0 minutes'],
    [1, '1 minute'],
    [59, '59 minutes'],
    [60, '1 hour'],
    [47 * 60, '47 hours'],
    [48 * 60, '2 days'],
  ])('a wait of %d minutes is %s', (minutes, says) => {
    const from = new Date('2026-11-21T12:00:00Z')
    expect(showWait(from, new Date(from.getTime() + minutes * 60_000))).toBe(says)
  })
})
