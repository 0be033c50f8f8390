import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { GET as timeLeft, POST as staySignedIn } from '@/app/api/session/route'
import { POST as sayPresent } from '@/app/cases/[reference]/present/route'
import { GET as list, POST as endFromList } from '@/app/settings/sessions/route'
import type { Actor } from '@/lib/access/actor'
import { findActor } from '@/lib/access/find-actor'
import { findOwnSessions } from '@/lib/access/find-own-sessions'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { addActor } from '@/tests/support/people'
import { cookieOf, get, post } from '@/tests/support/requests'
import { startMailbox } from '@/tests/support/mailbox'

const mailbox = await startMailbox()
process.env.MESSAGES = 'smtp'
process.env.SMTP_URL = mailbox.url
process.env.MESSAGES_FROM = 'no-reply@refer.test'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)

const chromeOnAndroid =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36'
const firefoxOnWindows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0'

afterAll(mailbox.stop)

let who: Actor
beforeEach(async () => {
  who = await asOwner((tx) => addActor(tx, 'police_triage_officer', person('officer').organisation))
})

const requestWith = (cookie: string) =>
  new Request('http://localhost:3999/', { headers: { cookie } })
const actorOf = (cookie: string) => findActor(requestWith(cookie))
/** Signs in on a device: its first request says what it is. */
const signInOn = async (userAgent: string, actor = who) => {
  const cookie = await cookieOf(actor)
  await findActor(
    new Request('http://localhost:3999/', { headers: { cookie, 'user-agent': userAgent } }),
  )
  return cookie
}
const idOf = async (cookie: string) => (await actorOf(cookie))?.sessionId ?? ''
const end = (cookie: string, session: string) =>
  post(endFromList, '/settings/sessions', {}, new URLSearchParams({ session }), { cookie })

describe('somebody’s own sessions', () => {
  it('are listed with what they are on, this one first and marked', async () => {
    await signInOn(chromeOnAndroid)
    const here = await signInOn(firefoxOnWindows)
    await signInOn(chromeOnAndroid, person('supervisor'))
    const actor = await actorOf(here)
    const sessions = actor ? await findOwnSessions(actor) : []
    expect(sessions.map(({ device, isThis }) => [device, isThis])).toEqual([
      ['Firefox on Windows', true],
      ['Chrome on Android', false],
    ])
    const page = await (await get(list, '/settings/sessions', {}, { cookie: here })).text()
    expect(page).toContain('Chrome on Android')
    expect(page).toContain('This device')
  })

  it('end one by one: the saved cookie fails on the next request', async () => {
    const other = await signInOn(chromeOnAndroid)
    const here = await signInOn(firefoxOnWindows)
    const answer = await end(here, await idOf(other))
    expect(answer.headers.get('location')).toBe('/settings/sessions?ended=1')
    expect([await actorOf(other), (await actorOf(here))?.accountId]).toEqual([null, who.accountId])
  })

  it('end all together but for this one', async () => {
    const others = [await signInOn(chromeOnAndroid), await cookieOf(who)]
    const here = await signInOn(firefoxOnWindows)
    await end(here, 'others')
    for (const cookie of others) expect(await actorOf(cookie)).toBeNull()
    expect(await actorOf(here)).not.toBeNull()
    const events = await asOwner((tx) =>
      tx.event.findMany({ where: { accountId: who.accountId, type: 'session.ended' } }),
    )
    expect(events).toHaveLength(2)
  })

  it('are nobody else’s to end', async () => {
    const theirs = await signInOn(chromeOnAndroid, person('supervisor'))
    const here = await signInOn(firefoxOnWindows)
    for (const session of [await idOf(theirs), '', 'nothing', '\0'])
      expect((await end(here, session)).headers.get('location')).toBe('/settings/sessions?ended=0')
    expect(await actorOf(theirs)).not.toBeNull()
  })
})

describe('the owner of an account is told of a device', () => {
  it('that is new to it, without a word about where or what', async () => {
    await signInOn(chromeOnAndroid)
    await signInOn(chromeOnAndroid)
    await signInOn(firefoxOnWindows)
    const letters = () => mailbox.received.filter(({ to }) => to === who.email)
    await vi.waitFor(() => expect(letters()).toHaveLength(1), { timeout: 20_000 })
    const [letter] = letters()
    expect(letter?.body).toContain('/settings/sessions')
    expect(letter?.body).not.toMatch(/Firefox|Windows|Robin|HMS-|police/i)
  })
})

describe('time without a request', () => {
  const lastSeen = async () =>
    (await asOwner((tx) => tx.session.findFirstOrThrow({ where: { accountId: who.accountId } })))
      .lastSeenAt
  const wasSeen = (minutesAgo: number) =>
    asOwner(
      (tx) => tx.$executeRaw`
        update session set last_seen_at = now() - make_interval(mins => ${minutesAgo}::int)
        where account_id = ${who.accountId}::uuid`,
    )
  const quietly = { 'x-background': 'yes' }

  it('is not cut short by what a page asks by itself', async () => {
    const cookie = await cookieOf(who)
    await wasSeen(10)
    const before = await lastSeen()
    const answer = await get(timeLeft, '/api/session', {}, { cookie, ...quietly })
    const { seconds } = (await answer.json()) as { seconds: number }
    const minutes = Number(process.env.SESSION_IDLE_MINUTES ?? 15)
    expect(seconds).toBeGreaterThan((minutes - 10) * 60 - 30)
    expect(seconds).toBeLessThanOrEqual((minutes - 10) * 60)
    const reference = 'HMS-AAAA-AAAA-A'
    const path = `/cases/${reference}/present`
    await post(sayPresent, path, { reference }, new URLSearchParams(), { cookie, ...quietly })
    expect(await lastSeen()).toEqual(before)
  })

  it('begins anew when somebody presses “Stay signed in”', async () => {
    const cookie = await cookieOf(who)
    await wasSeen(13)
    const before = await lastSeen()
    expect(
      (await post(staySignedIn, '/api/session', {}, new URLSearchParams(), { cookie })).status,
    ).toBe(204)
    expect((await lastSeen()).getTime()).toBeGreaterThan(before.getTime())
  })

  it('ends the session, however often a page asks', async () => {
    const cookie = await cookieOf(who)
    await wasSeen(60)
    expect((await get(timeLeft, '/api/session', {}, { cookie, ...quietly })).status).toBe(401)
    expect(
      (await post(staySignedIn, '/api/session', {}, new URLSearchParams(), { cookie })).status,
    ).toBe(401)
  })

  it('does not begin anew for a form of another site', async () => {
    const cookie = await cookieOf(who)
    await wasSeen(13)
    const before = await lastSeen()
    const headers = { cookie, origin: 'https://elsewhere.test' }
    expect(
      (await post(staySignedIn, '/api/session', {}, new URLSearchParams(), headers)).status,
    ).toBe(403)
    expect(await lastSeen()).toEqual(before)
  })
})
