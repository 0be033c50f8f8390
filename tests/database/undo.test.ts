import { randomUUID } from 'node:crypto'
import { addSeconds } from 'date-fns'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import type { State } from '@/lib/casework/states'
import { undoSeconds } from '@/lib/casework/transition'
import { actionNames, transitionOf, type ActionName } from '@/lib/casework/transitions'
import { undoAction } from '@/lib/casework/undo-action'
import { atMoment } from '@/lib/clock'
import { NotFound } from '@/lib/refusals'
import { casework, type Typed } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { addActor } from '@/tests/support/people'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send, act, itemOf } = casework(database)

let colleague: Actor
beforeAll(async () => {
  colleague = await asOwner((tx) => addActor(tx, 'beacon_worker', person('beacon').organisation))
})
const worker = () => person('beacon')
/** Taking what is one's own already changes nothing. */
const doerOf = (action: ActionName) => (action === 'take' ? colleague : worker())
/** A case at P2 in the Beacon queue, which has no duties of its own. */
const sent = () => send(person('referrer.police'), 'V11')

/** What may happen before, by the state that it leads to. */
const ways: Readonly<Partial<Record<State, readonly (readonly ActionName[])[]>>> = {
  new: [[], ['ask_to_lower'], ['raise']],
  working: [['accept'], ['accept', 'ask_to_lower'], ['hold', 'resume', 'accept']],
  asked: [['ask'], ['accept', 'ask']],
  held: [['hold'], ['accept', 'ask_to_lower', 'hold']],
}

const undoable = actionNames.filter((action) => transitionOf(action).undo)
const isPossibleAfter = (action: ActionName, way: readonly ActionName[]) =>
  !(action === 'raise' && way.includes('raise')) &&
  !(action === 'ask_to_lower' && way.includes('ask_to_lower'))

const everyWay = undoable.flatMap((action) =>
  transitionOf(action).from.flatMap((state) =>
    (ways[state] ?? [])
      .filter((way) => isPossibleAfter(action, way))
      .map((way) => [action, way] as const),
  ),
)

const typedFor = (action: ActionName): Typed =>
  action === 'assign' ? { owner: colleague.accountId } : {}

/** Everything that is known of an item but how often it changed, and when last. */
const factsOf = async (reference: string) => ({
  ...(await itemOf(reference, 'BEACON')),
  ...{ version: undefined, changedAt: undefined },
})

describe('undoing within the minute', () => {
  it('is tried of everything that can be undone', () => {
    expect(new Set(everyWay.map(([action]) => action))).toEqual(new Set(undoable))
  })

  it.each(everyWay)('%s after %j restores every fact, and tells nobody', async (action, way) => {
    const reference = await sent()
    // On a Monday at noon and later, so that clocks that stand still lose working time.
    const begun = new Date('2027-02-01T12:00:00Z')
    for (const [index, step] of way.entries())
      await atMoment(addSeconds(begun, index * 3600), () =>
        act(worker(), reference, 'BEACON', step, { typed: typedFor(step) }),
      )
    await asOwner((tx) =>
      tx.item.updateMany({ where: { reference }, data: { escalatedAt: begun } }),
    )
    const before = await factsOf(reference)
    const at = addSeconds(begun, 7 * 3600)
    const actId = await atMoment(at, () =>
      act(doerOf(action), reference, 'BEACON', action, { typed: typedFor(action) }),
    )
    expect(await factsOf(reference)).not.toEqual(before)
    const { tellsReferrer } = transitionOf(action)
    const told = () => asOwner((tx) => tx.message.count({ where: { actId } }))
    if (tellsReferrer) expect(await told()).toBeGreaterThan(0)

    const undone = await atMoment(addSeconds(at, undoSeconds), () =>
      undoAction(doerOf(action), actId),
    )
    expect(undone).toEqual({ undone: true })
    expect(await factsOf(reference)).toEqual(before)
    expect(await told()).toBe(0)
    const { undoneAt } = await asOwner((tx) => tx.act.findUniqueOrThrow({ where: { id: actId } }))
    expect(undoneAt).toEqual(addSeconds(at, undoSeconds))
  })

  it('is recorded', async () => {
    const reference = await sent()
    const actId = await act(worker(), reference, 'BEACON', 'accept')
    await undoAction(worker(), actId)
    const event = await asOwner((tx) =>
      tx.event.findFirst({ where: { type: 'action.undone' }, orderBy: { sequence: 'desc' } }),
    )
    expect(event).toMatchObject({
      accountId: worker().accountId,
      detail: { act: actId, action: 'accept' },
    })
  })
})

