import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { recordEvents } from '@/lib/audit/record-event'
import { writeCheckpoint } from '@/lib/audit/write-checkpoint'
import { atMoment } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { jobs } from '@/lib/jobs/jobs'
import { testDatabase } from '@/tests/support/database'
import { addActor, addOrganisation } from '@/tests/support/people'

const folder = mkdtempSync(join(tmpdir(), 'referral-checkpoints-'))
process.env.AUDIT_KEY = Buffer.alloc(32, 'an audit key for tests').toString('base64')
process.env.AUDIT_CHECKPOINTS = folder

const { asOwner } = testDatabase()
let actor: Actor

beforeAll(async () => {
  await asOwner(async (tx) => {
    actor = await addActor(tx, 'auditor', await addOrganisation(tx, 'one'))
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const append = (count = 1) =>
  withActorInSql(actor, (tx) =>
    recordEvents(
      tx,
      null,
      Array.from({ length: count }, () => ({ type: 'queue.viewed' as const, detail: {} })),
    ),
  )
/** What the job does so many seconds after ten o’clock. */
const at = (seconds: number) =>
  atMoment(new Date(Date.UTC(2027, 2, 1, 10, 0, seconds)), () => writeCheckpoint())
const notes = () => readdirSync(join(folder, '2027-03-01')).sort()

test('the job looks more often than a checkpoint is due', () => {
  expect(jobs['write-checkpoint'].every).toBeLessThan(60)
})

test('nothing is signed before anything happened', async () => {
  expect(await at(0)).toEqual({ because: 'nothing_new' })
})

test('a checkpoint is written five minutes after the last, or after 1,000 events', async () => {
  await append()
  expect(await at(0)).toMatchObject({ sequence: 1n })
  expect(await at(600)).toEqual({ because: 'nothing_new' })
  await append()
  expect(await at(299)).toEqual({ because: 'not_yet' })
  expect(await at(300)).toMatchObject({ sequence: 2n })
  await append(1_000)
  expect(await at(301)).toMatchObject({ sequence: 1_002n })
  expect(notes()).toHaveLength(3)
})

test('several who sign the same leave one file, and no other is written over', async () => {
  await append()
  const before = notes().map((name) => readFileSync(join(folder, '2027-03-01', name), 'utf8'))
  await Promise.all([at(900), at(901), at(902)])
  const after = notes().map((name) => readFileSync(join(folder, '2027-03-01', name), 'utf8'))
  expect(after).toHaveLength(4)
  expect(after.slice(0, 3)).toEqual(before)
})

test('a checkpoint says whose trail it is, how far, which hash and when, and nothing else', () => {
  const [first = ''] = notes()
  expect(readFileSync(join(folder, '2027-03-01', first), 'utf8')).toMatch(
    /^\S+\/audit\n1\n[A-Za-z0-9+/]{43}=\nat 2027-03-01T10:00:00\.000Z\n\n— \S+\/audit [A-Za-z0-9+/]{91}=\n$/,
  )
  expect(readFileSync(join(folder, 'public-key.pem'), 'utf8')).toMatch(
    /^-----BEGIN PUBLIC KEY-----/,
  )
})

test('nothing more is signed once the newest checkpoint was changed', async () => {
  const newest = join(folder, '2027-03-01', notes().at(-1) ?? '')
  const note = readFileSync(newest, 'utf8')
  await append()
  writeFileSync(newest, note.replace('at 2027', 'at 2026'))
  expect(await at(9_000)).toEqual({ because: 'note' })
  writeFileSync(newest, note)
  expect(await at(9_000)).toMatchObject({ sequence: 1_004n })
})
