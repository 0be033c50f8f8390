import { addDays, addMinutes } from 'date-fns'
import { describe, expect, it } from 'vitest'
import { POST as choose } from '@/app/invitation/[token]/route'
import type { Actor } from '@/lib/access/actor'
import { answerAccountRequest } from '@/lib/access/answer-account-request'
import { findAccountRequests } from '@/lib/access/find-account-requests'
import { findActor } from '@/lib/access/find-actor'
import { verifyPassword } from '@/lib/access/hash-password'
import { requestAccountChange } from '@/lib/access/request-account-change'
import { atMoment } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { addActor } from '@/tests/support/people'
import { cookieOf, post } from '@/tests/support/requests'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send, act, itemOf } = casework(database)
const admin = () => person('admin')
const lead = () => person('lead')

const asked = (kind: 'password' | 'second_factor', words = 'Rang her desk') =>
  new URLSearchParams({ kind, reason: 'lost_device', words })
const forRole = (role: string) =>
  new URLSearchParams({ role, reason: 'new_post', words: 'Her manager asked' })

/** Asks for a change, and gives the id of what then waits. */
const request = async (who: Actor, change: 'recover' | 'role', form: URLSearchParams) => {
  expect(await requestAccountChange(admin(), who.accountId, change, form)).toEqual({ asked: true })
  const waits = await findAccountRequests(lead())
  const found = waits.find(({ accountId }) => accountId === who.accountId)
  if (!found) throw new Error('Nothing waits')
  return found
}
/** Somebody nobody else in these tests is. */
const newcomer = (role: Actor['role'] = 'beacon_worker') =>
  asOwner((tx) => addActor(tx, role, person('beacon').organisation))
const isSignedIn = async (cookie: string) =>
  (await findActor(new Request('http://localhost:3999', { headers: { cookie } }))) !== null
const stored = (who: Actor) =>
  asOwner((tx) =>
    tx.account.findUniqueOrThrow({
      where: { id: who.accountId },
      select: { passwordHash: true, oneTimeSecret: true, role: true },
    }),
  )
const tokenOf = (address: string | undefined) => address?.split('/').at(-1) ?? ''
const password = 'marmalade ladder tuesday'
const use = (token: string) =>
  post(
    choose,
    `/invitation/${token}`,
    { token },
    new URLSearchParams({ password, again: password }),
  )

describe('somebody who cannot sign in any more', () => {
  it('chooses a new password once two people agreed, and is out everywhere until then', async () => {
    const who = await newcomer()
    const cookie = await cookieOf(who)
    const { id } = await request(who, 'recover', asked('password'))
    expect(await isSignedIn(cookie)).toBe(true)

    const link = await answerAccountRequest(lead(), id, true)
    expect(await isSignedIn(cookie)).toBe(false)
    expect((await use(tokenOf(link?.address))).status).toBe(303)
    expect(await verifyPassword(password, (await stored(who)).passwordHash)).toBe(true)
    expect((await use(tokenOf(link?.address))).status).toBe(410)
  })

  it.each([
    ['password', true],
    ['second_factor', false],
  ] as const)('asked for a new %s: the second factor stays: %s', async (kind, stays) => {
    const who = await newcomer()
    await asOwner(async (tx) => {
      const where = { id: who.accountId }
      await tx.account.update({ where, data: { oneTimeSecret: new Uint8Array([1]) } })
    })
    const { id } = await request(who, 'recover', asked(kind))
    await answerAccountRequest(lead(), id, true)
    expect((await stored(who)).oneTimeSecret !== null).toBe(stays)
  })

  it('has half an hour for it', async () => {
    const who = await newcomer()
    const { id } = await request(who, 'recover', asked('password'))
    const link = await answerAccountRequest(lead(), id, true)
    const late = addMinutes(new Date(), 31)
    expect((await atMoment(late, () => use(tokenOf(link?.address)))).status).toBe(410)
  })

  it('keeps the password they have where nobody agrees', async () => {
    const who = await newcomer()
    const before = await stored(who)
    const { id } = await request(who, 'recover', asked('second_factor'))
    expect(await answerAccountRequest(lead(), id, false)).toBeUndefined()
    expect(await stored(who)).toEqual(before)
  })
})

