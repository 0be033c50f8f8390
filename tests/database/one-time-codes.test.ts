import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { POST as postCode } from '@/app/sign-in/code/route'
import { GET as showEnrol, POST as postEnrol } from '@/app/sign-in/enrol/route'
import { POST as postSignIn } from '@/app/sign-in/route'
import { GET as showStep } from '@/app/refer/route'
import type { Actor } from '@/lib/access/actor'
import { checkCode } from '@/lib/access/check-code'
import { findActor } from '@/lib/access/find-actor'
import { hashPassword } from '@/lib/access/hash-password'
import { roles, type Role } from '@/lib/access/roles'
import { needsSecondFactor } from '@/lib/access/second-factor'
import { signIn } from '@/lib/access/sign-in'
import { atMoment } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { cookieIn, get, post } from '@/tests/support/requests'
import { codeAt, enrol, later } from '@/tests/support/second-factor'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const password = 'a long enough passphrase'
const start = new Date('2026-11-22T10:00:10Z')

beforeAll(async () => {
  const passwordHash = await hashPassword(password)
  await asOwner((tx) => tx.account.updateMany({ data: { passwordHash } }))
})

// Each test begins with nobody having tried anything.
beforeEach(() => asOwner((tx) => tx.signInTry.deleteMany()))

let places = 0
const elsewhere = () => `198.51.100.${(places += 1)}`
const forget = ({ accountId }: Actor) =>
  asOwner(async (tx) => {
    await tx.recoveryCode.deleteMany({ where: { accountId } })
    await tx.account.updateMany({
      where: { id: accountId },
      data: { oneTimeSecret: null, lastCodeCounter: 0 },
    })
  })
const sessionsOf = ({ accountId }: Actor) =>
  asOwner((tx) => tx.session.count({ where: { accountId } }))
const pendingOf = ({ accountId }: Actor) => ({
  todo: 'code' as const,
  accountId,
  ways: ['password' as const],
})
const tryCode = (actor: Actor, code: string, at: Date, place = elsewhere()) =>
  atMoment(at, () => checkCode(pendingOf(actor), { code, recoveryCode: '' }, place))
const tryRecovery = (actor: Actor, recoveryCode: string) =>
  checkCode(pendingOf(actor), { code: '', recoveryCode }, elsewhere())

describe('the password alone', () => {
  const whose: Readonly<Record<Role, string>> = {
    referrer: 'referrer.nhs',
    police_triage_officer: 'officer',
    police_supervisor: 'supervisor',
    beacon_worker: 'beacon',
    first_responder_desk: 'desk',
    safeguarding_lead: 'lead',
    administrator: 'admin',
    auditor: 'auditor',
  }
  it.each(Object.keys(roles) as Role[])(
    'of a %s signs in a referrer, and nobody else',
    async (role) => {
      const actor = person(whose[role])
      const result = await signIn(actor.email, password, elsewhere())
      expect('sessionToken' in result).toBe(role === 'referrer')
      expect(needsSecondFactor(role)).toBe(role !== 'referrer')
      expect(await sessionsOf(actor)).toBe(role === 'referrer' ? 1 : 0)
    },
  )
})

