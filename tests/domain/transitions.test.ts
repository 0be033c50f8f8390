import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Role } from '@/lib/access/roles'
import { events } from '@/lib/audit/events'
import { actFormFor, hasForm, noChoices } from '@/lib/casework/act-form'
import { nextStates } from '@/lib/casework/lifecycle-diagrams'
import { messagesOf } from '@/lib/casework/messages-of'
import { needs, type NeedName, type Situation } from '@/lib/casework/needs'
import { isFor, offersOf, whyNot } from '@/lib/casework/offers'
import { reasons } from '@/lib/casework/reasons'
import { finishedStates, openStates, states, type State } from '@/lib/casework/states'
import { undoSeconds, type ActField } from '@/lib/casework/transition'
import { actionNames, transitionOf, type ActionName } from '@/lib/casework/transitions'
import { kindOf } from '@/lib/notifications/messages'
import type { Destination, Priority } from '@/lib/routing/queues'
import {
  answerTo,
  destinations,
  roleNames,
  stateNames,
  transitionsTable,
} from '../support/transitions-table'

const rows = actionNames.map((action) => ({ action, ...transitionOf(action) }))
const labelled = (labels: readonly (string | undefined)[]) =>
  labels.filter((one) => one !== undefined)
const isUnique = (labels: readonly (string | undefined)[]) =>
  new Set(labelled(labels)).size === labelled(labels).length

describe('role × queue × state × action', () => {
  const product = roleNames.flatMap((role) =>
    destinations.flatMap((queue) =>
      stateNames.flatMap((state) => actionNames.map((action) => ({ role, queue, state, action }))),
    ),
  )
  const allowed = product.filter(
    ({ role, queue, state, action }) => answerTo(role, queue, state, action) === 'allowed',
  )
  const allowedTo = (role: Role, queue?: Destination) =>
    allowed.filter((one) => one.role === role && (!queue || one.queue === queue))

  test('reads as the table that people have checked', async () => {
    expect(product).toHaveLength(8 * 4 * 7 * actionNames.length)
    await expect(
      transitionsTable(),
      'The table has changed. Read what changed, then: npx vitest run tests/domain/transitions.test.ts -u',
    ).toMatchFileSnapshot('transitions-table.txt')
  })

  test.each<[Role]>([['administrator'], ['auditor']])('%s does nothing to a case', (role) => {
    expect(allowedTo(role)).toEqual([])
  })

  test('a referrer answers, and does nothing else', () => {
    expect(new Set(allowedTo('referrer').map(({ action }) => action))).toEqual(new Set(['answer']))
  })

  test.each<[Role, Destination]>([
    ['police_triage_officer', 'POLICE'],
    ['police_supervisor', 'POLICE'],
    ['beacon_worker', 'BEACON'],
    ['first_responder_desk', 'NRM'],
  ])('%s works the queue %s and no other', (role, queue) => {
    expect(new Set(allowedTo(role).map((one) => one.queue))).toEqual(new Set([queue]))
    expect(allowedTo(role).map(({ action }) => action)).not.toContain('answer')
  })

  test('an officer and a supervisor may do the same', () => {
    const what = (role: Role) => allowedTo(role).map(({ state, action }) => [state, action])
    expect(what('police_supervisor')).toEqual(what('police_triage_officer'))
  })

  test('the safeguarding lead works what is on hold; of other queues they say who, how soon and where', () => {
    const acts = (queue: Destination) =>
      new Set(allowedTo('safeguarding_lead', queue).map(({ action }) => action))
    const elsewhere = [
      ...(['assign', 'raise', 'ask_to_lower', 'agree_to_lower', 'refuse_to_lower'] as const),
      ...(['add_queue', 'move', 'reopen'] as const),
    ]
    expect(acts('POLICE')).toEqual(new Set(elsewhere))
    expect(acts('BEACON')).toEqual(new Set(elsewhere))
    expect(acts('NRM')).toEqual(new Set([...elsewhere, 'pass_on']))
    expect(acts('HOLD')).toContain('accept')
    expect(acts('HOLD')).toContain('close')
  })

  test('nobody ever merges two cases', () => {
    expect(actionNames.filter((action) => /merge|delete|remove/.test(action))).toEqual([])
  })
})

