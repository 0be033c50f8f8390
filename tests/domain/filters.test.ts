import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readAssigned, readTicked, writeAssigned, writeTicked } from '@/lib/casework/assigned'
import { chosenPairs, filtersOf, withoutCode, type Chosen } from '@/lib/casework/filters'
import { queuePath } from '@/lib/access/navigation'
import { listOf } from '@/lib/casework/lists'
import { shortcutKeys } from '@/lib/casework/shortcut-keys'
import {
  readView,
  tabNames,
  tabs,
  viewOf,
  viewPath,
  writeView,
  type View,
} from '@/lib/casework/view'
import { readCursor, writeCursor } from '@/lib/casework/worklist'
import { safePath } from '@/lib/http/safe-path'
import { makeReference } from '@/lib/referral/reference'
import type { Destination } from '@/lib/routing/queues'

const destinations: readonly Destination[] = ['HOLD', 'NRM', 'BEACON', 'POLICE']

const anyReference = fc.uint8Array({ minLength: 8, maxLength: 8 }).map(makeReference)

const anyChosen = (queue: Destination): fc.Arbitrary<Chosen> =>
  fc
    .record(
      Object.fromEntries(
        filtersOf(queue).map(({ name, options, takesAccounts }) => [
          name,
          fc
            .tuple(
              fc.subarray(Object.keys(options)),
              takesAccounts ? fc.uniqueArray(fc.uuid(), { maxLength: 3 }) : fc.constant([]),
            )
            .map(([codes, accounts]) => [...codes, ...[...accounts].sort()]),
        ]),
      ),
    )
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, codes]) => codes.length > 0)))

const anyView = (queue: Destination): fc.Arbitrary<View> =>
  fc
    .constantFrom(...tabNames)
    .chain((tab) => fc.tuple(fc.constant(tab), fc.constantFrom(...tabs[tab].sorts)))
    .chain(([tab, sort]) =>
      fc.record({
        tab: fc.constant(tab),
        sort: fc.constant(sort),
        chosen: anyChosen(queue),
        after: fc.option(
          fc.record({
            priority:
              sort === 'urgency' ? fc.constantFrom('P1', 'P2', 'P3') : fc.constant(undefined),
            at: fc.integer({ min: 1e12, max: 9e12 }).map((at) => new Date(at)),
            id: fc.uuid(),
          }),
          { nil: undefined },
        ),
        open: fc.option(anyReference, { nil: undefined }),
      }),
    )

describe.each(destinations)('an address of the list %s', (queue) => {
  test('says everything that is to be seen', () => {
    fc.assert(
      fc.property(anyView(queue), (view) => {
        expect(readView(queue, new URLSearchParams(writeView(view)))).toEqual(view)
      }),
    )
  })

  test('made of anything at all is read as something that can be seen', () => {
    const names = ['tab', 'sort', 'after', 'open', ...filtersOf(queue).map(({ name }) => name)]
    const pair = fc.tuple(fc.constantFrom(...names), fc.string())
    fc.assert(
      fc.property(fc.array(pair), (pairs) => {
        const view = readView(queue, new URLSearchParams(pairs))
        expect(readView(queue, new URLSearchParams(writeView(view)))).toEqual(view)
        expect(tabs[view.tab].sorts).toContain(view.sort)
      }),
    )
  })

  test('is one that a form may lead back to', () => {
    const chosen = { priority: ['P1'], owner: ['me', 'nobody'] }
    const path = viewPath(queue, { ...viewOf('all'), sort: 'oldest', chosen })
    expect(safePath(path)).toBe(path)
  })
})

it.each([
  ['an unknown tab', 'tab=everything', ''],
  ['a tab named as something that every object has', 'tab=constructor', ''],
  ['an unknown sort', 'sort=name', ''],
  ['the sort of another tab', 'sort=finished', ''],
  ['open items in the finished tab’s order', 'tab=finished&sort=due', 'tab=finished'],
  ['an unknown filter', 'height=tall', ''],
  ['an unknown code', 'priority=P9&priority=P1', 'priority=P1'],
  ['a code twice', 'priority=P2&priority=P2', 'priority=P2'],
  ['codes in another order', 'priority=P3&priority=P1', 'priority=P1&priority=P3'],
  ['a name instead of an account', 'owner=Daniel+Rowe&owner=me', 'owner=me'],
  ['a cursor of another sort', 'after=1700000000000.00000000-0000-4000-8000-000000000000', ''],
  ['a reference with a slip', 'open=HMS-AAAA-AAAA-A', ''],
  ['what is usual', 'tab=new&sort=urgency', ''],
])('%s: “%s” is the same as “%s”', (_, given, meant) => {
  expect(writeView(readView('POLICE', new URLSearchParams(given)))).toBe(meant)
})

it('who is named or withheld is a question in the police queue alone', () => {
  const params = new URLSearchParams('identity=withheld')
  expect(readView('POLICE', params).chosen).toEqual({ identity: ['withheld'] })
  for (const queue of ['NRM', 'BEACON', 'HOLD'] as const)
    expect(readView(queue, params).chosen).toEqual({})
})

it('taking a filter away leaves all others', () => {
  fc.assert(
    fc.property(anyChosen('POLICE'), (chosen) => {
      for (const [name, code] of chosenPairs(chosen))
        expect(chosenPairs(withoutCode(chosen, name, code))).toEqual(
          chosenPairs(chosen).filter(([one, other]) => one !== name || other !== code),
        )
    }),
  )
})

it.each([
  [true, 'P1.1700000000000.00000000-0000-4000-8000-000000000000'],
  [false, '1700000000000.00000000-0000-4000-8000-000000000000'],
])('a cursor, by priority %s, is read as it was written', (isByPriority, text) => {
  const cursor = readCursor(text, isByPriority)
  expect(cursor && writeCursor(cursor)).toBe(text)
  expect(readCursor(text, !isByPriority)).toBeUndefined()
})

it('each list has an address and each address its list', () => {
  for (const queue of destinations)
    expect(listOf(queuePath(queue).replace('/queues/', ''))).toBe(queue)
  for (const segment of ['POLICE', 'Police', 'constructor', '__proto__', ''])
    expect(listOf(segment)).toBeUndefined()
})

it('what is ticked is read as it was written, and nothing else is', () => {
  const ticked = { reference: makeReference(new Uint8Array(8)), version: 3 }
  const form = new URLSearchParams([
    ['item', writeTicked(ticked)],
    ['item', writeTicked(ticked)],
    ['item', 'HMS-0000-0000-0'],
    ['item', "'; DROP TABLE item"],
  ])
  expect(readTicked(form)).toEqual([ticked])
})

it('what became of what was assigned is read as it was written', () => {
  const done = { assigned: 3, changed: 1, blocked: 0 }
  expect(readAssigned(new URLSearchParams(writeAssigned(done)))).toEqual(done)
  for (const text of ['', 'assigned=3', 'assigned=a.b.c', 'assigned=1.2.-3', 'assigned=1.2.3.4'])
    expect(readAssigned(new URLSearchParams(text))).toBeUndefined()
})

it('no key does two things', () => {
  const keys = shortcutKeys.map(({ key }) => key)
  expect(keys).toEqual([...new Set(keys)])
  expect(keys.sort()).toEqual(['/', '1', '2', '3', '4', '?', 'Enter', 'a', 'h', 'j', 'k', 'u'])
})