describe('a code of an app', () => {
  let secret = ''
  const officer = () => person('officer')

  beforeEach(async () => {
    await forget(officer())
    ;({ secret } = await atMoment(start, () => enrol(officer(), start)))
  })

  it.each<[string, seconds: number, isGood: boolean]>([
    ['of now', 60, true],
    ['of the half minute before', 60 - 30, true],
    ['of the half minute after', 60 + 30, true],
    ['of a minute ago', 60 - 60, false],
    ['of a minute from now', 60 + 60, false],
  ])('%s: good or not', async (_, seconds, isGood) => {
    const result = await tryCode(officer(), codeAt(secret, later(start, seconds)), later(start, 60))
    expect('sessionToken' in result).toBe(isGood)
  })

  it('is good once, and none from before it afterwards', async () => {
    const at = later(start, 120)
    expect(await tryCode(officer(), codeAt(secret, at), at)).toHaveProperty('sessionToken')
    for (const again of [0, -30])
      expect(await tryCode(officer(), codeAt(secret, later(at, again)), at)).toEqual({
        refused: 'wrong',
      })
    const next = later(at, 30)
    expect(await tryCode(officer(), codeAt(secret, next), next)).toHaveProperty('sessionToken')
  })

  it('is good once even when twelve send it at the same moment', async () => {
    const at = later(start, 300)
    const before = await sessionsOf(officer())
    const results = await Promise.all(
      Array.from({ length: 12 }, () => tryCode(officer(), codeAt(secret, at), at)),
    )
    expect(results.filter((result) => 'sessionToken' in result)).toHaveLength(1)
    expect(await sessionsOf(officer())).toBe(before + 1)
  })

  it('that set the app up signs nobody in again', async () => {
    expect(await tryCode(officer(), codeAt(secret, start), start)).toEqual({ refused: 'wrong' })
  })

  it('may be typed with spaces, and is no other text', async () => {
    const at = later(start, 600)
    const code = codeAt(secret, at)
    for (const typed of ['', ' ', 'abcdef', `${code}0`, code.slice(1), '\0', '٠١٢٣٤٥'])
      expect(await tryCode(officer(), typed, at)).toEqual({ refused: 'wrong' })
    const spaced = ` ${code.slice(0, 3)} ${code.slice(3)} `
    expect(await tryCode(officer(), spaced, at)).toHaveProperty('sessionToken')
  })

  it('is asked of whoever has the app, whatever their role', async () => {
    const nurse = person('referrer.charity')
    await atMoment(start, () => enrol(nurse, start))
    expect(await signIn(nurse.email, password, elsewhere())).toEqual({
      pending: { todo: 'code', accountId: nurse.accountId, ways: ['password'] },
    })
  })

  it('opens nothing once the account is closed', async () => {
    const { accountId } = officer()
    const disable = (disabledAt: Date | null) =>
      asOwner((tx) => tx.account.updateMany({ where: { id: accountId }, data: { disabledAt } }))
    await disable(new Date())
    const at = later(start, 900)
    expect(await tryCode(officer(), codeAt(secret, at), at)).toEqual({ refused: 'gone' })
    await disable(null)
  })

  it('cannot be set up a second time over the first', async () => {
    await expect(atMoment(start, () => enrol(officer(), start))).rejects.toThrow('gone')
  })

  it('has a secret that no query of the service reads, and no backup shows', async () => {
    const { accountId } = officer()
    const read = (column: 'oneTimeSecret' | 'lastCodeCounter') =>
      withActor(officer(), (tx) =>
        tx.account.findMany({ where: { id: accountId }, select: { [column]: true } }),
      )
    await expect(read('oneTimeSecret')).rejects.toThrow()
    await expect(read('lastCodeCounter')).rejects.toThrow()
    expect(tablesWith(await asOwner(dumpDatabase), secret)).toEqual([])
  })
})

describe('recovery codes', () => {
  let codes: readonly string[] = []
  const desk = () => person('desk')
  beforeEach(async () => {
    await forget(desk())
    ;({ recoveryCodes: codes } = await atMoment(start, () => enrol(desk(), start)))
  })

  it('are ten, of 112 bits or more, and kept as hashes only', async () => {
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code.length * 5).toBeGreaterThanOrEqual(112)
    const dump = await asOwner(dumpDatabase)
    for (const code of codes) expect(tablesWith(dump, code)).toEqual([])
  })

  it('let in once each, however they are typed', async () => {
    const [first = '', second = ''] = codes
    const typed = ` ${first.toLowerCase().replace(/(.{4})/g, '$1-')} `
    expect(await tryRecovery(desk(), typed)).toHaveProperty('sessionToken')
    expect(await tryRecovery(desk(), first)).toEqual({ refused: 'wrong' })
    expect(await tryRecovery(desk(), second)).toHaveProperty('sessionToken')
  })

  it('let in once even when eight send one at the same moment', async () => {
    const results = await Promise.all(
      codes.slice(0, 8).map(() => tryRecovery(desk(), codes[0] ?? '')),
    )
    expect(results.filter((result) => 'sessionToken' in result)).toHaveLength(1)
  })

  it('are nobody else’s', async () => {
    await forget(person('beacon'))
    await atMoment(start, () => enrol(person('beacon'), start))
    expect(await tryRecovery(person('beacon'), codes[0] ?? '')).toEqual({ refused: 'wrong' })
  })

  it('are on the trail when they are used, with how many are left', async () => {
    await tryRecovery(desk(), codes[0] ?? '')
    const events = await asOwner((tx) =>
      tx.event.findMany({
        where: { accountId: desk().accountId },
        orderBy: { sequence: 'desc' },
        take: 2,
      }),
    )
    expect(events.map(({ type, detail }) => [type, detail])).toEqual([
      ['session.started', { session: expect.any(String), ways: ['password', 'recovery_code'] }],
      ['recovery_code.used', { left: 9 }],
    ])
  })
})

