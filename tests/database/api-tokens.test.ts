import { addDays, subDays } from 'date-fns'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { GET as listPage, POST as endPosted } from '@/app/people/tokens/route'
import { GET as addPage, POST as addPosted } from '@/app/people/tokens/add/route'
import type { Actor } from '@/lib/access/actor'
import { endToken } from '@/lib/access/end-token'
import { findTokens } from '@/lib/access/find-tokens'
import { makeToken } from '@/lib/access/make-token'
import { tellTokensEnding } from '@/lib/access/tell-tokens-ending'
import { atMoment } from '@/lib/clock'
import { NeedsProof, NotFound } from '@/lib/refusals'
import { bearer, callApi } from '@/tests/support/call-api'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { startMailbox } from '@/tests/support/mailbox'
import { addActor } from '@/tests/support/people'
import { cookieOf, get, post } from '@/tests/support/requests'

const mailbox = await startMailbox()
process.env.MESSAGES = 'smtp'
process.env.SMTP_URL = mailbox.url
process.env.MESSAGES_FROM = 'no-reply@refer.test'
afterAll(mailbox.stop)

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const admin = () => person('admin')

beforeEach(async () => {
  mailbox.received.length = 0
  await asOwner((tx) => tx.apiToken.deleteMany({}))
})

/** An account made for a system, at which nobody signs in. */
const system = (role: Actor['role'] = 'referrer') =>
  asOwner((tx) => addActor(tx, role, person('referrer.nhs').organisation))
const asked = (account: Actor, changed: Readonly<Record<string, string>> = {}, more = ['']) => {
  const form = new URLSearchParams({
    ...{ name: 'Case system', account: account.email, scopes: 'referrals:read', days: '90' },
    ...changed,
  })
  for (const scope of more.filter(Boolean)) form.append('scopes', scope)
  return form
}
const made = async (form: URLSearchParams) => {
  const done = await makeToken(admin(), form)
  if (!('token' in done)) throw new Error(JSON.stringify(done.form.problems))
  return done
}
const stateStatus = async (token: string) =>
  (
    await callApi('findReferral', {
      token: bearer(token),
      params: { reference: 'HMS-0000-0000-0' },
    })
  ).status
const eventsOf = async (type: string) => asOwner((tx) => tx.event.findMany({ where: { type } }))

