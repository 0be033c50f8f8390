import { existsSync, readdirSync } from 'node:fs'

/** What the browser may load: only what this service serves, and no script in a page. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  // No script makes markup of text, but one: components/page/trusted-pages.ts, of our own pages.
  "require-trusted-types-for 'script'",
  'trusted-types referral-pages',
].join('; ')

/** Of files that people added: a browser that shows one all the same runs and loads nothing for it. */
const sandbox = "sandbox; default-src 'none'; style-src 'self'; base-uri 'none'"

const deniedFeatures = [
  'accelerometer',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'microphone',
  'payment',
  'usb',
]

const everywhere = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy': deniedFeatures.map((feature) => `${feature}=()`).join(', '),
  // Not no-referrer: with that browsers send the forms of our own pages with the origin "null".
  'Referrer-Policy': 'same-origin',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  // What frame-ancestors says, to browsers that do not know it.
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
}

// The names of assets change with their content. Everything else may be about a person.
const forAYear = { 'Cache-Control': 'public, max-age=31536000, immutable' }
const forADay = { 'Cache-Control': 'public, max-age=86400' }
const never = { 'Cache-Control': 'no-store' }
// Said here because Next compresses no answer whose type a route handler says: it would make a list
// of the one value, which its compression cannot read. Pages are a third of the size with it.
const page = { 'Content-Type': 'text/html; charset=utf-8' }
const pages =
  '/((?!api/|assets/|events/copy|imports/(?:template$|[^/]+/problems$)|cases/[^/]+/papers/[^/]+/pdf$|prompt-sheet/pdf$|report/(?:pdf|ods|xlsx)$|evidence/|favicon\\.|robots\\.txt$).*)'

const folder = new URL('public/assets/', import.meta.url)
const assets = existsSync(folder)
  ? readdirSync(folder).filter((name) => /\.(css|js)$/.test(name))
  : []

/** @param {Record<string, string>} headers */
const asList = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }))

/** @type {import('next').NextConfig} */
const config = {
  agentRules: false,
  compress: true,
  devIndicators: false,
  images: { unoptimized: true },
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  serverExternalPackages: [
    '@electric-sql/pglite',
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    'aws4fetch',
    'file-type',
    'libheif-js',
    'nodemailer',
    'pg',
    'pg-boss',
    'pglite-prisma-adapter',
    'pino',
    'sharp',
    'yauzl',
  ],
  // `npm run types` checks the types, once, and those of the tests with them.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  headers: async () => [
    { source: '/:path*', headers: asList({ ...everywhere, ...never }) },
    // Each by its name: what is not there is answered with a page, which is not for keeping.
    ...assets.map((name) => ({ source: `/assets/${name}`, headers: asList(forAYear) })),
    { source: '/favicon.:kind(ico|svg)', headers: asList(forADay) },
    { source: pages, headers: asList(page) },
    // After the rule for everywhere, because the last one that fits a path holds.
    { source: '/evidence/:path*', headers: asList({ 'Content-Security-Policy': sandbox }) },
    ...[
      '/cases/:reference/papers/:paper/pdf',
      '/prompt-sheet/pdf',
      '/report/:format(pdf|ods|xlsx)',
    ].map((source) => ({
      source,
      headers: asList({ 'Content-Security-Policy': sandbox }),
    })),
  ],
}

export default config
