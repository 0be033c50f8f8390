import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { GET } from '@/app/cases/[reference]/route'
import { findMatches } from '@/lib/casework/find-matches'
import { closeDatabase } from '@/lib/database/with-actor'
import { checkKeys } from '@/lib/sealing/check-keys'
import { openStream, pack, sealStream, unpack } from '@/scripts/backup-format'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { root } from '@/tests/support/read-source'
import { cookieOf, get } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { throwAwayDatabase } from '@/tests/support/throw-away-database'
import { workedCase } from '@/tests/support/worked-case'

const folder = mkdtempSync(join(tmpdir(), 'referral-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const backupKey = randomBytes(32).toString('base64')
const canary = 'Kanarienvogel'

const inBytes = async (bytes: AsyncIterable<Uint8Array>) => {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts)
}

describe('the file of a backup', () => {
  const key = randomBytes(32)
  const big = randomBytes(3 * (1 << 20) + 5)
  const entries = async function* () {
    yield { name: 'first', content: [Buffer.from(canary)] }
    yield { name: 'empty', content: [] }
    yield { name: 'big', content: [big.subarray(0, 10), big.subarray(10)] }
  }
  const made = () => inBytes(sealStream(pack(entries()), key))
  const open = async (bytes: Buffer, withKey = key) => {
    const found: Record<string, Buffer> = {}
    const source = (async function* () {
      yield bytes
    })()
    for await (const { name, content } of unpack(openStream(source, withKey)))
      found[name] = await inBytes(content)
    return found
  }

  it('gives back what went in, whatever its size', async () => {
    const found = await open(await made())
    expect(Object.keys(found)).toEqual(['first', 'empty', 'big'])
    expect(found.first?.toString()).toBe(canary)
    expect(found.empty).toHaveLength(0)
    expect(found.big?.equals(big)).toBe(true)
  })

  it('shows nothing of it', async () => {
    expect((await made()).includes(canary)).toBe(false)
  })

  it('opens with no other key', async () => {
    await expect(open(await made(), randomBytes(32))).rejects.toThrow(/does not open/)
  })

  it.each([
    ['one changed bit', (bytes: Buffer) => bytes.fill((bytes[500] ?? 0) ^ 1, 500, 501)],
    ['a changed salt', (bytes: Buffer) => bytes.fill((bytes[20] ?? 0) ^ 1, 20, 21)],
    ['a lost end', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['a lost last piece', (bytes: Buffer) => bytes.subarray(0, 45 + 3 * (20 + (1 << 20)))],
    [
      'two pieces that changed places',
      (bytes: Buffer) => {
        const piece = 20 + (1 << 20)
        const [head, one, two, rest] = [0, 45, 45 + piece, 45 + 2 * piece].map((from, index) =>
          bytes.subarray(from, [45, 45 + piece, 45 + 2 * piece, bytes.length][index]),
        )
        return Buffer.concat([head, two, one, rest].flatMap((part) => part ?? []))
      },
    ],
    ['something added', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('more')])],
    ['another file', () => Buffer.from('not a backup at all, and long enough to be looked at')],
  ])('refuses %s', async (_, change) => {
    await expect(open(change(await made()))).rejects.toThrow(/backup/)
  })
})

const run = (script: string, file: string, env: Record<string, string | undefined>) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(root, 'scripts', `${script}.ts`), file],
    { cwd: root, encoding: 'utf8', env: { ...process.env, BACKUP_KEY: backupKey, ...env } },
  )
  return { status, says: stdout + stderr }
}

