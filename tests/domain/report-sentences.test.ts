import { describe, expect, it } from 'vitest'
import type { Breakdown } from '@/lib/outcomes/breakdown'
import type { Shown } from '@/lib/outcomes/chart'
import { largest } from '@/lib/outcomes/findings'
import type { Period } from '@/lib/outcomes/period'
import { changed, during, listed, numbered, partOf, showLength } from '@/lib/outcomes/sentences'

const september = { from: '2026-09-01', until: '2026-09-30' }
const october = { from: '2025-10-01', until: '2025-10-31' }

describe('numbers in words', () => {
  it.each<[Shown, string]>([
    [0, 'no referrals'],
    [1, '1 referral'],
    [2, '2 referrals'],
    [1204, '1,204 referrals'],
    ['c', '[c] referrals'],
  ])('%s: %s', (number, words) => {
    expect(numbered(number, ['referral', 'referrals'])).toBe(words)
  })

  it.each<[Shown, Shown, string]>([
    [14, 31, '14 of 31 (45%)'],
    [14, 19, '14 of 19'],
    [0, 20, '0 of 20 (0%)'],
    [1, 1000, '1 of 1,000 (under 1%)'],
    [999, 1000, '999 of 1,000 (over 99%)'],
    [1000, 1000, '1,000 of 1,000 (100%)'],
    ['c', 31, '[c] of 31'],
    [14, 'c', '14 of [c]'],
  ])('%s of %s: %s', (part, whole, words) => {
    expect(partOf(part, whole)).toBe(words)
  })

  it.each<[number, string]>([
    [0, 'less than a minute'],
    [15, '15 minutes'],
    [60, '1 hour'],
    [75, '1 hour 15 minutes'],
    [1440, '1 day'],
    [1500, '1 day 1 hour'],
    [1455, '1 day'],
    [43_200, '30 days'],
  ])('%s minutes: %s', (minutes, words) => {
    expect(showLength(minutes)).toBe(words)
  })

  it.each<[readonly string[], string]>([
    [[], ''],
    [['A'], 'A'],
    [['A', 'B'], 'A and B'],
    [['A', 'B', 'C'], 'A, B and C'],
  ])('%j: %s', (parts, words) => {
    expect(listed(parts)).toBe(words)
  })
})

describe('when', () => {
  it.each<[string, string, string]>([
    ['2026-10-01', '2026-10-31', 'in October 2026'],
    ['2026-07-01', '2026-09-30', 'from July to September 2026'],
    ['2025-01-01', '2025-12-31', 'in 2025'],
    ['2026-05-03', '2026-06-09', 'from 3 May 2026 to 9 June 2026'],
    ['2026-05-03', '2026-05-03', 'on 3 May 2026'],
  ])('%s to %s: %s', (from, until, words) => {
    expect(during({ from, until })).toBe(words)
  })
})

describe('a change', () => {
  it.each<[string, Shown, Shown, Shown, string | undefined]>([
    [
      'up and down',
      31,
      25,
      35,
      '6 more than in September 2026 (25) and 4 fewer than in October 2025 (35)',
    ],
    ['none', 31, 31, 31, 'as many as in September 2026 (31) and as many as in October 2025 (31)'],
    ['from nothing', 3, 0, 'c', '3 more than in September 2026 (0)'],
    ['of what is hidden', 'c', 25, 35, undefined],
    ['from what is hidden', 31, 'c', 'c', undefined],
  ])('%s', (_, now, before, yearBefore, words) => {
    const earlier: { number: Shown; period: Period }[] = [
      { number: before, period: september },
      { number: yearBefore, period: october },
    ]
    expect(changed(now, earlier)).toBe(words)
  })
})

const districts = (numbers: Readonly<Record<string, Shown>>): Breakdown => ({
  dimension: 'area',
  columns: ['October 2026'],
  told: 0,
  drawn: [0],
  lines: Object.entries(numbers).map(([code, number]) => ({
    code,
    label: code,
    numbers: [number],
  })),
  total: undefined,
})

describe('the largest of several', () => {
  it.each<[string, Readonly<Record<string, Shown>>, Shown, string | undefined]>([
    [
      'more than half',
      { Watford: 16, Stevenage: 15 },
      31,
      'most referrals came from Watford: 16 of 31 (52%)',
    ],
    [
      'less than half',
      { Watford: 9, Stevenage: 8, Dacorum: 2 },
      19,
      'the largest number of referrals came from Watford: 9 of 19',
    ],
    [
      'two alike',
      { Watford: 5, Stevenage: 5, Dacorum: 2 },
      12,
      'the largest numbers of referrals came from Watford and Stevenage: 5 each, of 12',
    ],
    [
      'many alike',
      { Watford: 1, Stevenage: 1, Dacorum: 1, Hertsmere: 1 },
      4,
      'no district stands out: several have 1 referral each, the most',
    ],
    ['all of them', { Watford: 3, Stevenage: 0 }, 3, 'all 3 referrals came from Watford'],
    ['one alone', { Watford: 1 }, 1, 'the one referral came from Watford'],
    [
      'mostly not known',
      { unknown: 20, Watford: 2 },
      22,
      'the largest number of referrals came from Watford: 2 of 22 (9%)',
    ],
    ['none known', { unknown: 20 }, 20, undefined],
    ['none', {}, 0, undefined],
    [
      'some hidden',
      { Watford: 9, Stevenage: 'c' },
      'c',
      'of the numbers that can be shown, the largest number of referrals came from Watford: 9',
    ],
    ['all hidden', { Watford: 'c', Stevenage: 'c' }, 5, undefined],
  ])('%s', (_, numbers, whole, words) => {
    const noun = ['referral', 'referrals'] as const
    const lead = { noun, whole, verb: 'came from', words: ({ label }: { label: string }) => label }
    expect(largest(districts(numbers), lead)).toBe(words)
  })
})

describe('what was found most often', () => {
  const outcomes = {
    noun: ['outcome', 'outcomes'],
    words: ({ label }: { label: string }) => label,
  } as const
  it.each<[Readonly<Record<string, Shown>>, Shown, string]>([
    [{ Charged: 4, Transferred: 3 }, 7, 'most often: Charged, in 4 of 7 outcomes'],
    [{ Charged: 24, Transferred: 3 }, 27, 'most often: Charged, in 24 of 27 outcomes (89%)'],
    [
      { Charged: 3, Transferred: 3 },
      6,
      'most often: Charged and Transferred, in 3 each, of 6 outcomes',
    ],
    [{ Charged: 1 }, 1, 'most often: Charged, in 1 of 1 outcome'],
  ])('%j of %s: %s', (numbers, whole, words) => {
    expect(largest(districts(numbers), { ...outcomes, whole })).toBe(words)
  })
})
