import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { policy } from '@/lib/routing/policy'
import {
  addRule,
  changeRule,
  differencesOf,
  moveRule,
  nextRuleId,
  removeRule,
  ruleIn,
} from '@/lib/routing/policy-changes'
import { describePolicy, rulesOf, type RuleDocument } from '@/lib/routing/policy-document'

const document = describePolicy(policy)
const where = { title: 'B. Where it goes: the first that fits' }
const besides = { title: 'C. What else must happen: all that apply' }
const ids = rulesOf(document).map(({ id }) => id)
const added: RuleDocument = {
  id: 'B16',
  when: ['suspectedOfCrime', 'stillExploited'],
  then: { primary: 'POLICE', send: ['POLICE'] },
  because: 'the person is made to commit crime',
  source: 'Partnership choice',
}
const idsIn = (data: typeof document, title: string) =>
  data.sections.find((section) => section.title === title)?.rules.map(({ id }) => id)

describe('a draft', () => {
  it('gets a new rule before the one that always applies, or else at the end', () => {
    expect(idsIn(addRule(document, where.title, added), where.title)?.slice(-3)).toEqual([
      'B14',
      'B16',
      'B15',
    ])
    const last = { ...added, id: 'C17' }
    expect(idsIn(addRule(document, besides.title, last), besides.title)?.at(-1)).toBe('C17')
  })

  it('names a new rule by a number that none ever had', () => {
    expect(nextRuleId(where, ids)).toBe('B16')
    expect(nextRuleId(where, [...ids, 'B31', 'C90'])).toBe('B32')
    expect(nextRuleId({ title: 'G. New' }, ids)).toBe('G1')
  })

  it('moves a rule by one place, and the first and the last no further', () => {
    expect(idsIn(moveRule(document, 'B3', 'earlier'), where.title)?.slice(0, 4)).toEqual([
      'B1',
      'B3',
      'B2',
      'B4',
    ])
    expect(moveRule(document, 'B1', 'earlier')).toEqual(document)
    expect(moveRule(document, 'B15', 'later')).toEqual(document)
  })

  it('is as it was after a rule was moved there and back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.constantFrom('earlier', 'later'), (id, to) => {
        const moved = moveRule(document, id, to)
        const back = moveRule(moved, id, to === 'earlier' ? 'later' : 'earlier')
        expect(differencesOf(document, moved).length === 0 ? moved : back).toEqual(document)
      }),
    )
  })
})

describe('what differs between two policies', () => {
  const told = (after: typeof document) =>
    differencesOf(document, after).map(({ id, is }) => `${id} ${is.join(' and ')}`)

  it('is nothing between a policy and itself, in whatever order its parts are kept', () => {
    const reordered = JSON.parse(
      JSON.stringify(document, (_, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).reverse())
          : value,
      ),
    ) as typeof document
    expect(told(reordered)).toEqual([])
  })

  it.each<[string, typeof document, string[]]>([
    ['a rule that was added', addRule(document, where.title, added), ['B16 added']],
    ['one that is gone', removeRule(document, 'C13'), ['C13 removed']],
    [
      'one that says something else',
      changeRule(document, { ...added, id: 'B12' }),
      ['B12 changed'],
    ],
    ['one of two that changed places', moveRule(document, 'B3', 'earlier'), ['B2 moved']],
    [
      'one that changed and was moved',
      moveRule(
        moveRule(changeRule(document, { ...added, id: 'B9' }), 'B9', 'earlier'),
        'B9',
        'earlier',
      ),
      ['B9 changed and moved'],
    ],
  ])('%s', (_, after, expected) => {
    expect(told(after)).toEqual(expected)
  })

  it('shows both sides of a change', () => {
    const [difference] = differencesOf(document, changeRule(document, { ...added, id: 'B12' }))
    expect(difference?.before).toEqual(ruleIn(document, 'B12'))
    expect(difference?.after).toEqual({ ...added, id: 'B12' })
  })
})
