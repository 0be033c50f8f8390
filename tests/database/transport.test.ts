import { beforeAll, describe, expect, it } from 'vitest'
import { GET as askHealth } from '@/app/api/health/route'
import { GET as leave } from '@/app/leave/route'
import { GET as openStart } from '@/app/route'
import { POST as signOut } from '@/app/sign-out/route'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { codeFiles } from '@/tests/support/read-source'
import { cookieOf, get, post } from '@/tests/support/requests'

type Params = Readonly<Record<string, string | string[]>>
type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>
type Module = Readonly<Partial<Record<'GET' | 'POST', Handler>>>

const database = testDatabase()
const { person } = countyPeople(database)
const { send } = casework(database)

const modules = import.meta.glob<Module>('/app/**/route.{ts,tsx}', { eager: true })
const routes = Object.entries(modules).map(([file, module]) => ({
  path: file.replace(/^\/app|\/route\.tsx?$/g, '') || '/',
  module,
}))
const pages = routes.filter(({ path, module }) => module.GET && !path.startsWith('/api/'))
const forms = routes.filter(({ path, module }) => module.POST && !path.startsWith('/api/'))

let reference = ''
let cookies: Readonly<Record<string, string>> = {}
beforeAll(async () => {
  reference = await send(person('referrer.nhs'), 'V16')
  const names = ['referrer.nhs', 'officer', 'beacon', 'desk', 'lead', 'admin', 'auditor']
  const known = await Promise.all(names.map(async (name) => [name, await cookieOf(person(name))]))
  cookies = Object.fromEntries(known)
})

/** A value for each part of an address that is not fixed. */
const params = (): Readonly<Record<string, string>> => ({
  reference,
  queue: 'police',
  action: 'accept',
  kind: 'crime_record',
  track: 'nrm',
  channel: 'phone',
  question: 'givenNames',
  account: person('officer').accountId,
  step: 'danger',
  task: 'person',
})
const paramsOf = (path: string): Params =>
  Object.fromEntries(
    [...path.matchAll(/\[(\.\.\.)?(\w+)\]/g)].map(([, many, name = '']) => {
      const value = params()[name] ?? '00000000-0000-4000-8000-000000000000'
      return [name, many ? [value] : value]
    }),
  )
const addressOf = (path: string) =>
  path.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => params()[name] ?? 'x')

const open = (path: string, handler: Handler, headers: Record<string, string>) =>
  get(handler, addressOf(path), paramsOf(path), headers)

it('every route is looked at', () => {
  const files = codeFiles().filter((file) => /^app\/.*route\.tsx?$/.test(file))
  expect(routes).toHaveLength(files.length)
})

