import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import assets from '@/public/assets/manifest.json'
import { makeReadable } from '@/lib/http/receive-requests'
import { codeFiles, root } from '@/tests/support/read-source'

const rule = z.object({
  source: z.string(),
  headers: z.array(z.object({ key: z.string(), value: z.string() })),
})
const { default: config } = z
  .object({
    default: z.looseObject({
      poweredByHeader: z.boolean(),
      productionBrowserSourceMaps: z.boolean(),
      headers: z.custom<() => Promise<unknown>>(),
    }),
  })
  .parse(await import(join(root, 'next.config.js')))
const rules = z.array(rule).parse(await config.headers())

/** The one that Next itself reads these rules with. */
const { pathToRegexp } = z
  .object({ pathToRegexp: z.custom<(source: string) => RegExp>() })
  .parse(createRequire(import.meta.url)('next/dist/compiled/path-to-regexp'))

/** The headers of an answer at a path, as Next puts them together: the last rule that fits holds. */
const headersAt = (path: string) =>
  Object.fromEntries(
    rules
      .filter(({ source }) => pathToRegexp(source).test(path))
      .flatMap(({ headers }) => headers)
      .map(({ key, value }) => [key, value]),
  )

/** Every route of the service, from its files: a new one joins by itself. */
const routes = codeFiles()
  .filter((file) => /^app\/.*route\.tsx?$/.test(file))
  .map((file) => `/${file.replace(/^app\/|\/?route\.tsx?$/g, '').replace(/\[[^\]]+\]/g, 'x1')}`)

const odd = ['/assets/not-there.js', '/not/there', '/.well-known/x', '/_next/x', '/robots.txt']

const everywhere = {
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Referrer-Policy': 'same-origin',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
}

it('there are routes to look at', () => {
  expect(routes.length).toBeGreaterThan(50)
  expect(routes).toContain('/cases/x1/contact/x1/show')
})

describe.each([...routes, ...odd])('%s', (path) => {
  it('has every header, and nothing of it is kept', () => {
    const headers = headersAt(path)
    expect(headers).toMatchObject({ ...everywhere, 'Cache-Control': 'no-store' })
    expect(headers['Permissions-Policy']).toContain('geolocation=()')
    const policy = (headers['Content-Security-Policy'] ?? '').split('; ')
    expect(policy).toContain("default-src 'none'")
    expect(policy.join()).not.toMatch(/unsafe|nonce|https?:|\*/)
  })
})

describe('the policy of every page', () => {
  const policy = headersAt('/cases/x1')['Content-Security-Policy']?.split('; ')

  it.each([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ])('says %s', (directive) => expect(policy).toContain(directive))
})

it('assets alone are kept, because their names change with their content', () => {
  for (const path of [assets.stylesheet, assets.script])
    expect(headersAt(path)['Cache-Control']).toBe('public, max-age=31536000, immutable')
})

it('says nothing of what it runs on', () => {
  expect(config.poweredByHeader).toBe(false)
  expect(config.productionBrowserSourceMaps).toBe(false)
})

it('asks every robot to stay away', () => {
  expect(readFileSync(join(root, 'public/robots.txt'), 'utf8')).toBe('User-agent: *\nDisallow: /\n')
  expect(headersAt('/robots.txt')).not.toHaveProperty('Content-Type')
})

describe('a request that Next cannot read is one that it refuses', () => {
  it.each([
    ['TRACE', '/cases/x', 'PATCH', '/cases/x'],
    ['TRACK', '/', 'PATCH', '/'],
    ['GET', '/%E0%A4%A', 'GET', '/not-found'],
    ['GET', '/cases/%', 'GET', '/not-found'],
    ['POST', '/%ff%fe', 'POST', '/not-found'],
  ])('%s %s becomes %s %s', (method, url, thenMethod, thenUrl) => {
    const request = { method, url }
    makeReadable(request)
    expect(request).toEqual({ method: thenMethod, url: thenUrl })
  })

  it.each([
    ['GET', '/cases/HMS-1'],
    ['POST', '/sign-in'],
    ['GET', '/search?q=%ff'],
    ['GET', '/%C3%A9'],
    ['HEAD', '/'],
  ])('%s %s stays as it is', (method, url) => {
    const request = { method, url }
    makeReadable(request)
    expect(request).toEqual({ method, url })
  })
})
