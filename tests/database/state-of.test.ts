import { describe, expect, it } from 'vitest'
import { isState, stateOf, states, type ItemFacts, type State } from '@/lib/casework/states'
import { withActor } from '@/lib/database/with-actor'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send, itemOf } = casework(database)

const at = new Date('2027-01-05T10:00:00Z')
const ends = [null, 'declined', 'moved', 'closed']
const everything: readonly ItemFacts[] = [null, at].flatMap((acceptedAt) =>
  [null, 'referrer', 'date'].flatMap((pausedFor) =>
    ends.map((finishedAs) => ({ acceptedAt, pausedFor, finishedAs })),
  ),
)
const stored = ({ acceptedAt, pausedFor, finishedAs }: ItemFacts) => ({
  ...{ acceptedAt, pausedFor, finishedAs },
  pausedAt: pausedFor && at,
  finishedAt: finishedAs && at,
})

describe('the state of an item', () => {
  it('is derived alike by the service and by the database, whatever happened', async () => {
    const found = new Set<State>()
    for (const facts of everything) {
      const [row] = await asOwner(
        (tx) => tx.$queryRaw<{ state: string }[]>`
          select state_of(${facts.acceptedAt}::timestamptz, ${facts.pausedFor}, ${facts.finishedAs}) as state`,
      )
      expect([facts, row?.state]).toEqual([facts, stateOf(facts)])
      found.add(stateOf(facts))
    }
    expect([...found].sort()).toEqual(Object.keys(states).sort())
  })

  it('is what the row says after each change', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    const { id } = await itemOf(reference, 'POLICE')
    for (const facts of everything) {
      const { state } = await asOwner((tx) =>
        tx.item.update({ where: { id }, data: stored(facts) }),
      )
      expect([facts, state]).toEqual([facts, stateOf(facts)])
    }
  })

  it('is written by nobody: not by the service, and in vain by the owner of the tables', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    const { id } = await itemOf(reference, 'POLICE')
    const closed = { where: { id }, data: { state: 'closed' } }
    await expect(withActor(person('officer'), (tx) => tx.item.updateMany(closed))).rejects.toThrow()
    expect((await asOwner((tx) => tx.item.update(closed))).state).toBe('new')
  })

  it.each([
    ['an end that there is not', { finishedAs: 'lost', finishedAt: at }],
    ['an end without a time', { finishedAs: 'closed', finishedAt: null }],
    ['a pause for nobody', { pausedFor: 'lunch', pausedAt: at }],
    ['a pause without a reason', { pausedFor: null, pausedAt: at }],
  ])('never follows from %s', async (_, data) => {
    const reference = await send(person('referrer.council'), 'V01')
    const { id } = await itemOf(reference, 'POLICE')
    await expect(asOwner((tx) => tx.item.update({ where: { id }, data }))).rejects.toThrow()
    expect(isState((await itemOf(reference, 'POLICE')).state)).toBe(true)
  })
})