describe.each(['', 'referrer.nhs', 'officer', 'beacon', 'desk', 'lead', 'admin', 'auditor'])(
  'no page has a script, a style or a handler inside it, for %j',
  (name) => {
    it.each(pages.map(({ path, module }) => [path, module.GET] as const))(
      '%s',
      async (path, handler) => {
        const answer = await open(path, handler as Handler, { cookie: cookies[name] ?? '' })
        expect(answer.status).toBeLessThan(500)
        if (!answer.headers.get('content-type')?.startsWith('text/html')) return
        const html = await answer.text()
        expect(html.match(/<script(?![^>]*\bsrc="\/assets\/)[^>]*>/g)).toBeNull()
        expect(html.match(/<script[^>]*>[^<]/g)).toBeNull()
        expect(html.match(/<style|<iframe|<object|<embed|<base\b|srcdoc=/g)).toBeNull()
        expect(html.match(/<[a-z][^>]*\s(style|on[a-z]+)=/gi)).toBeNull()
        expect(
          html.match(/(href|src|action|formaction)="\s*(javascript|data|vbscript):/gi),
        ).toBeNull()
        expect(html.match(/<(meta|link)[^>]*(og:|twitter:|canonical|preload)[^>]*>/g)).toBeNull()
      },
    )
  },
)

describe('a request for another host, or made by a page of another site, is refused by every page', () => {
  it.each(
    pages
      .filter(({ path }) => path !== '/leave')
      .map(({ path, module }) => [path, module.GET] as const),
  )('%s', async (path, handler) => {
    const ask = async (headers: Record<string, string>) =>
      (await open(path, handler as Handler, { cookie: cookies.officer ?? '', ...headers })).status
    const usual = await ask({})
    expect(usual).toBeLessThan(500)
    expect(await ask({ host: 'evil.test' })).toBe(421)
    expect(await ask({ host: 'localhost:3999' })).toBe(usual)
    expect(await ask({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe(403)
    expect(
      await ask({
        'sec-fetch-site': 'same-site',
        'sec-fetch-dest': 'iframe',
        'sec-fetch-mode': 'navigate',
      }),
    ).toBe(403)
    expect(await ask({ 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' })).toBe(usual)
  })

  it('but a link that somebody follows is not', async () => {
    const followed = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    }
    expect((await get(openStart, '/', {}, followed)).status).toBe(200)
  })

  it('nor does the partner API answer at another host', async () => {
    const path = '/api/v1/referrals/[reference]'
    const handler = routes.find((route) => route.path === path)?.module.GET
    expect((await open(path, handler as Handler, { host: 'evil.test' })).status).toBe(421)
    expect((await open(path, handler as Handler, {})).status).toBe(401)
  })
})

describe('a form is accepted from our own pages alone', () => {
  const origins: readonly [string, string][] = [
    ['none', ''],
    ['null', 'null'],
    ['another site', 'https://evil.test'],
    ['one that begins like ours', 'http://localhost:3999.evil.test'],
    ['another port', 'http://localhost:4000'],
    ['another scheme', 'https://localhost:3999'],
    ['nonsense', '://'],
  ]
  it.each(forms.map(({ path, module }) => [path, module.POST] as const))(
    '%s',
    async (path, handler) => {
      // What only asks, and answers "not found", changes nothing whoever asks.
      if (path === '/[...unknown]') return
      for (const [, origin] of origins) {
        const headers = {
          cookie: cookies.officer ?? '',
          origin,
          'x-forwarded-host': 'localhost:3999',
          referer: 'http://localhost:3999/',
        }
        const answer = await post(
          handler as Handler,
          addressOf(path),
          paramsOf(path),
          'x=1',
          headers,
        )
        expect([origin, answer.status]).toEqual([origin, 403])
      }
    },
  )
})

describe('leaving', () => {
  it.each<[string, () => Promise<Response>, string]>([
    [
      'the red button',
      async () =>
        leave(
          new Request('http://localhost:3999/leave', {
            headers: { cookie: await cookieOf(person('officer')) },
          }),
        ),
      'https://www.bbc.co.uk/weather',
    ],
    [
      'signing out',
      async () => post(signOut, '/sign-out', {}, '', { cookie: await cookieOf(person('officer')) }),
      '/',
    ],
  ])('by %s takes the cookie and clears what was kept', async (_, act, where) => {
    const answer = await act()
    expect([answer.status, answer.headers.get('location')]).toEqual([303, where])
    expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"')
    expect(answer.headers.get('set-cookie')).toMatch(/^(__Host-)?referral-session=; .*Max-Age=0/)
  })
})

describe('what everybody may ask says no more than it must', () => {
  it('of its health, one word', async () => {
    const answer = await askHealth()
    expect(await answer.text()).toBe('{"status":"up"}')
  })

  it('of what is not there, nothing', async () => {
    const unknown = routes.find(({ path }) => path === '/[...unknown]')?.module.GET
    const answer = await open('/[...unknown]', unknown as Handler, {})
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toMatch(
      /node_modules|\.tsx?\b|Error:|at [A-Z]\w+\.|prisma|select /i,
    )
  })
})