describe('by the pages', () => {
  const form = (fields: Record<string, string>) => new URLSearchParams(fields)
  const from = (place: string, cookie = '') => ({ 'x-forwarded-for': place, cookie })
  const isIn = async (cookie: string) =>
    (await findActor(new Request('http://localhost:3999', { headers: { cookie } }))) !== null
  const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map(cookieIn)
  const lead = () => person('lead')
  const kept = { keptPath: '/cases/x/note', 'kept.words': 'Kanarienvogel', 'kept.version': '3' }
  const typedIs = (html: string) =>
    ['value="Kanarienvogel"', 'value="/cases/x/note"'].every((text) => html.includes(text))

  it('somebody sets up an app and is in: between password and code there is no session', async () => {
    await forget(lead())
    const first = await post(
      postSignIn,
      '/sign-in',
      {},
      form({ email: lead().email, password, next: '/queues/hold' }),
      from('203.0.113.1'),
    )
    expect(first.status).toBe(303)
    expect(first.headers.get('location')).toBe('/sign-in/enrol?next=%2Fqueues%2Fhold')
    const [pending = '', ...others] = cookiesOf(first)
    expect(others).toEqual([])
    expect(await isIn(pending)).toBe(false)
    expect(await isIn(pending.replace('referral-sign-in', 'referral-session'))).toBe(false)
    expect(await sessionsOf(lead())).toBe(0)

    const page = await get(showEnrol, '/sign-in/enrol', {}, { cookie: pending })
    const html = await page.text()
    expect(html).toContain('<svg role="img"')
    const secret = (/<code>([A-Z2-7 ]{39})<\/code>/.exec(html)?.[1] ?? '').replaceAll(' ', '')
    const wrong = await post(
      postEnrol,
      '/sign-in/enrol',
      {},
      form({ code: '000000' }),
      from('203.0.113.1', pending),
    )
    expect([wrong.status, await sessionsOf(lead())]).toEqual([422, 0])

    const code = codeAt(secret, new Date())
    const done = await post(
      postEnrol,
      '/sign-in/enrol',
      {},
      form({ code }),
      from('203.0.113.1', pending),
    )
    expect(done.status).toBe(200)
    expect((await done.text()).match(/<code>([A-Z2-7]{4} ?){6}<\/code>/g)).toHaveLength(10)
    const [session = '', ended] = cookiesOf(done)
    expect(await isIn(session)).toBe(true)
    expect(ended).toBe('referral-sign-in=')

    const late = await post(
      postEnrol,
      '/sign-in/enrol',
      {},
      form({ code }),
      from('203.0.113.1', pending),
    )
    expect([late.status, cookiesOf(late)]).toEqual([422, ['referral-sign-in=']])
  })

  it('what somebody was typing comes through the code, right or wrong, and through a step too late', async () => {
    await forget(lead())
    const before = later(new Date(), -60)
    const { secret } = await atMoment(before, () => enrol(lead(), before))
    const first = await post(
      postSignIn,
      '/sign-in',
      {},
      form({ email: lead().email, password, ...kept }),
      from('203.0.113.2'),
    )
    const html = await first.text()
    expect([first.status, html.includes('action="/sign-in/code"'), typedIs(html)]).toEqual([
      200,
      true,
      true,
    ])
    const [pending = ''] = cookiesOf(first)
    const send = (fields: Record<string, string>, cookie = pending) =>
      post(postCode, '/sign-in/code', {}, form({ ...fields, ...kept }), from('203.0.113.2', cookie))
    const wrong = await send({ code: '12' })
    expect([wrong.status, typedIs(await wrong.text())]).toEqual([422, true])
    const late = await send({ code: '12' }, '')
    expect([late.status, typedIs(await late.text())]).toEqual([422, true])
    const right = await send({ code: codeAt(secret, new Date()) })
    const page = await right.text()
    expect(page).toContain('name="words" value="Kanarienvogel"')
    expect(page).toContain('action="/cases/x/note"')
    expect(await isIn(cookiesOf(right)[0] ?? '')).toBe(true)
  })

  it('a password that was typed is not carried along', async () => {
    const answer = await post(
      postSignIn,
      '/sign-in',
      {},
      form({
        email: 'nobody@demo.test',
        password: 'x',
        keptPath: '/settings/password',
        'kept.presentPassword': 'Kanarienvogel',
      }),
      from('203.0.113.3'),
    )
    expect(await answer.text()).not.toContain('Kanarienvogel')
  })

  it.each(['', 'referral-sign-in=', 'referral-sign-in=forged.by.me'])(
    'nobody comes to a code without the password before it: %j',
    async (cookie) => {
      const answer = await post(
        postCode,
        '/sign-in/code',
        {},
        form({ code: '123456' }),
        from('203.0.113.4', cookie),
      )
      expect(answer.status).toBe(422)
      expect(cookiesOf(answer)).toEqual(['referral-sign-in='])
    },
  )

  it('a session’s cookie stands for no step', async () => {
    const nurse = person('referrer.nhs')
    const answer = await post(
      postSignIn,
      '/sign-in',
      {},
      form({ email: nurse.email, password }),
      from('203.0.113.5'),
    )
    const [session = ''] = cookiesOf(answer)
    expect(await isIn(session)).toBe(true)
    const asPending = session.replace('referral-session', 'referral-sign-in')
    const code = await post(
      postCode,
      '/sign-in/code',
      {},
      form({ code: '123456' }),
      from('203.0.113.5', asPending),
    )
    expect(code.status).toBe(422)
    expect((await get(showStep, '/refer', {}, { cookie: session })).status).toBe(200)
  })
})
