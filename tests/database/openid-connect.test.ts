import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { subMinutes } from 'date-fns'
import * as auth from '@/app/api/auth/[...nextauth]/route'
import { GET as accountPage } from '@/app/people/[account]/route'
import { GET as provePage } from '@/app/sign-in/again/route'
import { GET as begin } from '@/app/sign-in/organisation/[organisation]/route'
import type { Actor } from '@/lib/access/actor'
import { answerAccountRequest } from '@/lib/access/answer-account-request'
import { findAccountRequests } from '@/lib/access/find-account-requests'
import { findActor } from '@/lib/access/find-actor'
import { provenAt } from '@/lib/access/identity-providers'
import { requestAccountChange } from '@/lib/access/request-account-change'
import { Changed, NotAllowed } from '@/lib/refusals'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { startIdentityProvider, type Said } from '@/tests/support/identity-provider'
import { cookieIn, cookieOf, get } from '@/tests/support/requests'

const origin = 'http://localhost:3999'
const council = 'hertfordshire-county-council'
const police = 'hertfordshire-constabulary'
const secret = randomUUID()
const clients = [council, police].map((organisation) => ({
  id: `client-of-${organisation}`,
  secret,
  returnTo: `${origin}/api/auth/callback/${organisation}`,
}))
const provider = await startIdentityProvider(clients)
process.env.NEXTAUTH_URL = origin
process.env.IDENTITY_PROVIDERS = JSON.stringify(
  [council, police].map((organisation, index) => ({
    organisation,
    label: `their ${organisation} account`,
    issuer: provider.issuer,
    clientId: clients[index]?.id,
    clientSecret: secret,
    strong: ['two-factors'],
  })),
)

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const worker = () => person('referrer.council')
const officer = () => person('officer')

beforeAll(async () => {
  await asOwner((tx) =>
    tx.organisation.updateMany({
      where: { slug: { in: [council, police, person('referrer.nhs').organisation.slug] } },
      data: { emailDomains: ['demo.test'] },
    }),
  )
})
afterAll(() => provider.stop())
beforeEach(() =>
  asOwner(async (tx) => {
    await tx.accountRequest.deleteMany()
    await tx.account.updateMany({ data: { providerId: null, disabledAt: null } })
    await tx.session.deleteMany()
    await tx.signInTry.deleteMany()
  }),
)

const saidOf = (actor: Actor, more: Partial<Said> = {}): Said => ({
  sub: `subject-${actor.accountId}`,
  email: actor.email,
  email_verified: true,
  ...more,
})
const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map(cookieIn)
    .filter((cookie) => !cookie.endsWith('='))

/** The way to the provider and back, as a browser goes it. */
const goAndComeBack = async (organisation: string, said: Said, next = '') => {
  provider.signsIn = said
  const path = `/sign-in/organisation/${organisation}${next && `?next=${next}`}`
  const begun = await get(begin, path, { organisation })
  const cookie = cookiesOf(begun).join('; ')
  return { cookie, back: await provider.walk(begun.headers.get('location') ?? '') }
}
const take = (organisation: string, back: string, cookie: string) =>
  get(
    auth.GET,
    back.slice(origin.length),
    { nextauth: ['callback', organisation] },
    { cookie, 'x-forwarded-for': '192.0.2.1' },
  )
const signIn = async (organisation: string, said: Said, next = '') => {
  const { back, cookie } = await goAndComeBack(organisation, said, next)
  return take(organisation, back, cookie)
}
const whoIsIn = async (answer: Response) => {
  const cookie = cookiesOf(answer).join('; ')
  return (await findActor(new Request(origin, { headers: { cookie } })))?.accountId ?? null
}
const sessions = () => asOwner((tx) => tx.session.count())
const bound = async (actor: Actor) =>
  (await asOwner((tx) => tx.account.findUniqueOrThrow({ where: { id: actor.accountId } })))
    .providerId