describe('offers', () => {
  const situation: fc.Arbitrary<Situation> = fc.record({
    priority: fc.constantFrom<Priority>('P1', 'P2', 'P3'),
    isAuthor: fc.boolean(),
    hasOtherDesk: fc.boolean(),
    isSubmitted: fc.boolean(),
    needsConsent: fc.boolean(),
    agreesToNrm: fc.boolean(),
    isConsentConfirmed: fc.boolean(),
    isStopped: fc.boolean(),
    lowering: fc.option(
      fc.record({ to: fc.constantFrom<Priority>('P2', 'P3'), byMe: fc.boolean() }),
    ),
    openDuties: fc.integer({ min: 0, max: 3 }),
    hasFinalDecision: fc.boolean(),
    otherQueues: fc.integer({ min: 0, max: 2 }),
  })

  test('are every act that is allowed and no other, each blocked only by what is not true', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...roleNames),
        fc.constantFrom(...destinations),
        fc.constantFrom(...stateNames),
        situation,
        (role, queue, state, is) => {
          const offered = offersOf({ role, queue }, state, is)
          expect(offered.map(({ action }) => action)).toEqual(
            actionNames.filter((action) => answerTo(role, queue, state, action) === 'allowed'),
          )
          for (const { action, blocked } of offered)
            expect(blocked === undefined).toBe(
              transitionOf(action).needs.every((need) => needs[need].holds(is)),
            )
        },
      ),
      { numRuns: 500 },
    )
  })

  const all: Situation = {
    ...{ priority: 'P2', isAuthor: true, hasOtherDesk: true, isSubmitted: false },
    ...{ needsConsent: true, agreesToNrm: true, isConsentConfirmed: false, lowering: null },
    ...{ openDuties: 0, hasFinalDecision: false, otherQueues: 1, isStopped: false },
  }
  test.each<[ActionName, string, Partial<Situation>, RegExp]>([
    ['submit', 'before consent is confirmed', {}, /^Confirm with the person first/],
    [
      'submit',
      'what the person took back',
      { isConsentConfirmed: true, isStopped: true },
      /changed their mind/,
    ],
    ['submit', 'a second time', { isConsentConfirmed: true, isSubmitted: true }, /already/],
    ['confirm_consent', 'of an adult who said no', { agreesToNrm: false }, /has not agreed/],
    ['decline', 'what the Home Office has', { isSubmitted: true }, /already/],
    ['move', 'what the Home Office has', { isSubmitted: true }, /already/],
    ['close', 'with a duty open', { openDuties: 1 }, /^A duty of this queue is still open/],
    ['close', 'before the last decision', { isSubmitted: true }, /not decided finally/],
    ['raise', 'what is immediate', { priority: 'P1' }, /^It is marked immediate already$/],
    ['ask_to_lower', 'what cannot be lower', { priority: 'P3' }, /as low as it can be/],
    ['agree_to_lower', 'what nobody asked for', {}, /^Nobody asks/],
    ['agree_to_lower', 'as the first', { lowering: { to: 'P3', byMe: true } }, /second person/],
    ['pass_on', 'to nobody', { hasOtherDesk: false }, /Tell the safeguarding lead$/],
    ['add_queue', 'where no agreement allows one', { otherQueues: 0 }, /every queue/],
    ['answer', 'for a colleague', { isAuthor: false }, /^Only whoever sent/],
  ])('%s %s is blocked, and says why', (action, _, is, why) => {
    expect(whyNot(action, { ...all, ...is })).toMatch(why)
  })
})

describe('the table', () => {
  test.each(rows)('$action is for somebody, from some state, to another thing', (row) => {
    expect(row.by.length * row.from.length).toBeGreaterThan(0)
    expect(row.queues?.length).not.toBe(0)
    expect(events).toHaveProperty([row.event])
    for (const queue of row.queues ?? destinations)
      expect(roleNames.filter((role) => isFor(row.action, { role, queue }))).not.toEqual([])
  })

  test('names everything once', () => {
    expect(isUnique(rows.map(({ label }) => label))).toBe(true)
    expect(isUnique(rows.map(({ key }) => key))).toBe(true)
    expect(rows.filter(({ label, done }) => !label || !done)).toEqual([])
  })

  test('every state is reached from new, and nothing leads back to a state that is not there', () => {
    const reached = new Set<State>(['new'])
    for (const state of reached)
      for (const { action, from } of rows)
        if (from.includes(state)) nextStates(action, state).forEach((next) => reached.add(next))
    expect([...reached].sort()).toEqual([...stateNames].sort())
  })

  test.each(destinations.flatMap((queue) => openStates.map((state) => [queue, state] as const)))(
    'in %s, whoever works it can lead an item that is %s to an end',
    (queue, start) => {
      const [role] = roleNames.filter((one) => isFor('accept', { role: one, queue }))
      const reached = new Set<State>([start])
      for (const state of reached)
        for (const { action, from } of rows)
          if (role && from.includes(state) && isFor(action, { role, queue }))
            nextStates(action, state).forEach((next) => reached.add(next))
      expect([...reached]).toContain('working')
      expect([...reached]).toContain('closed')
    },
  )

  test('what is finished is only ever opened again', () => {
    for (const state of finishedStates)
      expect(rows.filter(({ from }) => from.includes(state)).map(({ action }) => action)).toEqual([
        'reopen',
      ])
  })

  test('whatever ends, stops the clock, opens again, lowers or overrules needs a coded reason', () => {
    const weighty = rows.filter(
      ({ to, event }) =>
        ['asked', 'held', 'declined', 'moved', 'closed'].includes(to) ||
        ['routing.overridden', 'item.reopened', 'priority.lowering_asked'].includes(event) ||
        event === 'hand_over.passed_on',
    )
    expect(weighty.filter((row) => !row.reasons).map(({ action }) => action)).toEqual([])
    expect(weighty.length).toBeGreaterThan(7)
  })

  test('an override names the rule that it overrules', () => {
    for (const { asks } of rows.filter((row) => row.reasons === 'override'))
      expect(asks).toContain('rule')
  })

  test('what left the service, or what others act on at once, is never undone', () => {
    const undone = rows.filter(({ undo }) => undo).map(({ action }) => action)
    const final = [
      ...(['submit', 'confirm_consent', 'answer', 'pass_on', 'move', 'add_queue'] as const),
      ...(['agree_to_lower', 'refuse_to_lower', 'reopen'] as const),
    ]
    expect([...undone, ...final].sort()).toEqual([...actionNames].sort())
  })

  test('every list of reasons and every thing that must be true is used', () => {
    const lists = Object.keys(reasons).filter((list) => !rows.some((row) => row.reasons === list))
    // The others are why the service itself finished an item.
    expect(lists.filter((list) => !(list in states))).toEqual([])
    const used = new Set(rows.flatMap((row) => row.needs))
    expect((Object.keys(needs) as NeedName[]).filter((need) => !used.has(need))).toEqual([])
  })
})

