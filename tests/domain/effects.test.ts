import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dueAfterPause } from '@/lib/casework/deadlines'
import { effectOf, type Given, type ItemBefore } from '@/lib/casework/effects'
import { moveOf, stateOf, states } from '@/lib/casework/states'
import { actionNames, transitionOf, type ActionName } from '@/lib/casework/transitions'
import type { Priority } from '@/lib/routing/queues'
import { moments, queueNames } from '../support/any-deadlines'

const orNot = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const priority = fc.constantFrom<Priority>('P1', 'P2', 'P3')
const person = fc.constantFrom('me', 'a colleague', 'the lead')

const times = [null, new Date('2027-02-01T10:00:00Z')]

/** Everything that a state follows from, even what no act leaves: both finished and on hold. */
const everyHistory = times.flatMap((acceptedAt) =>
  [null, 'referrer', 'date'].flatMap((pausedFor) =>
    [null, 'declined', 'moved', 'closed'].map((finishedAs) => ({
      acceptedAt,
      pausedFor,
      finishedAs,
    })),
  ),
)

/** Any item of which this happened. */
const anyItem = (history: (typeof everyHistory)[number]): fc.Arbitrary<ItemBefore> =>
  fc
    .record({
      queue: fc.constantFrom(...queueNames),
      priority,
      enteredAt: moments,
      dueAt: moments,
      ownerId: orNot(person),
      pausedSince: moments,
      pausedUntil: orNot(moments),
      finishedSince: moments,
      loweringTo: orNot(priority),
      consentConfirmedAt: orNot(moments),
      submittedAt: orNot(moments),
      escalatedAt: orNot(moments),
    })
    .map(({ pausedSince, finishedSince, ...item }) => ({
      ...history,
      ...item,
      pausedAt: history.pausedFor ? pausedSince : null,
      finishedAt: history.finishedAs ? finishedSince : null,
      finishedBecause: history.finishedAs ? 'mistake' : null,
      loweringBy: item.loweringTo ? 'a colleague' : null,
    }))

const anyGiven: fc.Arbitrary<Given> = fc.record({
  accountId: person,
  at: moments,
  reason: fc.constantFrom('mistake', undefined),
  until: fc.option(moments, { nil: undefined }),
  owner: fc.option(person, { nil: undefined }),
})

const after = (action: ActionName, item: ItemBefore, given: Given): ItemBefore => ({
  ...item,
  ...effectOf(action, item, given),
})

/** Of every item that an act is for. */
const always = (
  action: ActionName,
  holds: (item: ItemBefore, next: ItemBefore, given: Given) => void,
) => {
  for (const history of everyHistory)
    if (transitionOf(action).from.includes(stateOf(history)))
      fc.assert(
        fc.property(anyItem(history), anyGiven, (item, given) => {
          holds(item, after(action, item, given), given)
        }),
        { numRuns: 25 },
      )
}

describe.each(actionNames)('%s', (action) => {
  const { to, from } = transitionOf(action)

  test(`leads to ${to}, whatever happened before`, () => {
    const seen = new Set<string>()
    always(action, (item, next) => {
      seen.add(stateOf(item))
      const beforeThePause = stateOf({ ...item, pausedFor: null })
      expect(stateOf(next)).toBe(
        to === 'same' ? stateOf(item) : to === 'before' ? beforeThePause : to,
      )
    })
    expect([...seen].sort()).toEqual([...from].sort())
  })

  test('leaves the pause and the end whole: each with its time, or neither', () => {
    always(action, (_, next) => {
      expect([next.pausedAt === null, next.finishedAt === null]).toEqual([
        next.pausedFor === null,
        next.finishedAs === null,
      ])
    })
  })
})

describe('what an act changes', () => {
  test('a priority is raised by one act alone, lowered by one alone, and left by all others', () => {
    for (const action of actionNames.filter((one) => !['raise', 'agree_to_lower'].includes(one)))
      always(action, (item, next) => expect(next.priority).toBe(item.priority))
    always('raise', (_, next) => expect(next.priority).toBe('P1'))
    always('agree_to_lower', (item, next) =>
      expect(next.priority > item.priority || item.priority === 'P3').toBe(true),
    )
  })

  test('raising never makes anything due later, and asks to lower it lapse', () => {
    always('raise', (item, next) => {
      expect(next.dueAt.getTime()).toBeLessThanOrEqual(item.dueAt.getTime())
      expect([next.loweringTo, next.loweringBy]).toEqual([null, null])
    })
  })

  test.each(['answer', 'resume'] as const)('%s moves what is due by the pause', (action) => {
    always(action, (item, next, { at }) => {
      if (!item.pausedAt) throw new Error('There is no pause')
      expect(next.dueAt).toEqual(dueAfterPause(item.dueAt, item.pausedAt, at, item.queue))
    })
  })

  test.each(['ask', 'hold'] as const)('%s leaves what is due, and whose it is', (action) => {
    always(action, (item, next) =>
      expect([next.dueAt, next.ownerId]).toEqual([item.dueAt, item.ownerId]),
    )
  })

  test('accepting leaves an owner who is there, and makes one where there is none', () => {
    always('accept', (item, next, given) =>
      expect(next.ownerId).toBe(item.ownerId ?? given.accountId),
    )
  })

  test('passing on takes along nobody and no consent: the next desk asks for itself', () => {
    always('pass_on', (_, next) =>
      expect([next.ownerId, next.acceptedAt, next.consentConfirmedAt]).toEqual([null, null, null]),
    )
  })

  test('whatever ends, ends with its time and reason, and no clock stands still', () => {
    for (const action of ['decline', 'move', 'close'] as const)
      always(action, (_, next, { at, reason = null }) =>
        expect([next.finishedAt, next.finishedBecause, next.pausedFor, next.loweringTo]).toEqual([
          ...[at, reason],
          ...[null, null],
        ]),
      )
  })
})

describe('whose move it is', () => {
  test('is nobody’s when it is finished and somebody’s or the clock’s while it is open', () => {
    for (const history of everyHistory) {
      const move = moveOf({ ...history, ownerId: null, submittedAt: null })
      expect(move === 'nobody').toBe(!states[stateOf(history)].isOpen)
    }
  })

  test.each([
    ['queue', {}],
    ['owner', { ownerId: 'me' }],
    ['owner', { ownerId: 'me', acceptedAt: new Date(0) }],
    ['referrer', { ownerId: 'me', pausedFor: 'referrer' }],
    ['clock', { ownerId: 'me', pausedFor: 'date' }],
    ['homeOffice', { ownerId: 'me', acceptedAt: new Date(0), submittedAt: new Date(0) }],
    ['referrer', { pausedFor: 'referrer', submittedAt: new Date(0) }],
    ['nobody', { ownerId: 'me', finishedAs: 'closed', pausedFor: 'referrer' }],
  ] as const)('is %s of %j', (expected, facts) => {
    const nothing = { acceptedAt: null, pausedFor: null, finishedAs: null, ownerId: null }
    expect(moveOf({ ...nothing, submittedAt: null, ...facts })).toBe(expected)
  })
})