describe('an act stays done', () => {
  const accepted = async () => {
    const reference = await sent()
    return { reference, actId: await act(worker(), reference, 'BEACON', 'accept') }
  }
  const stateOfIt = async (reference: string) => (await itemOf(reference, 'BEACON')).state
  const tooLate = { blocked: 'Something was done after it, so it cannot be undone' }

  it('after the minute', async () => {
    const { reference, actId } = await accepted()
    const { at } = await asOwner((tx) => tx.act.findUniqueOrThrow({ where: { id: actId } }))
    const later = addSeconds(at, undoSeconds + 1)
    expect(await atMoment(later, () => undoAction(worker(), actId))).toEqual({
      blocked: 'It can be undone for a minute, and the minute has passed',
    })
    expect(await stateOfIt(reference)).toBe('working')
  })

  it('for everybody else', async () => {
    const { reference, actId } = await accepted()
    for (const other of [colleague, person('lead'), person('officer'), person('admin')])
      await expect(undoAction(other, actId)).rejects.toEqual(new NotFound())
    expect(await stateOfIt(reference)).toBe('working')
  })

  it('once something else was done, by whomever, and even in the same moment', async () => {
    const { reference, actId } = await accepted()
    const { at } = await asOwner((tx) => tx.act.findUniqueOrThrow({ where: { id: actId } }))
    await atMoment(at, () => act(colleague, reference, 'BEACON', 'hold'))
    expect(await undoAction(worker(), actId)).toEqual(tooLate)
    expect(await stateOfIt(reference)).toBe('held')
  })

  it('once a correction changed how urgent it is', async () => {
    const reference = await sent()
    const actId = await act(worker(), reference, 'BEACON', 'raise')
    await asOwner(
      (tx) => tx.$queryRaw`
        update item set priority = 'P1', version = version + 1 where reference = ${reference}`,
    )
    expect(await undoAction(worker(), actId)).toEqual(tooLate)
    expect((await itemOf(reference, 'BEACON')).priority).toBe('P1')
  })

  it('when it was undone already', async () => {
    const { reference, actId } = await accepted()
    await undoAction(worker(), actId)
    await act(worker(), reference, 'BEACON', 'accept')
    expect(await undoAction(worker(), actId)).toEqual({ blocked: 'This cannot be undone' })
    expect(await stateOfIt(reference)).toBe('working')
  })

  it('when it is of a kind that others have acted on', async () => {
    const { reference, actId } = await accepted()
    const closed = await act(worker(), reference, 'BEACON', 'close')
    await undoAction(worker(), closed)
    const raised = await act(worker(), reference, 'BEACON', 'ask_to_lower')
    const lowered = await act(colleague, reference, 'BEACON', 'agree_to_lower')
    expect(await undoAction(colleague, lowered)).toEqual({ blocked: 'This cannot be undone' })
    expect(await undoAction(worker(), raised)).toEqual(tooLate)
    expect(await undoAction(worker(), actId)).toEqual(tooLate)
  })

  it.each(['', 'x', randomUUID()])('where there is none: %j', async (actId) => {
    await expect(undoAction(worker(), actId)).rejects.toEqual(new NotFound())
  })
})
