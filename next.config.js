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
].join('; ')

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
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': deniedFeatures.map((feature) => `${feature}=()`).join(', '),
  // Not no-referrer: with that browsers send the forms of our own pages with the origin "null".
  'Referrer-Policy': 'same-origin',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
}

// The names of assets change with their content. Everything else may be about a person.
const forAYear = { 'Cache-Control': 'public, max-age=31536000, immutable' }
const forADay = { 'Cache-Control': 'public, max-age=86400' }
const never = { 'Cache-Control': 'no-store' }
// Said here because Next compresses no answer whose type a route handler says: it would make a list
// of the one value, which its compression cannot read. Pages are a third of the size with it.
const page = { 'Content-Type': 'text/html; charset=utf-8' }

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
    'nodemailer',
    'pg',
    'pg-boss',
    'pglite-prisma-adapter',
    'pino',
  ],
  // `npm run types` checks the types, once, and those of the tests with them.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  headers: async () => [
    { source: '/:path*', headers: asList(everywhere) },
    { source: '/assets/:path*', headers: asList(forAYear) },
    { source: '/favicon.:kind(ico|svg)', headers: asList(forADay) },
    { source: '/((?!assets/|favicon\\.).*)', headers: asList(never) },
    { source: '/((?!api/|assets/|favicon\\.).*)', headers: asList(page) },
  ],
}

export default config
