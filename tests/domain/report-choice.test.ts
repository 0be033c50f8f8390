import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { showPeriod, spanOf } from '@/lib/outcomes/period'
import { choiceQuery, offeredTimes, takeChoice, timeValue } from '@/lib/outcomes/report-choice'
import { anyPeriod } from '@/tests/support/any-counts'

const today = { year: 2026, month: 11, day: 22 }
const take = (query: string) => takeChoice(new URLSearchParams(query), { today })

const saidOf = (query: string) => {
  const taken = take(query)
  return 'choice' in taken
    ? `${showPeriod(taken.choice.period)}, ${taken.choice.audience}${taken.isPlain ? '' : ', elsewhere'}`
    : taken.problems.map(({ message }) => message).join('; ')
}

describe('what an address asks for', () => {
  it.each([
    ['', 'October 2026, inside'],
    ['audience=published', 'October 2026, published'],
    ['from=2026-07-01&until=2026-09-30', 'July to September 2026, inside'],
    ['from=2025-01-01&until=2025-12-31&audience=published', '2025, published'],
    ['time=2026-07-01..2026-12-31', 'July to December 2026, inside, elsewhere'],
    [
      'from-day=3&from-month=May&from-year=2026&until-day=9&until-month=6&until-year=2026',
      '3 May 2026 to 9 June 2026, inside, elsewhere',
    ],
  ])('%s is the report of %s', (query, said) => {
    expect(saidOf(query)).toBe(said)
  })

  it.each([
    ['from=2026-07-01', 'Enter the last day'],
    ['from=soon&until=later', 'Enter the first day; Enter the last day'],
    ['from=2026-09-31&until=2026-10-01', 'The first day must be a real date'],
    [
      'from=2026-10-02&until=2026-10-01',
      'The last day must be the same as the first day, or later',
    ],
    ['from=2026-11-23&until=2026-12-01', 'The first day must be today or earlier'],
    ['from=1999-01-01&until=1999-12-31', 'Year must be 2010 or later; Year must be 2010 or later'],
    ['time=..', 'Enter the first day; Enter the last day'],
    ['audience=everybody', 'Select whether the report is to be published'],
  ])('%s is answered with: %s', (query, said) => {
    expect(saidOf(query)).toBe(said)
  })

  test('whatever it is, there is a report or a message', () => {
    const texts = fc.dictionary(
      fc.constantFrom('from', 'until', 'time', 'audience', 'from-day', 'until-year'),
      fc.oneof(fc.string(), fc.constantFrom('2026-01-01', '0000-00-00', 'inside', '..', '31')),
    )
    fc.assert(
      fc.property(texts, (query) => {
        const taken = takeChoice(new URLSearchParams(query), { today })
        expect('choice' in taken || taken.problems.length > 0).toBe(true)
      }),
    )
  })

  test('is read again as it was written', () => {
    fc.assert(
      fc.property(
        anyPeriod,
        fc.constantFrom('inside' as const, 'published' as const),
        (period, audience) => {
          fc.pre(period.from <= '2026-11-22')
          const choice = { period, audience }
          expect(take(choiceQuery(choice))).toEqual({ choice, isPlain: true })
          expect(take(`audience=${audience}&time=${timeValue(period)}`)).toMatchObject({ choice })
        },
      ),
    )
  })
})

describe('the times that are offered', () => {
  const times = offeredTimes('2026-11-22')

  it('are months, quarters, half-years and years, the newest of each first', () => {
    const many = new Map<string, number>()
    for (const kind of times.map((time) => spanOf(time) ?? 'other'))
      many.set(kind, (many.get(kind) ?? 0) + 1)
    expect([...many]).toEqual([
      ['month', 13],
      ['quarter', 8],
      ['half', 6],
      ['year', 5],
    ])
    expect(times.slice(0, 2).map(showPeriod)).toEqual(['November 2026', 'October 2026'])
  })

  it('are each there once', () => {
    expect(new Set(times.map(timeValue)).size).toBe(times.length)
  })
})