describe('the form of an act', () => {
  const choices = {
    ...noChoices,
    queues: { POLICE: 'Police' },
    rules: { E1: 'E1' },
    owners: { a: 'A' },
    handlers: { b: 'B' },
  }
  test.each(rows)('$action asks for its reason first, then for what the table says', (row) => {
    const { questions, steps } = actFormFor(row.action, choices)
    const expected: string[] = [...(row.reasons ? ['reason'] : []), ...row.asks]
    expect(Object.keys(questions)).toEqual(expected)
    expect(hasForm(row.action)).toBe(expected.length > 0)
    expect(steps.map(({ title }) => title)).toEqual([row.label])
  })

  test('only a note may be left out, and what somebody else reads may not', () => {
    const optional = rows.flatMap(({ action }) =>
      Object.entries(actFormFor(action, choices).questions)
        .filter(([, { missing }]) => !missing)
        .map(([field]) => [action, field as ActField] as const),
    )
    expect(new Set(optional.map(([, field]) => field))).toEqual(new Set(['words']))
    for (const action of ['decline', 'ask', 'answer'] as const)
      expect(optional.map(([one]) => one)).not.toContain(action)
  })
})

describe('messages', () => {
  const about = {
    ...{ actId: 'act', at: new Date('2027-02-01T10:00:00Z'), actorId: 'actor' },
    ...{ referrerId: 'referrer', queue: 'POLICE', ownerId: 'owner' },
    given: { owner: 'other', handler: 'desk', to: 'BEACON' },
  } as const

  test.each(rows)('$action tells the referrer: $tellsReferrer', ({ action, tellsReferrer }) => {
    const told = messagesOf(action, about).filter(
      ({ recipient }) => recipient === 'account:referrer',
    )
    expect(told).toHaveLength(tellsReferrer ? 1 : 0)
    for (const { type } of told) expect(kindOf(type).concerns).toContain('referrer')
  })

  test.each(rows)('$action tells whoever has to act next', ({ action, undo }) => {
    const expected: Partial<Record<ActionName, string>> = {
      answer: 'account:owner',
      assign: 'account:other',
      pass_on: 'organisation:desk:first_responder_desk',
      add_queue: 'queue:BEACON',
      move: 'queue:BEACON',
      raise: 'account:owner',
      ask_to_lower: 'role:police_supervisor',
    }
    const messages = messagesOf(action, about)
    const others = messages.filter(({ recipient }) => recipient !== 'account:referrer')
    expect(others.map(({ recipient }) => recipient)).toEqual(
      [expected[action]].filter((one) => one !== undefined),
    )
    const later = new Date(about.at.getTime() + undoSeconds * 1000)
    for (const { sendAfter, actId } of messages)
      expect([sendAfter, actId]).toEqual([undo ? later : undefined, 'act'])
  })

  test('nobody is told of their own act, and where nobody owns it the queue is', () => {
    expect(messagesOf('raise', { ...about, actorId: 'owner' })).toEqual([])
    const ofNobody = (queue: string) =>
      messagesOf('raise', { ...about, queue, ownerId: null }).map(({ recipient }) => recipient)
    expect([ofNobody('POLICE'), ofNobody('HOLD')]).toEqual([
      ['queue:POLICE'],
      ['role:safeguarding_lead'],
    ])
  })
})
