import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import type { Taken } from '@/lib/casework/acting'
import { undoAction } from '@/lib/casework/undo-action'
import { NotFound } from '@/lib/refusals'
import { actForm, casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { openAllWithReason } from '@/tests/support/open-with-reason'
import { addActor } from '@/tests/support/people'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send, act, tryTo, itemOf } = casework(database)

let secondDesk: Actor
let otherDesk: Actor
beforeAll(async () => {
  await asOwner(async (tx) => {
    secondDesk = await addActor(tx, 'first_responder_desk', person('desk').organisation)
    otherDesk = await addActor(tx, 'first_responder_desk', person('officer').organisation)
  })
})

const isDone = (taken: Taken) => 'act' in taken
const kept = (reference: string, type: string) =>
  asOwner(async (tx) => {
    const { id: referralId } = await tx.referral.findUniqueOrThrow({ where: { reference } })
    return {
      acts: await tx.act.count({ where: { referralId } }),
      events: await tx.event.count({ where: { referralId, type } }),
      refused: await tx.event.count({ where: { referralId, type: 'action.refused' } }),
      told: await tx.message.count({ where: { referralId, actId: { not: null } } }),
    }
  })

describe('fifty people accept one item at once', () => {
  it('one does, and forty-nine are told who was first', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    await openAllWithReason([person('officer'), person('supervisor')], reference)
    const taken = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        tryTo(person(index % 2 ? 'officer' : 'supervisor'), reference, 'POLICE', 'accept', {
          version: 1,
        }),
      ),
    )
    const item = await itemOf(reference, 'POLICE')
    const winner = [person('officer'), person('supervisor')].find(
      ({ accountId }) => accountId === item.ownerId,
    )
    expect(taken.filter(isDone)).toHaveLength(1)
    for (const other of taken.filter((one) => !isDone(one)))
      expect(other).toEqual({
        changed: { done: 'Accepted', by: winner?.name, at: item.acceptedAt, version: 2 },
      })
    expect(item).toMatchObject({ state: 'working', version: 2 })
    expect(await kept(reference, 'item.accepted')).toEqual({
      ...{ acts: 1, events: 1, refused: 49, told: 1 },
    })
  })
})

describe('whoever comes second is told what was done since they looked', () => {
  it('and not what they had seen', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    await act(person('officer'), reference, 'POLICE', 'accept')
    await act(person('supervisor'), reference, 'POLICE', 'raise')
    const late = (version: number) =>
      tryTo(person('officer'), reference, 'POLICE', 'hold', { version })
    expect(await late(1)).toMatchObject({ changed: { done: 'Raised to immediate', version: 3 } })
    expect(await late(2)).toMatchObject({
      changed: { done: 'Raised to immediate', by: person('supervisor').name, version: 3 },
    })
    await asOwner(
      (tx) => tx.$queryRaw`update item set version = version + 1 where reference = ${reference}`,
    )
    expect(await late(3)).toMatchObject({
      changed: { done: 'Changed', by: 'the service', version: 4 },
    })
  })

  it('even that it was undone', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    await undoAction(person('officer'), await act(person('officer'), reference, 'POLICE', 'accept'))
    for (const version of [1, 2])
      expect(
        await tryTo(person('supervisor'), reference, 'POLICE', 'accept', { version }),
      ).toMatchObject({
        changed: { done: 'Undone: Accepted', by: person('officer').name, version: 3 },
      })
  })
})

describe('two people do different things to one item at once', () => {
  it('one is done; the other sees it beside what they typed', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    const ask = actForm('ask', { words: 'When is the person safe to call?' })
    const decline = actForm('decline', { words: 'Turn to the helpline' })
    await openAllWithReason([person('officer'), person('supervisor')], reference)
    const [asked, declined] = await Promise.all([
      tryTo(person('officer'), reference, 'POLICE', 'ask', { form: ask, version: 1 }),
      tryTo(person('supervisor'), reference, 'POLICE', 'decline', { form: decline, version: 1 }),
    ])
    const { state } = await itemOf(reference, 'POLICE')
    expect([isDone(asked), isDone(declined)].sort()).toEqual([false, true])
    expect(isDone(asked) ? declined : asked).toMatchObject({
      changed: isDone(asked)
        ? { done: 'Asked the referrer', by: person('officer').name }
        : { done: 'Declined', by: person('supervisor').name },
    })
    expect(state).toBe(isDone(asked) ? 'asked' : 'declined')
  })

  it('never both, where two agree to lower how soon', async () => {
    const reference = await send(person('referrer.police'), 'V11')
    await act(person('officer'), reference, 'POLICE', 'raise')
    await act(person('officer'), reference, 'POLICE', 'ask_to_lower')
    await openAllWithReason([person('supervisor'), person('lead')], reference)
    const taken = await Promise.all(
      ['supervisor', 'lead', 'supervisor', 'lead'].map((who) =>
        tryTo(person(who), reference, 'POLICE', 'agree_to_lower', { version: 3 }),
      ),
    )
    expect(taken.filter(isDone)).toHaveLength(1)
    expect(await itemOf(reference, 'POLICE')).toMatchObject({ priority: 'P2', version: 4 })
  })

  it('a hand-over is passed on once, while colleagues take it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const reference = await send(person('referrer.council'), 'V01')
      await openAllWithReason([secondDesk, person('desk')], reference)
      const pass = { typed: { handler: otherDesk.organisation.id }, version: 1 }
      const tried = await Promise.allSettled([
        tryTo(secondDesk, reference, 'NRM', 'accept', { version: 1 }),
        tryTo(person('desk'), reference, 'NRM', 'pass_on', pass),
        tryTo(secondDesk, reference, 'NRM', 'pass_on', pass),
        tryTo(person('desk'), reference, 'NRM', 'accept', { version: 1 }),
      ])
      const done = tried.filter((one) => one.status === 'fulfilled' && isDone(one.value))
      expect(done).toHaveLength(1)
      for (const one of tried)
        if (one.status === 'rejected') expect(one.reason).toEqual(new NotFound())
      const { acts } = await kept(reference, 'hand_over.passed_on')
      expect(acts).toBe(1)
    }
  })

  it('and the two halves of a case are worked side by side', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    const taken = await Promise.all([
      tryTo(person('officer'), reference, 'POLICE', 'accept', { version: 1 }),
      tryTo(person('beacon'), reference, 'BEACON', 'accept', { version: 1 }),
      tryTo(person('desk'), reference, 'NRM', 'accept', { version: 1 }),
    ])
    expect(taken.map(isDone)).toEqual([true, true, true])
  })
})
