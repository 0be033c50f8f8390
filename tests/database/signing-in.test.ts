import { createHash } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { POST as signOut } from '@/app/sign-out/route'
import type { Actor } from '@/lib/access/actor'
import { findActor } from '@/lib/access/find-actor'
import { makeSessionCookie } from '@/lib/access/make-session-cookie'
import { hashPassword } from '@/lib/access/hash-password'
import { sealPending } from '@/lib/access/seal-pending'
import { signIn } from '@/lib/access/sign-in'
import type { Tx } from '@/lib/database/with-actor'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { cookieIn, post } from '@/tests/support/requests'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const nurse = () => person('referrer.nhs')
const password = 'a long enough passphrase'
let passwordHash = ''

beforeAll(async () => {
  passwordHash = await hashPassword(password)
})

const account = (actor: Actor) => ({ where: { id: actor.accountId } })
const withPassword = (actor: Actor) =>
  asOwner((tx) => tx.account.update({ ...account(actor), data: { passwordHash } }))
let addresses = 0
/** Signs in from an address that nobody has used yet. */
const tryToSignIn = (email: string, typed: string) => signIn(email, typed, `192.0.2.${++addresses}`)
const tokenOf = async (email: string) => {
  const signedIn = await tryToSignIn(email, password)
  if (!('sessionToken' in signedIn)) throw new Error(JSON.stringify(signedIn))
  return signedIn.sessionToken
}
const requestWith = (cookie: string) =>
  new Request('http://localhost:3999/refer', { headers: { cookie } })

describe('signing in', () => {
  beforeEach(() => withPassword(nurse()))

  it('lets in whoever knows the password, however the address is typed', async () => {
    const { email, accountId } = nurse()
    for (const typed of [email, email.toUpperCase(), `  ${email} `])
      expect(await tryToSignIn(typed, password)).toMatchObject({ accountId })
  })

  it('starts another session each time, and keeps none of their tokens', async () => {
    const tokens = [await tokenOf(nurse().email), await tokenOf(nurse().email)]
    expect(new Set(tokens).size).toBe(2)
    const dump = await asOwner(dumpDatabase)
    for (const token of tokens) {
      expect(tablesWith(dump, token)).toEqual([])
      const bytes = Buffer.from(token, 'base64url').toString('hex')
      expect(dump.get('session')?.join()).not.toContain(bytes)
      expect(dump.get('session')?.join()).toContain(
        createHash('sha256').update(token).digest('hex'),
      )
    }
    expect(tablesWith(dump, password)).toEqual([])
  })

  it.each<[string, email: string, typed: string]>([
    ['a wrong password', 'referrer.nhs@demo.test', 'a long enough passphrasE'],
    ['no password', 'referrer.nhs@demo.test', ''],
    ['an address that nobody has', 'nobody@demo.test', password],
    ['no address', '', password],
    ['an address with a NUL byte', 'nobody\0@demo.test', password],
    ['half a surrogate', 'referrer\ud800@demo.test', password],
    ['a password of a million letters', 'referrer.nhs@demo.test', 'a'.repeat(1_000_000)],
  ])('refuses %s, with the same answer', async (_, email, typed) => {
    expect(await tryToSignIn(email, typed)).toEqual({ refused: 'wrong' })
  })

  const shut: Record<string, (tx: Tx) => Promise<unknown>> = {
    'an account that is disabled': (tx) =>
      tx.account.update({ ...account(nurse()), data: { disabledAt: new Date() } }),
    'an organisation whose time is over': (tx) =>
      tx.organisation.update({
        where: { id: nurse().organisation.id },
        data: { validUntil: new Date('2020-01-01') },
      }),
    'an organisation whose time has not come': (tx) =>
      tx.organisation.update({
        where: { id: nurse().organisation.id },
        data: { validFrom: new Date('2999-01-01') },
      }),
  }
  it.each(Object.entries(shut))('refuses %s, with the same answer', async (_, shutOut) => {
    const { id } = nurse().organisation
    const { validFrom } = await asOwner((tx) =>
      tx.organisation.findUniqueOrThrow({ where: { id } }),
    )
    await asOwner(shutOut)
    expect(await tryToSignIn(nurse().email, password)).toEqual({ refused: 'wrong' })
    await asOwner(async (tx) => {
      await tx.account.update({ ...account(nurse()), data: { disabledAt: null } })
      await tx.organisation.update({ where: { id }, data: { validFrom, validUntil: null } })
    })
    expect(await tryToSignIn(nurse().email, password)).toMatchObject({
      accountId: nurse().accountId,
    })
  })

  it('records who came in and who did not, and not what they typed', async () => {
    const { email, accountId } = nurse()
    await tryToSignIn(email, 'Kanarienvogel')
    await tryToSignIn('kanarienvogel@demo.test', 'Kanarienvogel')
    await tokenOf(email)
    const events = await asOwner((tx) =>
      tx.event.findMany({ orderBy: { sequence: 'desc' }, take: 3 }),
    )
    expect(events.map((event) => [event.type, event.accountId])).toEqual([
      ['session.started', accountId],
      ['sign_in.refused', null],
      ['sign_in.refused', accountId],
    ])
    expect(events.map(({ detail }) => detail)).toEqual([
      { session: expect.any(String), ways: ['password'] },
      { reason: 'wrong' },
      { reason: 'wrong' },
    ])
  })
})