describe('an organisation’s own sign-in', () => {
  it('is asked with a code, PKCE, a state and a nonce', async () => {
    const begun = await get(begin, `/sign-in/organisation/${council}`, { organisation: council })
    const asked = new URL(begun.headers.get('location') ?? '')
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'openid email',
      code_challenge_method: 'S256',
      code_challenge: expect.any(String),
      state: expect.any(String),
      nonce: expect.any(String),
      redirect_uri: `${origin}/api/auth/callback/${council}`,
    })
    for (const cookie of begun.headers.getSetCookie()) expect(cookie).toContain('HttpOnly')
  })

  it('signs in whoever it knows by a verified address, binds them, and goes where they were going', async () => {
    const answer = await signIn(council, saidOf(worker()), '/refer')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/refer'])
    expect(await whoIsIn(answer)).toBe(worker().accountId)
    expect(await bound(worker())).toBe(`${provider.issuer} ${saidOf(worker()).sub}`)
    const events = await asOwner((tx) =>
      tx.event.findMany({ orderBy: { sequence: 'desc' }, take: 2 }),
    )
    expect(events.map(({ type, detail }) => [type, detail])).toEqual([
      ['session.started', { session: expect.any(String), ways: ['oidc'] }],
      ['provider.bound', {}],
    ])
  })

  it('knows them by who they are there from then on, whatever their address', async () => {
    await signIn(council, saidOf(worker()))
    const moved = saidOf(worker(), { email: 'a.new.name@demo.test', email_verified: false })
    expect(await whoIsIn(await signIn(council, moved))).toBe(worker().accountId)
  })

  it('does not take somebody else with the same address for them', async () => {
    await signIn(council, saidOf(worker()))
    const other = saidOf(worker(), { sub: 'somebody-else' })
    const answer = await signIn(council, other)
    expect(answer.headers.get('location')).toBe('/sign-in?own=unknown')
    expect(await whoIsIn(answer)).toBeNull()
  })

  const strangers: Readonly<Record<string, () => Said>> = {
    'an address that nobody verified': () => saidOf(worker(), { email_verified: false }),
    'no word whether it is verified': () => saidOf(worker(), { email_verified: undefined }),
    'no address': () => saidOf(worker(), { email: undefined }),
    'an address that nobody has': () => saidOf(worker(), { email: 'nobody@demo.test' }),
    'somebody of another organisation': () => saidOf(person('referrer.nhs')),
    'somebody of another organisation with a provider': () => saidOf(officer()),
    'a look-alike of the @': () => saidOf(worker(), { email: worker().email.replace('@', '＠') }),
    'a look-alike of a letter': () => saidOf(worker(), { email: worker().email.replace('e', 'е') }),
    'two addresses in one': () => saidOf(worker(), { email: `${worker().email}, x@demo.test` }),
  }
  it.each(Object.entries(strangers))('lets nobody in with %s', async (_, said) => {
    const accounts = await asOwner((tx) => tx.account.count())
    const answer = await signIn(council, said())
    expect(answer.headers.get('location')).toBe('/sign-in?own=unknown')
    expect([await whoIsIn(answer), await sessions()]).toEqual([null, 0])
    expect(await asOwner((tx) => tx.account.count())).toBe(accounts)
    expect(await bound(person('referrer.nhs'))).toBeNull()
  })

  it('lets nobody in on a domain that is not the organisation’s', async () => {
    const domains = (emailDomains: string[]) =>
      asOwner((tx) =>
        tx.organisation.updateMany({ where: { slug: council }, data: { emailDomains } }),
      )
    await domains(['hertfordshire.gov.uk'])
    expect(await whoIsIn(await signIn(council, saidOf(worker())))).toBeNull()
    await domains(['demo.test'])
  })

  it('lets nobody in whose account is closed, bound or not', async () => {
    const close = (disabledAt: Date | null) =>
      asOwner((tx) =>
        tx.account.update({ where: { id: worker().accountId }, data: { disabledAt } }),
      )
    await close(new Date())
    expect(await whoIsIn(await signIn(council, saidOf(worker())))).toBeNull()
    await close(null)
    await signIn(council, saidOf(worker()))
    await close(new Date())
    expect(await whoIsIn(await signIn(council, saidOf(worker())))).toBeNull()
  })

  it('vouches for its own organisation alone: the same person by another’s door is nobody', async () => {
    await signIn(council, saidOf(worker()))
    const answer = await signIn(police, saidOf(worker()))
    expect(answer.headers.get('location')).toBe('/sign-in?own=unknown')
    expect(await whoIsIn(answer)).toBeNull()
  })
})

