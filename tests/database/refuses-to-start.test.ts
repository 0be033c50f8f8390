import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { closeDatabase } from '@/lib/database/with-actor'
import { root } from '../support/read-source'
import { testDatabase } from '../support/database'

const { asOwner } = testDatabase()
const isServer = 'server' in inject('template')
// A folder without a build, so that what is safe is refused too, as the last thing of all.
const elsewhere = mkdtempSync(join(tmpdir(), 'referral-start-'))

const safe = () => ({
  DATABASE_URL: process.env.DATABASE_URL,
  AUTH_SECRET: 'a-secret-of-forty-characters-for-a-test-',
  SEALING_KEY: Buffer.alloc(32, 1).toString('base64'),
  ORIGIN: 'https://refer.example',
  EMBEDDED_DATABASE: 'yes',
  EVIDENCE_WITHOUT_SCAN: 'yes',
})

/** The database of this file, as another role or by another name. */
const database = (role: string, name?: string) => {
  const url = new URL(process.env.DATABASE_URL ?? '')
  url.username = role
  if (name) url.pathname = `/${name}`
  return url.href
}

function start(unsafe: Record<string, string | undefined>) {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/start.mjs')], {
    cwd: elsewhere,
    encoding: 'utf8',
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      TSX_TSCONFIG_PATH: join(root, 'tsconfig.json'),
      ...safe(),
      ...unsafe,
    },
  })
  return { status, line: stderr.trim() }
}

const refused = (why: string) => ({ status: 1, line: `The service was not started. ${why}` })

// An embedded database is open in one process at a time: not in this one and the command's at once.
beforeAll(closeDatabase)
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }))

test.each([
  [
    'no secret',
    { AUTH_SECRET: '' },
    'AUTH_SECRET is missing: set it to at least 32 random characters',
  ],
  [
    'a short secret',
    { AUTH_SECRET: 'short' },
    'AUTH_SECRET is too short: set it to at least 32 random characters',
  ],
  [
    'no sealing key',
    { SEALING_KEY: '' },
    'SEALING_KEY is missing: set it to 32 random bytes in base64',
  ],
  [
    'a sealing key of another length',
    { SEALING_KEY: Buffer.alloc(16).toString('base64') },
    'SEALING_KEY must be 32 random bytes in base64; after a comma, the keys before it',
  ],
  [
    'an address without https',
    { ORIGIN: 'http://refer.example' },
    'ORIGIN must begin with https://',
  ],
  [
    'a second address without https',
    { ORIGIN: 'https://refer.example,http://refer.test' },
    'ORIGIN must begin with https://',
  ],
  [
    'an address with a path',
    { ORIGIN: 'https://refer.example/here' },
    'ORIGIN must be an address with nothing after the host, such as https://refer.example',
  ],
  ['no database', { DATABASE_URL: '' }, 'DATABASE_URL is missing'],
  [
    'another kind of database',
    { DATABASE_URL: 'mysql://localhost/referral' },
    'DATABASE_URL is not understood. A database address is pglite:<folder>, pglite:memory or postgresql://user@host/name',
  ],
  [
    'an embedded database that nobody said yes to',
    { DATABASE_URL: 'pglite:.data/referral', EMBEDDED_DATABASE: '' },
    'DATABASE_URL is the embedded database, which a power cut can damage: use PostgreSQL, or set EMBEDDED_DATABASE=yes',
  ],
  [
    'an embedded database without tables',
    { DATABASE_URL: 'pglite:memory' },
    'The database has no tables yet: run `npm run migrate` first',
  ],
  [
    'evidence that nothing scans, and nobody said yes to',
    { EVIDENCE_WITHOUT_SCAN: '' },
    'Nothing scans evidence for viruses: set CLAMAV to the address of clamd, or EVIDENCE_WITHOUT_SCAN=yes to hand files out unscanned',
  ],
  [
    'a scanner at an address that is none',
    { CLAMAV: 'clamd' },
    'CLAMAV must be an address such as tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl',
  ],
  [
    'a store of evidence that is none',
    { EVIDENCE: 's3:http://store.example/evidence' },
    'EVIDENCE must be disk:<folder>, or s3: and the https:// address of a bucket',
  ],
  [
    'a bucket without who asks',
    { EVIDENCE: 's3:https://store.example/evidence' },
    'EVIDENCE_KEY_ID is missing: EVIDENCE needs it; EVIDENCE_SECRET is missing: EVIDENCE needs it',
  ],
  [
    'a second factor for those alone who want one',
    { SECOND_FACTOR: 'offered' },
    'SECOND_FACTOR must be required, except in a demonstration',
  ],
  [
    'an identity provider without https',
    {
      IDENTITY_PROVIDERS:
        '[{"organisation":"a","label":"A","issuer":"http://a.example","clientId":"c","clientSecret":"s"}]',
    },
    'IDENTITY_PROVIDERS must be a list in JSON of {"organisation", "label", "issuer", "clientId", "clientSecret"}, with issuers at https://',
  ],
  [
    'two things wrong',
    { AUTH_SECRET: '', PORT: '99999' },
    'AUTH_SECRET is missing: set it to at least 32 random characters; PORT must be 65535 or less',
  ],
])('%s is refused in one plain line', (_, unsafe, why) => {
  expect(start(unsafe)).toEqual(refused(why))
})

