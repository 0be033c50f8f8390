import { describe, expect, test } from 'vitest'
import { decide, decision } from '@/lib/routing/decision'
import { readFacts } from '@/lib/routing/facts-reading'
import cases from './routing-cases.json'

/** The worked cases of the routing contract: a narrative, its facts and what an assessor expects. */
describe.each(cases)('$id $title', ({ facts, expected }) => {
  const read = readFacts(facts)
  if ('problems' in read) throw new Error(read.problems.join('\n'))
  const decided = decide(read.facts)

  test('goes to the right queues', () => {
    expect(decided.queues).toEqual(expect.arrayContaining(expected.queuesMustInclude))
    const forbidden: string[] = expected.queuesMustNotInclude
    expect(decided.queues.filter((queue) => forbidden.includes(queue))).toEqual([])
    expect(expected.primary).toContain(decided.primary)
  })

  test('is soon enough, and does what it must', () => {
    expect(decided.priority <= expected.priorityAtLeast).toBe(true)
    expect(decided.actions).toEqual(expect.arrayContaining(expected.actionsMustInclude))
  })

  test('tells the police who the person is only if it may', () => {
    if (expected.identityToPolice === 'any') return
    expect(decided.identityToPolice).toBe(expected.identityToPolice)
  })

  test('has the shape of a decision', () => {
    expect(decision.parse(decided)).toEqual(decided)
  })
})