describe('proving it again', () => {
  const confirmedAt = async () =>
    (await asOwner((tx) => tx.session.findFirstOrThrow({ where: { endedAt: null } }))).confirmedAt
  const minutesAgo = async () => (Date.now() - (await confirmedAt()).getTime()) / 60_000

  it('a sign-in counts from when their organisation saw them, which may be long ago', async () => {
    await signIn(council, saidOf(worker()))
    expect(await minutesAgo()).toBeLessThan(1)
    await asOwner((tx) => tx.session.deleteMany())
    await signIn(council, saidOf(worker(), { at: subMinutes(new Date(), 40) }))
    expect(await minutesAgo()).toBeGreaterThan(39)
  })

  it('takes whoever is in to sign in there anew, and ends the session before', async () => {
    const before = await signIn(council, saidOf(worker(), { at: subMinutes(new Date(), 40) }))
    const cookie = cookiesOf(before).join('; ')
    const page = await get(provePage, '/sign-in/again?next=/settings/password', {}, { cookie })
    expect(await page.text()).toContain(`/sign-in/organisation/${council}?next=`)

    provider.signsIn = saidOf(worker())
    const path = `/sign-in/organisation/${council}?next=/settings/password`
    const begun = await get(begin, path, { organisation: council }, { cookie })
    const location = begun.headers.get('location') ?? ''
    expect(Object.fromEntries(new URL(location).searchParams)).toMatchObject({
      prompt: 'login',
      max_age: '0',
    })
    const all = [cookie, ...cookiesOf(begun)].join('; ')
    const answer = await take(council, await provider.walk(location), all)
    expect(answer.headers.get('location')).toBe('/settings/password')
    expect(await asOwner((tx) => tx.session.count({ where: { endedAt: null } }))).toBe(1)
    expect(await minutesAgo()).toBeLessThan(1)
  })

  it.each([
    ['says nothing: now', undefined, '2026-11-22T10:00:00Z'],
    ['says a moment', Date.parse('2026-11-22T09:00:00Z') / 1000, '2026-11-22T09:00:00Z'],
    ['says the future: now', Date.parse('2026-11-22T11:00:00Z') / 1000, '2026-11-22T10:00:00Z'],
    ['says nonsense: now', 'yesterday', '2026-11-22T10:00:00Z'],
  ])('a provider that %s', (_, auth_time, at) => {
    expect(provenAt({ auth_time }, new Date('2026-11-22T10:00:00Z'))).toEqual(new Date(at))
  })
})

describe('bound by hand', () => {
  const admin = () => person('admin')
  const lead = () => person('lead')
  const typed = (subject: string) =>
    new URLSearchParams({ subject, reason: 'not_found_there', words: 'Their IT wrote to us' })
  const ask = (who: Actor, subject: string) =>
    requestAccountChange(admin(), who.accountId, 'provider', typed(subject))
  const waits = async (who: Actor) => {
    const found = await findAccountRequests(lead())
    return found.find(({ accountId }) => accountId === who.accountId)?.id ?? ''
  }
  const unknown: Said = { sub: 'given-by-their-it' }

  it('somebody whose address their organisation does not vouch for signs in, once two agreed', async () => {
    expect(await whoIsIn(await signIn(council, unknown))).toBeNull()
    const cookie = await cookieOf(worker())
    expect(await ask(worker(), unknown.sub)).toEqual({ asked: true })
    expect(await bound(worker())).toBeNull()
    expect(await answerAccountRequest(lead(), await waits(worker()), true)).toBeUndefined()
    expect(await bound(worker())).toBe(`${provider.issuer} ${unknown.sub}`)
    expect(await findActor(new Request(origin, { headers: { cookie } }))).toBeNull()
    expect(await whoIsIn(await signIn(council, unknown))).toBe(worker().accountId)
    const event = await asOwner((tx) =>
      tx.event.findFirst({
        where: { type: 'account.change_agreed' },
        orderBy: { sequence: 'desc' },
      }),
    )
    expect(event?.detail).toMatchObject({ account: worker().accountId, kind: 'provider' })
    expect(JSON.stringify(event?.detail)).not.toContain(unknown.sub)
  })

  it('not where one person alone says so, nor for another’s', async () => {
    await ask(worker(), unknown.sub)
    await expect(answerAccountRequest(admin(), await waits(worker()), true)).rejects.toThrow(
      NotAllowed,
    )
    await asOwner((tx) =>
      tx.account.update({
        where: { id: officer().accountId },
        data: { providerId: `${provider.issuer} ${unknown.sub}` },
      }),
    )
    expect(await ask(worker(), unknown.sub)).toMatchObject({
      form: { problems: [{ question: 'subject' }] },
    })
    await expect(answerAccountRequest(lead(), await waits(worker()), true)).rejects.toThrow(Changed)
    expect(await bound(worker())).toBeNull()
  })

  it('not where their organisation has no sign-in of its own, and the page does not offer it', async () => {
    await expect(ask(person('referrer.nhs'), 'anybody')).rejects.toThrow(NotAllowed)
    const cookie = await cookieOf(admin())
    const page = async (who: Actor) => {
      const account = who.accountId
      return (await get(accountPage, `/people/${account}`, { account }, { cookie })).text()
    }
    expect(await page(worker())).toContain('/provider')
    expect(await page(person('referrer.nhs'))).not.toContain('/provider')
  })
})

