import { describe, expect, it } from 'vitest'
import { county, retentionKinds } from '@/lib/county/county'
import { takeOneStep } from '@/lib/journey/one-step'
import { disposeReasons, holdReasons, keepReasons, reasonInWords } from '@/lib/retention/disposal'
import { daysOf, retentionRules } from '@/lib/retention/kinds'
import { reviewFormFor } from '@/lib/retention/retention-forms'

const today = { today: { year: 2026, month: 11, day: 22 } }
const take = (isHeld: boolean, typed: Record<string, string>) =>
  takeOneStep(reviewFormFor({ isHeld }), new URLSearchParams(typed), today)
const problemsOf = (...given: Parameters<typeof take>) =>
  take(...given).problems.map(({ question }) => question)
const day = (year: number) => ({ 'until-day': '22', 'until-month': '11', 'until-year': `${year}` })

describe('how long things are kept', () => {
  it.each(retentionKinds)('the county says for %s, with where that comes from', (kind) => {
    expect(daysOf(kind)).toBeGreaterThan(0)
    for (const { source } of county.retention[kind]) expect(source).not.toBe('')
  })

  it('has one rule of each kind for each controller', () => {
    const rules = retentionRules.map(({ kind, controller }) => `${kind} ${controller}`)
    expect(new Set(rules).size).toBe(rules.length)
  })

  it('is longer for a child wherever it is about a person', () => {
    const about = retentionRules.filter(({ kind }) =>
      ['declined', 'no_further_action', 'nrm_outcome'].includes(kind),
    )
    expect(about.filter(({ childDays }) => childDays === 0)).toEqual([])
  })
})

describe('a review', () => {
  it.each<[string, boolean, Record<string, string>, readonly string[]]>([
    ['nothing chosen', false, {}, ['decision']],
    ['kept, without a day or a reason', false, { decision: 'keep' }, ['until', 'keepBecause']],
    [
      'kept until today',
      false,
      { decision: 'keep', keepBecause: 'new_risk', ...day(2026) },
      ['until'],
    ],
    ['kept until a day', false, { decision: 'keep', keepBecause: 'new_risk', ...day(2027) }, []],
    ['erased, without a reason', false, { decision: 'dispose' }, ['disposeBecause']],
    ['erased', false, { decision: 'dispose', disposeBecause: 'time_over' }, []],
    [
      'erased under a legal hold',
      true,
      { decision: 'dispose', disposeBecause: 'time_over' },
      ['decision'],
    ],
    [
      'kept under a legal hold',
      true,
      { decision: 'keep', keepBecause: 'new_risk', ...day(2027) },
      [],
    ],
  ])('%s', (_, isHeld, typed, problems) => {
    expect(problemsOf(isHeld, typed)).toEqual(problems)
  })

  it('has words for every reason', () => {
    for (const reasons of [keepReasons, disposeReasons, holdReasons])
      for (const [code, words] of Object.entries(reasons)) expect(reasonInWords(code)).toBe(words)
    expect(reasonInWords(null)).toBe('')
    expect(reasonInWords('unknown')).toBe('')
  })
})