describe.skipIf(!('server' in inject('template')))('a drill on PostgreSQL', () => {
  const database = testDatabase()
  const { person } = countyPeople(database)
  const file = join(folder, 'drill.backup')
  const evidence = join(folder, 'evidence')
  const checkpoints = join(folder, 'checkpoints')
  let reference = ''
  let env: Record<string, string> = {}

  const onServer = async (...statements: string[]) => {
    const template = inject('template')
    const client = new pg.Client({
      connectionString: 'server' in template ? template.server : '',
    })
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }
  const name = () => new URL(process.env.DATABASE_URL ?? '').pathname.slice(1)
  const wipe = async () => {
    await closeDatabase()
    await onServer(
      `DROP DATABASE ${name()} WITH (FORCE)`,
      `CREATE DATABASE ${name()} OWNER referral_owner`,
    )
  }

  beforeAll(async () => {
    env = {
      DATABASE_OWNER_URL: process.env.DATABASE_URL?.replace('_login@', '_owner@') ?? '',
      EVIDENCE: `disk:${evidence}`,
      AUDIT_CHECKPOINTS: checkpoints,
    }
    const typed = { ...typedOf(workedCase('V01')), familyName: canary }
    reference = (await sendTyped(person('referrer.nhs'), typed)).reference
    expect(await checkKeys()).toBeNull()
    mkdirSync(join(evidence, 'ab'), { recursive: true })
    mkdirSync(checkpoints)
    writeFileSync(join(evidence, 'ab', 'sealed'), randomBytes(100_000))
    writeFileSync(join(checkpoints, 'notes'), 'a checkpoint')
  })

  it('backs up into one file that shows no name and no key, and leaves no other file', () => {
    expect(run('backup', file, env)).toMatchObject({
      status: 0,
      says: expect.stringContaining('Backed up'),
    })
    const bytes = readFileSync(file)
    for (const text of [canary, reference, 'referral_owner', process.env.SEALING_KEY ?? '-'])
      expect(bytes.includes(text)).toBe(false)
    expect(readdirSync(folder).sort()).toEqual(['checkpoints', 'drill.backup', 'evidence'])
  })

  it('never writes over a backup', () => {
    expect(run('backup', file, env)).toMatchObject({
      status: 1,
      says: expect.stringContaining('is there already'),
    })
  })

  it('is not restored over anything', async () => {
    expect(run('restore', file, env)).toMatchObject({
      status: 1,
      says: expect.stringContaining('The database is not empty'),
    })
  })

  it('restores nothing of a backup that was cut short', async () => {
    const cut = join(folder, 'cut.backup')
    writeFileSync(cut, readFileSync(file).subarray(0, -200_000))
    await wipe()
    expect(run('restore', cut, env).status).toBe(1)
    rmSync(cut)
    const client = new pg.Client({ connectionString: env.DATABASE_OWNER_URL })
    await client.connect()
    const { rows } = await client.query("select to_regclass('public.referral') as there")
    await client.end()
    expect(rows).toEqual([{ there: null }])
  })

  it('restores all of it into an empty database, and proves it', () => {
    const files = readFileSync(join(evidence, 'ab', 'sealed'))
    for (const one of [evidence, checkpoints]) rmSync(one, { recursive: true })
    const restored = run('restore', file, env)
    expect(restored.says).toMatch(/\d+ tables have as many rows as before/)
    expect(restored.says).toContain('The chain of the audit trail holds')
    expect(restored.says).toMatch(/(\d+) of \1 sealed values open/)
    expect(restored.status).toBe(0)
    expect(readFileSync(join(evidence, 'ab', 'sealed')).equals(files)).toBe(true)
    expect(readFileSync(join(checkpoints, 'notes'), 'utf8')).toBe('a checkpoint')
  })

  it('then people sign in, find the case and open it', async () => {
    const nurse = person('referrer.nhs')
    const page = await get(
      GET,
      `/cases/${reference}`,
      { reference },
      {
        cookie: await cookieOf(nurse),
      },
    )
    expect(page.status).toBe(200)
    expect(await page.text()).toContain(canary)
    expect((await findMatches(nurse, canary)).matches).toHaveLength(1)
  })

  it('and the service still may not do what it might not before', async () => {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
    await client.connect()
    const { rows } = await client.query<{ count: string }>('select count(*) from referral')
    expect(rows).toEqual([{ count: '0' }])
    await expect(client.query('delete from event')).rejects.toThrow(/permission denied/)
    await client.end()
  })

  it('says so where what came back cannot be opened', async () => {
    await wipe()
    rmSync(evidence, { recursive: true })
    rmSync(checkpoints, { recursive: true })
    const other = randomBytes(32).toString('base64')
    const restored = run('restore', file, { ...env, SEALING_KEY: other })
    expect(restored.status).toBe(1)
    expect(restored.says).toContain('SEALING_KEY is not the key that this was sealed with')
  })
})

describe('an embedded database', () => {
  it('is backed up and restored by the same commands', async () => {
    const embedded = await throwAwayDatabase('embedded')
    const restoredTo = join(folder, 'restored')
    const file = join(folder, 'embedded.backup')
    try {
      const env = {
        DATABASE_URL: embedded.address,
        DATABASE_OWNER_URL: '',
        EVIDENCE: `disk:${join(folder, 'nothing')}`,
      }
      expect(run('migrate', '', env).status).toBe(0)
      expect(run('backup', file, env).status).toBe(0)
      const restored = run('restore', file, { ...env, DATABASE_URL: `pglite:${restoredTo}` })
      expect(restored.says).toMatch(/tables have as many rows as before/)
      expect(restored.status).toBe(0)
    } finally {
      await embedded.remove()
    }
    // Three processes, each of which starts PostgreSQL in WebAssembly.
  }, 240_000)
})