describe('the cookies', () => {
  const session = /^referral-session=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=36000$/
  const step = /^referral-sign-in=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/

  it('are for this site alone and no script, for a shift and for ten minutes', async () => {
    expect(await makeSessionCookie('token')).toMatch(session)
    const { accountId } = nurse()
    expect(await sealPending({ todo: 'code', accountId, ways: ['password'] })).toMatch(step)
  })
})

describe('a session', () => {
  let cookie = ''
  let subject: Actor
  const isSignedIn = async () => (await findActor(requestWith(cookie))) !== null

  beforeEach(async () => {
    subject = person('referrer.council')
    await asOwner((tx) =>
      tx.account.update({
        ...account(subject),
        data: { passwordHash, disabledAt: null, role: 'referrer' },
      }),
    )
    cookie = cookieIn(await makeSessionCookie(await tokenOf(subject.email)))
  })

  it('makes the actor of its account, as the account stands now', async () => {
    const { accountId, name, email, role, organisation } = subject
    expect(await findActor(requestWith(cookie))).toMatchObject({
      accountId,
      name,
      email,
      role,
      organisation,
    })
    await asOwner((tx) => tx.account.update({ ...account(subject), data: { name: 'A new name' } }))
    expect(await findActor(requestWith(cookie))).toMatchObject({ name: 'A new name' })
  })

  const touch = (change: string) =>
    asOwner((tx) =>
      tx.$executeRawUnsafe(
        `UPDATE session SET ${change} WHERE account_id = '${subject.accountId}'`,
      ),
    )
  const ends: Record<string, () => Promise<unknown>> = {
    'at signing out': () => post(signOut, '/sign-out', {}, '', { cookie }),
    'when its account is disabled': () =>
      asOwner((tx) => tx.account.update({ ...account(subject), data: { disabledAt: new Date() } })),
    'when its account gets another role': () =>
      asOwner((tx) => tx.account.update({ ...account(subject), data: { role: 'auditor' } })),
    'after a quarter of an hour without a request': () =>
      touch("last_seen_at = now() - interval '16 minutes'"),
    'after ten hours, whatever happened': () =>
      touch("expires_at = now() - interval '1 second', last_seen_at = now()"),
  }
  it.each(Object.entries(ends))('ends at once %s', async (_, end) => {
    expect(await isSignedIn()).toBe(true)
    await end()
    expect(await isSignedIn()).toBe(false)
  })

  it('lasts ten hours from signing in', async () => {
    const session = await asOwner((tx) =>
      tx.session.findFirstOrThrow({
        where: { accountId: subject.accountId },
        orderBy: { startedAt: 'desc' },
      }),
    )
    const hours = (session.expiresAt.getTime() - session.startedAt.getTime()) / 3_600_000
    expect(hours).toBeCloseTo(10, 1)
  })

  it('goes on while somebody works', async () => {
    await touch("last_seen_at = now() - interval '14 minutes'")
    expect(await isSignedIn()).toBe(true)
    await touch("started_at = now() - interval '9 hours'")
    expect(await isSignedIn()).toBe(true)
  })

  it('leaves the other sessions of its account alone when it is signed out', async () => {
    const other = cookieIn(await makeSessionCookie(await tokenOf(subject.email)))
    await post(signOut, '/sign-out', {}, '', { cookie })
    expect(await isSignedIn()).toBe(false)
    expect(await findActor(requestWith(other))).not.toBeNull()
  })

  it('is not ended by a form of another site', async () => {
    const answer = await post(signOut, '/sign-out', {}, '', { cookie, origin: 'https://evil.test' })
    expect(answer.status).toBe(403)
    expect(await isSignedIn()).toBe(true)
  })

  it('is nobody’s with a cookie that is forged, cut short or of another name', async () => {
    const [name = '', value = ''] = cookie.split('=')
    const forged = await encode({
      token: { sessionToken: 'known' },
      secret: 'somebody else’s secret, long enough',
    })
    const cut = value.slice(0, -8)
    const cookies = ['', name, `${name}=`, `${name}=${cut}`, `${name}=${forged}`, `other=${value}`]
    for (const one of cookies) expect(await findActor(requestWith(one))).toBeNull()
  })
})