describe('it takes two people', () => {
  it('never the one who asked, never the one it is about, never anybody else', async () => {
    const who = await newcomer('administrator')
    const { id } = await request(who, 'recover', asked('password'))
    const before = await stored(who)
    await expect(answerAccountRequest(admin(), id, true)).rejects.toThrow(NotAllowed)
    await expect(answerAccountRequest(who, id, true)).rejects.toThrow(NotAllowed)
    for (const name of ['officer', 'supervisor', 'beacon', 'desk', 'auditor', 'referrer.nhs'])
      await expect(answerAccountRequest(person(name), id, true)).rejects.toEqual(new NotFound())
    expect(await stored(who)).toEqual(before)
  })

  it('even where the verb is gone round, the database refuses', async () => {
    const who = await newcomer('administrator')
    const { id } = await request(who, 'recover', asked('password'))
    const decide = (actor: Actor) =>
      withActorInSql(
        actor,
        (tx) => tx.$queryRaw<{ done: boolean }[]>`
          select decide_account_request(${id}::uuid, true, ${new Uint8Array(32)}::bytea,
            ${new Date('2099-01-01')}::timestamptz, 'known', ${new Date()}::timestamptz) as done`,
      )
    for (const actor of [admin(), who, person('officer'), person('auditor')])
      expect(await decide(actor)).toEqual([{ done: false }])
    expect(await decide(lead())).toEqual([{ done: true }])
  })

  it('another administrator may be the second', async () => {
    const who = await newcomer()
    const second = await newcomer('administrator')
    const { id } = await request(who, 'recover', asked('password'))
    expect(await answerAccountRequest(second, id, true)).toHaveProperty('address')
  })

  it('nobody asks for themselves, and only administrators ask', async () => {
    const form = asked('password')
    const ask = (actor: Actor, accountId: string) =>
      requestAccountChange(actor, accountId, 'recover', form)
    await expect(ask(admin(), admin().accountId)).rejects.toEqual(new NotFound())
    for (const name of ['lead', 'officer', 'supervisor', 'auditor', 'referrer.nhs'])
      await expect(ask(person(name), person('beacon').accountId)).rejects.toEqual(new NotFound())
  })

  it('is decided once, though two agree at the same moment', async () => {
    const who = await newcomer()
    const second = await newcomer('administrator')
    const { id } = await request(who, 'recover', asked('password'))
    const answers = await Promise.allSettled(
      [lead(), second].map((actor) => answerAccountRequest(actor, id, true)),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const links = { where: { accountId: who.accountId } }
    expect(await asOwner((tx) => tx.accountLink.count(links))).toBe(1)
  })

  it('is dropped after seven days, and with an administrator who is one no more', async () => {
    const who = await newcomer()
    const { id } = await request(who, 'recover', asked('password'))
    const later = addDays(new Date(), 8)
    await expect(atMoment(later, () => answerAccountRequest(lead(), id, true))).rejects.toThrow(
      NotFound,
    )
    const leaving = await newcomer('administrator')
    await requestAccountChange(leaving, who.accountId, 'role', forRole('auditor'))
    await asOwner((tx) =>
      tx.account.update({ where: { id: leaving.accountId }, data: { disabledAt: new Date() } }),
    )
    expect((await findAccountRequests(lead())).map(({ role }) => role)).not.toContain('auditor')
  })
})

describe('another role', () => {
  it('holds once two people agreed: the cookie of before opens nothing', async () => {
    const who = await newcomer()
    const cookie = await cookieOf(who)
    const { id } = await request(who, 'role', forRole('auditor'))
    expect([(await stored(who)).role, await isSignedIn(cookie)]).toEqual(['beacon_worker', true])
    expect(await answerAccountRequest(lead(), id, true)).toBeUndefined()
    expect([(await stored(who)).role, await isSignedIn(cookie)]).toEqual(['auditor', false])
  })

  it('gives the cases that it cannot see back to their queue', async () => {
    const reference = await send(person('referrer.nhs'), 'V16')
    const who = await newcomer()
    await act(who, reference, 'BEACON', 'accept')
    expect((await itemOf(reference, 'BEACON')).ownerId).toBe(who.accountId)
    const { id } = await request(who, 'role', forRole('referrer'))
    await answerAccountRequest(lead(), id, true)
    expect(await itemOf(reference, 'BEACON')).toMatchObject({ ownerId: null, finishedAs: null })
  })
})

it('a form that is not complete is kept, and nothing waits', async () => {
  const who = await newcomer()
  const form = new URLSearchParams({ reason: 'lost_device', words: 'Rang her desk' })
  const taken = await requestAccountChange(admin(), who.accountId, 'recover', form)
  expect(taken).toMatchObject({
    form: { problems: [{ question: 'kind' }], typed: { words: 'Rang her desk' } },
  })
  const role = await requestAccountChange(admin(), who.accountId, 'role', forRole('owner'))
  expect(role).toMatchObject({ form: { problems: [{ question: 'role' }] } })
  const waits = { where: { accountId: who.accountId } }
  expect(await asOwner((tx) => tx.accountRequest.count(waits))).toBe(0)
})

it('what was written with it is sealed, and read by those who decide', async () => {
  const canary = 'Kanarienvogel singt'
  const who = await newcomer()
  const { words } = await request(who, 'recover', asked('password', canary))
  expect(words).toBe(canary)
  expect(tablesWith(await asOwner(dumpDatabase), canary)).toEqual([])
})

it('nothing is asked for an account that is closed', async () => {
  const who = await newcomer()
  await asOwner((tx) =>
    tx.account.update({ where: { id: who.accountId }, data: { disabledAt: new Date() } }),
  )
  const act = requestAccountChange(admin(), who.accountId, 'recover', asked('password'))
  await expect(act).rejects.toThrow(NotAllowed)
})