describe('the second factor of somebody who comes by their organisation', () => {
  it.each<[string, Partial<Said>, location: string, isIn: boolean]>([
    ['says nothing of one', {}, '/sign-in/enrol', false],
    ['says a password', { amr: ['pwd'] }, '/sign-in/enrol', false],
    ['says a code alone', { amr: ['otp'] }, '/sign-in/enrol', false],
    ['says an acr that means nothing', { acr: '1' }, '/sign-in/enrol', false],
    ['says several factors', { amr: ['pwd', 'mfa'] }, '/sign-in', true],
    ['says a password and a code', { amr: ['pwd', 'otp'] }, '/sign-in', true],
    ['says the acr for it', { acr: 'two-factors' }, '/sign-in', true],
  ])('where their organisation %s', async (_, more, location, isIn) => {
    const answer = await signIn(police, saidOf(officer(), more))
    expect(answer.headers.get('location')).toBe(location)
    expect((await whoIsIn(answer)) === officer().accountId).toBe(isIn)
    expect(await sessions()).toBe(isIn ? 1 : 0)
  })
})

describe('a way back that is not right', () => {
  const failed = async (answer: Response) => {
    expect(answer.headers.get('location')).toBe('/sign-in?own=failed')
    expect([await whoIsIn(answer), await sessions()]).toEqual([null, 0])
  }

  it('without the cookies of the way there', async () => {
    const { back } = await goAndComeBack(council, saidOf(worker()))
    await failed(await take(council, back, ''))
  })

  it('with the cookies of another browser’s way', async () => {
    const { back } = await goAndComeBack(council, saidOf(worker()))
    const { cookie } = await goAndComeBack(council, saidOf(worker()))
    await failed(await take(council, back, cookie))
  })

  it('with another state, without a code, or with an error', async () => {
    for (const spoil of ['state', 'code', 'error']) {
      const { back, cookie } = await goAndComeBack(council, saidOf(worker()))
      const address = new URL(back)
      address.searchParams.set(spoil, 'x')
      await failed(await take(council, address.href, cookie))
    }
  })

  it('by another organisation’s address', async () => {
    const { back, cookie } = await goAndComeBack(council, saidOf(worker()))
    await failed(await take(police, back.replace(council, police), cookie))
  })

  it('a second time', async () => {
    const { back, cookie } = await goAndComeBack(council, saidOf(worker()))
    expect(await whoIsIn(await take(council, back, cookie))).toBe(worker().accountId)
    await asOwner((tx) => tx.session.deleteMany())
    await failed(await take(council, back, cookie))
  })

  it('with cookies and questions that are nonsense', async () => {
    for (const cookie of ['%', '=', 'next-auth.state=%E0%A4%A', 'next-auth.callback-url=//evil'])
      expect((await take(council, `${origin}/x?code=%&state[]=1`, cookie)).status).toBe(303)
  })
})

describe('the addresses of next-auth', () => {
  it.each([
    ['session'],
    ['csrf'],
    ['providers'],
    ['signin'],
    ['signin', council],
    ['signout'],
    ['error'],
    ['callback'],
    ['callback', 'credentials'],
    ['callback', 'nowhere'],
    ['callback', council, 'more'],
    ['callback', '__proto__'],
  ])('are not there: %s %s %s', async (...nextauth) => {
    const path = `/api/auth/${nextauth.filter(Boolean).join('/')}`
    const answer = await get(auth.GET, path, { nextauth: nextauth.filter(Boolean) })
    expect(answer.status).toBe(404)
  })

  it('take no post: no password goes round the code', () => {
    expect(Object.keys(auth)).toEqual(['GET'])
  })

  it('of an organisation without its own sign-in lead nowhere', async () => {
    const organisation = 'stevenage-council'
    const answer = await get(begin, `/sign-in/organisation/${organisation}`, { organisation })
    expect(answer.status).toBe(404)
  })
})

it('an organisation whose sign-in is down leaves the other ways', async () => {
  await provider.stop()
  const answer = await get(begin, `/sign-in/organisation/${council}`, { organisation: council })
  expect(answer.headers.get('location')).toBe('/sign-in?own=failed')
})
