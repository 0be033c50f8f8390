import { beforeAll, describe, expect, it } from 'vitest'
import { findOverrides } from '@/lib/casework/find-overrides'
import { NotFound } from '@/lib/refusals'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'

const database = testDatabase()
const { person } = countyPeople(database)
const { send, act } = casework(database)

const words = 'They asked for it by phone.'

describe('where the routing was overruled', () => {
  let references: readonly string[] = []

  beforeAll(async () => {
    const first = await send(person('referrer.council'), 'V05')
    const second = await send(person('referrer.council'), 'V05')
    const typed = { to: 'POLICE', reason: 'risk_changed', rule: 'B15', words }
    await act(person('lead'), first, 'HOLD', 'add_queue', { typed })
    await act(person('lead'), second, 'HOLD', 'move', { typed })
    const third = await send(person('referrer.council'), 'V01')
    await act(person('desk'), third, 'NRM', 'decline')
    await act(person('officer'), third, 'POLICE', 'add_queue', {
      typed: { to: 'NRM', reason: 'new_information', rule: 'B5', words },
    })
    references = [third, second, first]
  })

  it('the lead reads each time, the newest first, with the rule and the reason', async () => {
    const { list } = await findOverrides(person('lead'))
    expect(list.map(({ reference }) => reference)).toEqual(references)
    expect(
      list.map(({ action, from, to, rule, reason }) => [action, from, to, rule, reason]),
    ).toEqual([
      ['add_queue', 'POLICE', 'NRM', 'B5', 'new_information'],
      ['move', 'HOLD', 'POLICE', 'B15', 'risk_changed'],
      ['add_queue', 'HOLD', 'POLICE', 'B15', 'risk_changed'],
    ])
  })

  it('and how often each rule was overruled, the most often first', async () => {
    expect((await findOverrides(person('lead'))).byRule).toEqual([
      { rule: 'B15', times: 2 },
      { rule: 'B5', times: 1 },
    ])
  })

  it('and nothing of what was typed', async () => {
    expect(JSON.stringify(await findOverrides(person('lead')))).not.toContain('phone')
  })

  it.each(['officer', 'desk', 'beacon', 'referrer.council', 'admin', 'auditor'])(
    '%s does not',
    async (name) => {
      await expect(findOverrides(person(name))).rejects.toThrow(NotFound)
    },
  )
})
