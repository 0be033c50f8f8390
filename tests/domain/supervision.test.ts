import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openingReasonInWords, openingReasons, auditReason } from '@/lib/casework/entry'
import { takeOneStep } from '@/lib/journey/one-step'
import { auditedNames, auditForm, findings, judgementNames } from '@/lib/supervision/audit-form'
import { spread, type Candidate } from '@/lib/supervision/sample'
import { sampleForm, usualSample } from '@/lib/supervision/sample-form'
import { gatherUnmet, type UnmetCount } from '@/lib/supervision/unmet'

const context = { today: { year: 2026, month: 11, day: 22 } }

const anyCandidates = fc.array(
  fc.record({
    caseId: fc.integer({ min: 1, max: 30 }).map(String),
    queue: fc.constantFrom('NRM', 'BEACON', 'POLICE', 'HOLD'),
  }),
  { maxLength: 80 },
)
const casesOf = (candidates: readonly Candidate[]) => new Set(candidates.map((one) => one.caseId))

describe('a sample of cases', () => {
  it('has as many as were asked for, or all there are, and each case once', () => {
    fc.assert(
      fc.property(anyCandidates, fc.integer({ min: 1, max: 20 }), (candidates, most) => {
        const drawn = spread(candidates, most)
        expect(casesOf(drawn).size).toBe(drawn.length)
        expect(drawn.length).toBe(Math.min(most, casesOf(candidates).size))
        for (const one of drawn) expect(candidates).toContain(one)
      }),
    )
  })

  it('takes no second case from a queue while another queue has none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 6 }), (most, each) => {
        const candidates = ['POLICE', 'NRM', 'BEACON'].flatMap((queue) =>
          Array.from({ length: each }, (_, index) => ({ caseId: `${queue} ${index}`, queue })),
        )
        const numbers = ['POLICE', 'NRM', 'BEACON'].map(
          (queue) => spread(candidates, most).filter((one) => one.queue === queue).length,
        )
        expect(Math.max(...numbers) - Math.min(...numbers)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('the form that asks for a sample', () => {
  const posted = (typed: Record<string, string> = {}) =>
    new URLSearchParams({
      ...{ 'from-day': '1', 'from-month': '7', 'from-year': '2026' },
      ...{ 'until-day': '30', 'until-month': '9', 'until-year': '2026' },
      ...{ standing: 'ended', number: '5', ...typed },
    })

  it.each([
    ['a time that ends before it begins', { 'until-year': '2025' }, 'until'],
    ['more than twenty cases', { number: '21' }, 'number'],
    ['no case', { number: '0' }, 'number'],
    ['a day that is none', { 'from-day': '32' }, 'from'],
    ['nothing of which cases', { standing: '' }, 'standing'],
  ])('refuses %s beside its field', (_, typed, question) => {
    const { problems } = takeOneStep(sampleForm, posted(typed), context)
    expect(problems.map((problem) => problem.question)).toEqual([question])
  })

  it('holds the last quarter before anybody typed', () => {
    expect(takeOneStep(sampleForm, posted(), context).problems).toEqual([])
    expect(usualSample({ from: '2026-07-01', until: '2026-09-30' })).toEqual({
      from: ['1', '7', '2026'],
      until: ['30', '9', '2026'],
      standing: 'any',
      number: '5',
    })
  })
})

describe('the form of an audit', () => {
  it('asks six things, each of which can be told or not', () => {
    expect(auditedNames).toHaveLength(6)
    expect(judgementNames).toContain('cannot_tell')
    const { problems } = takeOneStep(auditForm, new URLSearchParams(), context)
    expect(problems.map(({ question }) => question)).toEqual([...auditedNames, 'findings'])
  })

  it('has room for praise, and for nothing', () => {
    expect(findings.good_practice).toBeDefined()
    const both = new URLSearchParams(auditedNames.map((name) => [name, 'good']))
    both.append('findings', 'none')
    both.append('findings', 'late')
    const { problems } = takeOneStep(auditForm, both, context)
    expect(problems.map(({ question }) => question)).toEqual(['findings'])
  })
})

it('an audit is a reason to open a case that reads as one, and that nobody can choose', () => {
  expect(Object.keys(openingReasons)).not.toContain(auditReason)
  expect(openingReasonInWords(auditReason)).toMatch(/audit/)
})

describe('what is not done', () => {
  const line = (owner: string, kind: string, unmet: number, overdue: number): UnmetCount => ({
    ...{ owner, kind, unmet, overdue },
    oldest: new Date('2026-11-01T09:00:00Z'),
  })

  it('stands under whose it is, the one with most overdue first, and adds up', () => {
    const unmet = gatherUnmet(
      [
        line('A council', 'duty_to_notify', 4, 1),
        line('Police queue', 'case', 3, 3),
        line('A council', 'crime_record', 2, 1),
        line('A council', 'a duty of another time', 9, 9),
      ],
      undefined,
    )
    expect(unmet.owners.map(({ owner }) => owner)).toEqual(['Police queue', 'A council'])
    expect(unmet).toMatchObject({ unmetDuties: 6, overdueDuties: 2, overdueCases: 3 })
  })

  it('is nothing where all is done', () => {
    expect(gatherUnmet([], undefined)).toMatchObject({ owners: [], unmetDuties: 0 })
  })
})
