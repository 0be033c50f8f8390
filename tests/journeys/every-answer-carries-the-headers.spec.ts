import { request as raw } from 'node:http'
import { expect, test } from '@playwright/test'
import { origin, signIn } from '@/tests/support/sign-in'

interface Asked {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Asks without a client that mends addresses and methods. */
const ask = ({ method = 'GET', path, headers = {}, body }: Asked) =>
  new Promise<{ status: number; headers: Readonly<Record<string, unknown>> }>((resolve, reject) => {
    const { hostname, port } = new URL(origin())
    const asked = raw({ hostname, port, method, path, headers }, (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers })
    })
    asked.on('error', reject)
    asked.end(body)
  })

const everywhere = {
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow, noarchive',
}
const form = { 'content-type': 'application/x-www-form-urlencoded' }

const answers: readonly (readonly [status: number, Asked])[] = [
  [200, { path: '/' }],
  [200, { path: '/', method: 'HEAD' }],
  [200, { path: '/api/health' }],
  [200, { path: '/?x=%ff' }],
  [303, { path: '/queues' }],
  [401, { path: '/api/v1/referrals/HMS-0000-0000-0' }],
  [403, { path: '/sign-in', method: 'POST', headers: form, body: 'x=1' }],
  [403, { path: '/', headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } }],
  [404, { path: '/nothing-here' }],
  [404, { path: '/assets/nothing-here.js' }],
  [404, { path: '/%E0%A4%A' }],
  [404, { path: '/%00' }],
  [405, { path: '/queues', method: 'DELETE' }],
  [405, { path: '/', method: 'TRACE' }],
  [405, { path: '/cases/HMS-0000-0000-0', method: 'TRACE' }],
  [421, { path: '/', headers: { host: 'evil.test' } }],
]

for (const [status, asked] of answers)
  test(`${asked.method ?? 'GET'} ${asked.path} ${JSON.stringify(asked.headers ?? {})} is ${status}, with every header`, async () => {
    const answer = await ask(asked)
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({ ...everywhere, 'cache-control': 'no-store' })
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    expect(answer.headers['strict-transport-security']).toContain('max-age=')
    expect(answer.headers).not.toHaveProperty('x-powered-by')
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
  })

test('a form that is too large is refused with every header', async () => {
  const headers = { ...form, origin: origin() }
  const body = `x=${'x'.repeat(1_100_000)}`
  const answer = await ask({ path: '/sign-in', method: 'POST', headers, body })
  expect(answer.status).toBe(413)
  expect(answer.headers).toMatchObject(everywhere)
})

test('robots are asked to stay away', async ({ request }) => {
  const answer = await request.get('/robots.txt')
  expect(await answer.text()).toContain('Disallow: /')
  expect(answer.headers()['content-type']).toContain('text/plain')
})

test('no page of one person is ever given to another', async ({ browser }) => {
  const bodies: string[] = []
  for (const email of ['officer@demo.test', 'beacon@demo.test']) {
    const context = await browser.newContext()
    await signIn(context, email)
    for (const headers of [
      {},
      { RSC: '1' },
      { 'Next-Router-Prefetch': '1' },
      { 'X-Forwarded-Host': 'evil.test' },
    ]) {
      const answer = await context.request.get('/settings', {
        headers: { ...headers } as Record<string, string>,
      })
      const text = await answer.text()
      expect(text).not.toContain('evil.test')
      bodies.push(`${email} ${/Daniel Rowe|Ruth Bailey/.exec(text)?.[0] ?? 'nobody'}`)
    }
    await context.close()
  }
  expect([...new Set(bodies)]).toEqual([
    'officer@demo.test Daniel Rowe',
    'beacon@demo.test Ruth Bailey',
  ])
})
