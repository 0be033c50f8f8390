import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { closeDatabase } from '@/lib/database/with-actor'
import { testDatabase } from '../support/database'
import { root } from '../support/read-source'

const { asOwner } = testDatabase()
// A folder without a build, so that a start that finds nothing wrong with the keys ends all the same.
const elsewhere = mkdtempSync(join(tmpdir(), 'referral-start-'))
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }))

const keyOf = (number: number) => Buffer.alloc(32, number).toString('base64')
const nothingElse = 'The service is not built: run `npm run build` first'

const startWith = (...keys: number[]) => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/start.mjs')], {
    cwd: elsewhere,
    encoding: 'utf8',
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      TSX_TSCONFIG_PATH: join(root, 'tsconfig.json'),
      DATABASE_URL: process.env.DATABASE_URL,
      AUTH_SECRET: 'a-secret-of-forty-characters-for-a-test-',
      SEALING_KEY: keys.map(keyOf).join(','),
      ORIGIN: 'https://refer.example',
      EMBEDDED_DATABASE: 'yes',
      EVIDENCE_WITHOUT_SCAN: 'yes',
      AUDIT_KEY: process.env.AUDIT_KEY,
    },
  })
  return { status, line: stderr.trim() }
}

const rotate = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', join(root, 'scripts/rotate-keys.ts'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      DATABASE_OWNER_URL: process.env.DATABASE_URL?.replace('_login@', '_owner@'),
      SEALING_KEY: [keyOf(2), keyOf(1)].join(','),
    },
  })

const refused = (why: string) => ({ status: 1, line: `The service was not started. ${why}` })

test('the life of a key, from the first start to its end', async () => {
  await closeDatabase()
  expect(startWith(1)).toEqual(refused(nothingElse))

  const wrong = startWith(2)
  expect(wrong.status).toBe(1)
  expect(wrong.line).toMatch(
    /^The service was not started\. SEALING_KEY lacks a key that answers in the database are sealed with \([0-9a-f]{8}\): put it back after a comma$/,
  )
  expect(wrong.line).not.toContain(keyOf(2))

  expect(startWith(2, 1), 'a new key before the old one').toEqual(refused(nothingElse))
  expect(rotate('--check')).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('key_check.sealed: 1 on the key'),
  })
  const rotated = rotate()
  expect(rotated).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('The others can be taken out of SEALING_KEY'),
  })
  await closeDatabase()
  expect(startWith(2), 'the old key is gone').toEqual(refused(nothingElse))
  expect(startWith(1).status, 'the old key alone').toBe(1)
  expect(startWith(1).line).toContain('SEALING_KEY lacks a key')
})

test('a key that has the name of the right one and is another does not open what it should', async () => {
  await asOwner(
    (tx) => tx.$executeRaw`
      update key_check set sealed = substring(sealed from 1 for 80) || '\\x00'::bytea || substring(sealed from 82)`,
  )
  await closeDatabase()
  expect(startWith(2)).toEqual(
    refused('SEALING_KEY does not open what this database was sealed with'),
  )
})
