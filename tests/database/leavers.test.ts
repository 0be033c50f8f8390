import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { POST as press } from '@/app/people/[account]/route'
import type { Actor } from '@/lib/access/actor'
import { answerAccountRequest } from '@/lib/access/answer-account-request'
import { closeLeaver } from '@/lib/access/close-leaver'
import { disableAccount } from '@/lib/access/disable-account'
import { endOwnSessions } from '@/lib/access/end-own-sessions'
import { findAccountRequests } from '@/lib/access/find-account-requests'
import { findActor } from '@/lib/access/find-actor'
import { findApiActor } from '@/lib/access/find-api-actor'
import { hashToken } from '@/lib/access/hash-token'
import { requestAccountChange } from '@/lib/access/request-account-change'
import { NotFound } from '@/lib/refusals'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { addActor } from '@/tests/support/people'
import { cookieOf, post } from '@/tests/support/requests'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send, act, itemOf } = casework(database)
const admin = () => person('admin')

const newcomer = (role: Actor['role']) =>
  asOwner((tx) => addActor(tx, role, person('beacon').organisation))
const actorOf = (cookie: string) =>
  findActor(new Request('http://localhost:3999', { headers: { cookie } }))
const isIn = async (cookie: string) => (await actorOf(cookie)) !== null
const addKey = async ({ accountId, organisation }: Actor) => {
  const key = randomBytes(32).toString('base64url')
  await asOwner((tx) =>
    tx.apiToken.create({
      data: {
        tokenHash: hashToken(key),
        name: 'A key',
        organisationId: organisation.id,
        accountId,
        scopes: ['referrals:read'],
        expiresAt: new Date('2099-01-01'),
      },
    }),
  )
  return new Request('http://localhost:3999/', { headers: { authorization: `Bearer ${key}` } })
}

describe('one press closes the account of somebody who left', () => {
  it('with its sessions and its keys', async () => {
    const who = await newcomer('referrer')
    const cookie = await cookieOf(who)
    const call = await addKey(who)
    expect([await isIn(cookie), (await findApiActor(call)) !== null]).toEqual([true, true])

    const path = `/people/${who.accountId}`
    const headers = { cookie: await cookieOf(admin()) }
    const form = new URLSearchParams({ act: 'left' })
    const answer = await post(press, path, { account: who.accountId }, form, headers)
    expect(answer.headers.get('location')).toBe('/people?released=0')
    expect([await isIn(cookie), (await findApiActor(call)) !== null]).toEqual([false, false])
    await expect(cookieOf(who)).rejects.toThrow()

    // Undone, the person signs in again; keys do not come back.
    await disableAccount(admin(), who.accountId, false)
    expect(await isIn(await cookieOf(who))).toBe(true)
    expect([await isIn(cookie), (await findApiActor(call)) !== null]).toEqual([false, false])
  })

  it('and what they had in hand is for its queue again: the lead is told, and it is recorded', async () => {
    const who = await newcomer('beacon_worker')
    const [open, finished] = [
      await send(person('referrer.nhs'), 'V16'),
      await send(person('referrer.nhs'), 'V16'),
    ]
    await act(who, open, 'BEACON', 'accept')
    await act(who, finished, 'BEACON', 'accept')
    await act(who, finished, 'BEACON', 'close')
    const before = await itemOf(open, 'BEACON')

    expect(await closeLeaver(admin(), who.accountId)).toBe(1)
    const after = await itemOf(open, 'BEACON')
    expect(after).toMatchObject({ ownerId: null, state: 'working', version: before.version + 1 })
    expect((await itemOf(finished, 'BEACON')).ownerId).toBe(who.accountId)
    const { referralId } = after
    const told = await asOwner((tx) =>
      tx.message.findMany({ where: { referralId, type: 'item.released' } }),
    )
    expect(told.map(({ recipient }) => recipient)).toEqual(['role:safeguarding_lead'])
    const events = await asOwner((tx) =>
      tx.event.findMany({ orderBy: { sequence: 'desc' }, take: 2 }),
    )
    expect(events.map(({ type, detail }) => [type, detail])).toEqual([
      ['account.left', { account: who.accountId, items: 1 }],
      ['item.released', { queue: 'BEACON' }],
    ])
    await act(person('beacon'), open, 'BEACON', 'take')
    expect((await itemOf(open, 'BEACON')).ownerId).toBe(person('beacon').accountId)
  })

  it('and what they asked a second person for', async () => {
    const leaving = await newcomer('administrator')
    const who = await newcomer('referrer')
    const form = new URLSearchParams({ role: 'auditor', reason: 'new_post', words: 'x' })
    await requestAccountChange(leaving, who.accountId, 'role', form)
    await closeLeaver(admin(), leaving.accountId)
    await disableAccount(admin(), leaving.accountId, false)
    expect(await findAccountRequests(person('lead'))).toEqual([])
  })
})