describe.skipIf(!isServer)('on a server', () => {
  test('a database without tables is refused', () => {
    const empty = { DATABASE_URL: database('referral_login', 'postgres') }
    expect(start(empty)).toEqual(
      refused('The database has no tables yet: run `npm run migrate` first'),
    )
  })

  test('a superuser is refused, because no row is closed to it', () => {
    const superuser = { DATABASE_URL: database('owner') }
    expect(start(superuser)).toEqual(
      refused('The database role owner is a superuser: use a member of referral_service'),
    )
  })

  test('the owner of the tables is refused, because no row is closed to it', () => {
    const { status, line } = start({ DATABASE_URL: database('referral_owner') })
    expect(line).toMatch(/^The service was not started\. The database role referral_owner owns .+$/)
    expect(status).toBe(1)
  })

  test('a server that does not answer is refused, and its password is not repeated', () => {
    const { status, line } = start({
      DATABASE_URL: 'postgresql://me:drowssap@127.0.0.1:1/referral',
    })
    expect(line).toMatch(/^The service was not started\. The database cannot be opened: .+$/)
    expect(line).not.toContain('drowssap')
    expect(status).toBe(1)
  })
})

describe('in the right order', () => {
  test('what is safe is refused only because it is not built', () => {
    expect(start({})).toEqual(refused('The service is not built: run `npm run build` first'))
  })

  test('a database that is older than the service is refused', async () => {
    const finish = async (finishedAt: Date | null) => {
      await asOwner(
        (tx) => tx.$executeRaw`
          UPDATE _prisma_migrations SET finished_at = ${finishedAt}
          WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)`,
      )
      await closeDatabase()
    }
    await finish(null)
    expect(start({})).toEqual(
      refused('The database is older than this service: run `npm run migrate` first'),
    )
    await finish(new Date())
  })

  test('a demonstration account is refused outside the demonstration', async () => {
    await asOwner(async (tx) => {
      const { id } = await tx.organisation.create({
        data: {
          slug: 'council',
          name: 'A council',
          type: 'local_authority',
          isFirstResponderOrganisation: true,
          hasDutyToNotify: true,
          emailDomains: ['demo.test'],
          validFrom: new Date('2020-01-01'),
        },
      })
      await tx.account.create({
        data: {
          email: 'officer@demo.test',
          name: 'Daniel Rowe',
          role: 'police_triage_officer',
          organisationId: id,
          passwordHash: 'none',
        },
      })
    })
    await closeDatabase()
    expect(start({})).toEqual(
      refused(
        'The database holds the demonstration account officer@demo.test, whose password is public',
      ),
    )
    expect(start({ DEMONSTRATION: 'yes' })).toEqual(
      refused('The service is not built: run `npm run build` first'),
    )
  })
})