describe('a key to the partner API', () => {
  it('is made for an account of a system, holds at once, and is kept as its hash alone', async () => {
    const { id, token, expiresAt } = await made(asked(await system()))
    expect(await stateStatus(token)).toBe(404)
    const rows = await asOwner(
      (tx) => tx.$queryRaw<{ text: string }[]>`select t::text as text from api_token t`,
    )
    expect(rows.map(({ text }) => text).join()).not.toContain(token)
    expect(expiresAt.getTime()).toBeGreaterThan(addDays(new Date(), 89).getTime())
    const [event] = (await eventsOf('token.made')).slice(-1)
    expect(event?.detail).toMatchObject({ token: id, scopes: ['referrals:read'], days: 90 })
    expect(JSON.stringify(event?.detail)).not.toContain(token)
  })

  it('does only what it was made for', async () => {
    const { token } = await made(asked(await system()))
    const sent = await callApi('sendReferral', { token: bearer(token), body: {} })
    expect(sent.status).toBe(403)
  })

  it('says when it was last used', async () => {
    const { token } = await made(asked(await system()))
    const [before] = await findTokens(admin())
    expect(before?.lastUsedAt).toBeNull()
    await stateStatus(token)
    const [after] = await findTokens(admin())
    expect(after?.lastUsedAt).toBeInstanceOf(Date)
  })

  it('ends at once, and stays so', async () => {
    const { id, token } = await made(asked(await system()))
    await endToken(admin(), id)
    expect(await stateStatus(token)).toBe(401)
    await expect(endToken(admin(), id)).rejects.toEqual(new NotFound())
    expect((await eventsOf('token.ended')).at(-1)?.detail).toMatchObject({ token: id })
  })

  it.each<[string, () => Promise<URLSearchParams>, string]>([
    [
      'an account that there is not',
      async () => asked({ ...(await system()), email: 'x@y.test' }),
      'account',
    ],
    [
      'an account at which somebody signs in',
      async () => {
        await cookieOf(person('referrer.fire'))
        return asked(person('referrer.fire'))
      },
      'account',
    ],
    [
      'an account that is closed',
      async () => {
        const closed = await system()
        await asOwner((tx) =>
          tx.account.update({ where: { id: closed.accountId }, data: { disabledAt: new Date() } }),
        )
        return asked(closed)
      },
      'account',
    ],
    [
      'more than its role may do',
      async () => asked(await system(), {}, ['decisions:write']),
      'scopes',
    ],
    ['ever', async () => asked(await system(), { days: '36500' }), 'days'],
  ])('is not made for %s', async (_, form, question) => {
    const done = await makeToken(admin(), await form())
    expect('form' in done && done.form.problems.map((one) => one.question)).toEqual([question])
    expect(await findTokens(admin())).toEqual([])
  })

  it('is made and ended by an administrator alone, who has just proved that it is them', async () => {
    const form = asked(await system())
    const { id } = await made(form)
    for (const name of ['referrer.nhs', 'lead', 'auditor', 'desk']) {
      await expect(makeToken(person(name), form)).rejects.toEqual(new NotFound())
      await expect(endToken(person(name), id)).rejects.toEqual(new NotFound())
      await expect(findTokens(person(name))).rejects.toEqual(new NotFound())
    }
    const long = { ...admin(), confirmed: { at: subDays(new Date(), 1), by: 'password' as const } }
    await expect(makeToken(long, form)).rejects.toEqual(new NeedsProof())
    await expect(endToken(long, id)).rejects.toEqual(new NeedsProof())
  })
})

describe('the pages of keys', () => {
  it('show a key once, and then only that it is there', async () => {
    const cookie = await cookieOf(admin())
    expect((await get(addPage, '/people/tokens/add', {}, { cookie })).status).toBe(200)
    const form = asked(await system())
    const shown = await post(addPosted, '/people/tokens/add', {}, form, { cookie })
    const [, token = ''] = /<code[^>]*>([\w-]{43})<\/code>/.exec(await shown.text()) ?? []
    expect(await stateStatus(token)).toBe(404)
    const list = await (await get(listPage, '/people/tokens', {}, { cookie })).text()
    expect(list).toContain('Case system')
    expect(list).not.toContain(token)
    const [line] = await findTokens(admin())
    const end = new URLSearchParams({ end: line?.id ?? '' })
    const ended = await post(endPosted, '/people/tokens', {}, end, { cookie })
    expect(ended.headers.get('location')).toBe('/people/tokens?ended=1')
    expect(await stateStatus(token)).toBe(401)
  })

  it('keep what was typed where something is wrong', async () => {
    const cookie = await cookieOf(admin())
    const form = asked({ ...(await system()), email: 'nobody@council.test' })
    const answer = await post(addPosted, '/people/tokens/add', {}, form, { cookie })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('There is no open account with this email')
    expect(page).toContain('nobody@council.test')
  })
})

describe('administrators are told of a key that ends within two weeks', () => {
  const tellIn = (days: number) => atMoment(addDays(new Date(), days), tellTokensEnding)

  it('once, by a letter that says how many and nothing else', async () => {
    await made(asked(await system()))
    expect(await tellIn(75)).toBe(0)
    const told = await tellIn(77)
    expect(told).toBeGreaterThan(0)
    expect(mailbox.received).toHaveLength(told)
    expect(mailbox.received[0]?.body).toContain('1 key of other systems ends within two weeks')
    expect(mailbox.received[0]?.body).not.toContain('Case system')
    expect(await tellIn(78)).toBe(0)
    expect((await eventsOf('token.ending_told')).length).toBe(1)
  })

  it('and not of one that ended before', async () => {
    const { id } = await made(asked(await system()))
    await endToken(admin(), id)
    expect(await tellIn(80)).toBe(0)
  })
})