describe('nobody closes', () => {
  it('themselves, nor what is not there', async () => {
    for (const id of [admin().accountId, '00000000-0000-0000-0000-000000000000', 'x', '\0'])
      await expect(closeLeaver(admin(), id)).rejects.toEqual(new NotFound())
  })
  it.each(['lead', 'supervisor', 'officer', 'auditor', 'referrer.nhs'])(
    'anybody, being %s',
    async (name) => {
      const { accountId } = person('referrer.fire')
      await expect(closeLeaver(person(name), accountId)).rejects.toEqual(new NotFound())
    },
  )
})

/** What may happen to an account, in any order, and what the cookies it has are worth after it. */
type Happening = 'sign in' | 'disable' | 'enable' | 'leave' | 'role' | 'end others' | 'end newest'
const happenings: readonly Happening[] = [
  'sign in',
  'disable',
  'enable',
  'leave',
  'role',
  'end others',
  'end newest',
]

it('a cookie opens exactly what it should, whatever happened in whatever order', async () => {
  const changeRole = async (who: Actor, role: string) => {
    const form = new URLSearchParams({ role, reason: 'new_post', words: 'x' })
    await requestAccountChange(admin(), who.accountId, 'role', form)
    const [waits] = await findAccountRequests(person('lead'))
    await answerAccountRequest(person('lead'), waits?.id ?? '', true)
  }
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...happenings), { maxLength: 12 }), async (order) => {
      const who = await newcomer('referrer')
      const all: string[] = []
      let live: string[] = []
      let isOpen = true
      let role = 'referrer'
      const happen: Record<Happening, () => Promise<void>> = {
        'sign in': async () => {
          if (!isOpen) return expect(cookieOf(who)).rejects.toThrow()
          const cookie = await cookieOf(who)
          all.push(cookie)
          live.push(cookie)
        },
        disable: async () => {
          await disableAccount(admin(), who.accountId, true)
          isOpen = false
          live = []
        },
        enable: async () => {
          await disableAccount(admin(), who.accountId, false)
          isOpen = true
        },
        leave: async () => {
          await closeLeaver(admin(), who.accountId)
          isOpen = false
          live = []
        },
        role: async () => {
          if (!isOpen) return
          role = role === 'referrer' ? 'auditor' : 'referrer'
          await changeRole(who, role)
          live = []
        },
        'end others': async () => {
          const [first] = live
          const actor = first && (await actorOf(first))
          if (!actor) return
          await endOwnSessions(actor, 'others')
          live = [first]
        },
        'end newest': async () => {
          const newest = live.at(-1)
          const actor = newest && (await actorOf(newest))
          if (!actor) return
          await endOwnSessions(actor, { id: actor.sessionId })
          live = live.slice(0, -1)
        },
      }
      for (const one of order) {
        await happen[one]()
        for (const cookie of all) {
          const actor = await actorOf(cookie)
          expect([order, actor?.role]).toEqual([order, live.includes(cookie) ? role : undefined])
        }
      }
    }),
    { numRuns: 30 },
  )
})
