import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { totalOf, type Counts } from '@/lib/outcomes/counts'
import type { FigureName } from '@/lib/outcomes/figures'
import data from '@/lib/outcomes/national-figures.json' with { type: 'json' }
import {
  besideOf,
  nationalFigures,
  nationalFor,
  type NationalFigure,
} from '@/lib/outcomes/national-figures'
import { dimensions } from '@/lib/outcomes/dimensions'
import { figureOf, isFigure } from '@/lib/outcomes/figures'
import { reportFigures } from '@/lib/outcomes/report-of'
import { spanAround } from '@/lib/outcomes/period'

const year = (of: number) => spanAround('year', `${of}-06-01`)
const told = (period: { from: string; until: string }, figure: FigureName) =>
  nationalFor(period, figure).map(
    (one) => `${one.says}: ${'percent' in one ? `${one.percent}%` : one.number}`,
  )

describe('the national figures that are loaded', () => {
  it('lie beside ours of the same year', () => {
    expect(told(year(2025), 'referrals')).toEqual([
      'People referred to the National Referral Mechanism: 23411',
      'Reports under the duty to notify: 7130',
    ])
  })

  it('lie beside ours of the same quarter', () => {
    expect(told(spanAround('quarter', '2025-11-05'), 'outcomes')).toEqual([
      'Reasonable grounds decisions that were positive: 62%',
      'Conclusive grounds decisions that were positive: 73%',
    ])
  })

  it('are the newest that were over, where none is of the same time', () => {
    expect(told(spanAround('month', '2026-10-05'), 'referrals')).toHaveLength(2)
  })

  it('are none of a time that was not over', () => {
    expect(told(spanAround('month', '2025-11-05'), 'referrals')).toEqual([])
  })

  it('are none where none is loaded', () => {
    expect(told(year(2025), 'consent')).toEqual([])
  })

  it('count by codes that ours have', () => {
    for (const one of nationalFigures.parse(data).figures)
      for (const codes of [...one.counts, ...('outOf' in one ? one.outOf : [])])
        for (const [index, code] of codes.entries()) {
          const key = figureOf(one.figure).keys[index]
          expect(Object.keys(key ? dimensions[key.dimension].values : {})).toContain(code)
        }
  })

  it.each([
    ['a figure without its source', { figures: [{ ...data.figures[0], source: 'nobody' }] }],
    ['a figure that we do not count', { figures: [{ ...data.figures[0], figure: 'happiness' }] }],
    ['a share of more than all', { figures: [{ ...data.figures[2], percent: 101 }] }],
    [
      'a time that ends before it begins',
      { figures: [{ ...data.figures[0], period: { from: '2025-02-01', until: '2025-01-01' } }] },
    ],
    ['a figure both as a number and as a share', { figures: [{ ...data.figures[2], number: 5 }] }],
  ])('cannot be loaded with %s', (_, but) => {
    expect(nationalFigures.safeParse({ ...data, ...but }).success).toBe(false)
  })
})

describe('the tables of the Home Office', () => {
  const [, tables = ''] = readFileSync(
    join(import.meta.dirname, '../../docs/national-figures.md'),
    'utf8',
  ).split('## Table by table')
  const named = [...tables.matchAll(/`(\w+)`/g)].map(([, name = '']) => name)

  it.each(named)('have %s beside them in the report', (name) => {
    expect(reportFigures).toContain(name)
  })

  it('are broken down by gender, nationality, age, organisation, place and kind of exploitation', () => {
    const by = named
      .filter(isFigure)
      .flatMap((name) => figureOf(name).keys.map(({ dimension }) => dimension))
    expect(by).toEqual(
      expect.arrayContaining([
        ...['gender', 'nationality', 'ageWhenExploited', 'organisationType', 'organisation'],
        ...['place', 'exploitation', 'outcome', 'route'],
      ]),
    )
  })

  it.each([
    ['nrmGenders', [['female']], { nrmGenders: [['female', 'adult', 7]] }, '7'],
    ['nationalities', [['VN', 'nrm']], { nationalities: [['VN', 'nrm', 3]] }, '3'],
    ['nationalities', [['VN', 'duty_to_notify']], { nationalities: [['VN', 'nrm', 3]] }, '0'],
    ['awaitingReasonableGrounds', [[]], { awaitingReasonableGrounds: [['2026-01-02', 4]] }, '4'],
  ] as const)('can be loaded beside %s', (figure, counts, counted, here) => {
    const { figures, ...rest } = data
    const one = {
      ...{ says: 'Of them', figure, counts, source: 'home-office-2025', number: 100 },
      period: { from: '2025-01-01', until: '2025-12-31' },
    }
    const loaded = nationalFigures.parse({ ...rest, figures: [...figures, one] }).figures
    const all: Readonly<Record<string, readonly (readonly (string | number)[])[]>> = counted
    const cells = Object.entries(all).map(([name, lines]) => [
      name,
      lines.map((line) => ({ codes: line.slice(0, -1).map(String), number: Number(line.at(-1)) })),
    ])
    const lines = besideOf(nationalFor(year(2025), figure, loaded), (name, codes) =>
      totalOf(Object.fromEntries(cells) as Counts, name, ...codes),
    )
    expect(lines.map((line) => [line.here, line.national])).toEqual([[here, '100']])
  })
})

describe('of two that are not of the same time', () => {
  const of = (from: string, until: string, number: number): NationalFigure => ({
    says: 'Referred',
    figure: 'referrals',
    counts: [['nrm']],
    source: 'home-office-2025',
    period: { from, until },
    number,
  })
  it.each([
    ['the later', of('2025-07-01', '2025-09-30', 1), of('2025-10-01', '2025-12-31', 2)],
    [
      'of one end the shorter',
      of('2025-01-01', '2025-12-31', 1),
      of('2025-10-01', '2025-12-31', 2),
    ],
  ])('%s is shown', (_, one, other) => {
    const later = spanAround('month', '2026-10-05')
    expect(nationalFor(later, 'referrals', [one, other])).toEqual([other])
    expect(nationalFor(later, 'referrals', [other, one])).toEqual([other])
  })
})

describe('beside a national share', () => {
  const [share] = nationalFor(spanAround('quarter', '2025-11-05'), 'outcomes')
  const here = (positive: number | 'c', negative: number | 'c') =>
    besideOf(share ? [share] : [], (_, [code]) =>
      code === 'nrm:rg_positive' ? positive : negative,
    ).map((line) => line.here)

  it.each([
    [31, 19, '31 of 50 (62%)'],
    [5, 4, '5 of 9'],
    [0, 0, '0 of 0'],
    [12, 'c', '12 of [c]'],
    ['c', 30, '[c] of [c]'],
  ] as const)('%s and %s decisions of ours read "%s…"', (positive, negative, words) => {
    expect(here(positive, negative)).toEqual([words])
  })
})
