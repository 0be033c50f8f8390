import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { readTrail } from '@/lib/audit/read-trail'
import { recordEvent } from '@/lib/audit/record-event'
import { trailLine } from '@/lib/audit/trail-line'
import { writeCheckpoint } from '@/lib/audit/write-checkpoint'
import { atMoment } from '@/lib/clock'
import { withActor, withActorInSql } from '@/lib/database/with-actor'
import { testDatabase } from '@/tests/support/database'
import { addActor, addOrganisation } from '@/tests/support/people'
import { root } from '@/tests/support/read-source'
import { exportTrail, linesOf, verifyTrail } from '@/tests/support/trail-commands'

const folder = mkdtempSync(join(tmpdir(), 'referral-trail-'))
const checkpoints = join(folder, 'checkpoints')
const signed = ['--checkpoints', checkpoints, '--key', join(checkpoints, 'public-key.pem')]
process.env.AUDIT_KEY = Buffer.alloc(32, 'an audit key for tests').toString('base64')
process.env.AUDIT_CHECKPOINTS = checkpoints

const { asOwner } = testDatabase()
let actor: Actor
let exports = 0

const append = (detail: object = {}) =>
  withActorInSql(actor, (tx) => recordEvent(tx, 'queue.viewed', null, { ...detail }))
const appendMany = async (count: number) => {
  for (let index = 0; index < count; index += 1)
    await append({ queue: 'NRM', page: index, é: '“”' })
}

/** Exports the trail as it is now, and checks it. */
const verifyNow = async (...args: string[]) => {
  const file = join(folder, `${(exports += 1)}.jsonl`)
  const entries = await asOwner((tx) => readTrail(tx, 0n, 1_000))
  writeFileSync(file, entries.map((entry) => `${trailLine(entry)}\n`).join(''))
  return verifyTrail(file, ...args)
}

/** What a database's administrator can do, whatever the service may: nothing refuses it. */
const asAdministrator = (...statements: string[]) =>
  asOwner(async (tx) => {
    await tx.$executeRaw`ALTER TABLE event DISABLE TRIGGER append_only`
    for (const statement of statements) await tx.$executeRawUnsafe(statement)
    await tx.$executeRaw`ALTER TABLE event ENABLE TRIGGER append_only`
  })

beforeAll(async () => {
  await asOwner(async (tx) => {
    actor = await addActor(tx, 'auditor', await addOrganisation(tx, 'one'))
  })
  for (let turn = 0; turn < 3; turn += 1) {
    await appendMany(20)
    await atMoment(new Date(Date.UTC(2027, 2, 1 + turn, 10)), () => writeCheckpoint(true))
  }
  await asAdministrator(
    'CREATE TABLE audit.kept AS SELECT * FROM event',
    'CREATE TABLE audit.kept_head AS SELECT * FROM audit.event_head',
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a trail that nobody touched holds, with its checkpoints', async () => {
  expect(await verifyNow(...signed)).toEqual({
    status: 0,
    said: '60 entries hold, 3 checkpoints hold.',
  })
})

test('what was recorded after the last checkpoint is said to be unsigned', async () => {
  await append()
  expect(await verifyNow(...signed)).toEqual({
    status: 0,
    said: '61 entries hold, 3 checkpoints hold.\nThe entries after 60 are not signed yet.',
  })
})

test('what is undone leaves no gap', async () => {
  const undone = withActorInSql(actor, async (tx) => {
    await recordEvent(tx, 'queue.viewed', null)
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  await append()
  expect((await verifyNow(...signed)).said).toMatch(/^62 entries hold, 3 checkpoints hold\./)
})

/** Writes the chain anew from an entry on, as it would be if it had always been so. */
const chainAgain = (from: number) => `
  DO $$
  DECLARE
    e event;
    last event;
  BEGIN
    SELECT * INTO last FROM event WHERE sequence < ${from} ORDER BY sequence DESC LIMIT 1;
    last.hash := coalesce(last.hash, sha256('the first event'));
    FOR e IN SELECT * FROM event WHERE sequence >= ${from} ORDER BY sequence LOOP
      e.previous := last.hash;
      e.hash := sha256(e.previous || convert_to(event_text(e), 'UTF8'));
      UPDATE event SET previous = e.previous, hash = e.hash WHERE sequence = e.sequence;
      last := e;
    END LOOP;
    UPDATE audit.event_head SET hash = last.hash, sequence = last.sequence;
  END $$`

const edit = `UPDATE event SET detail = '{"queue": "POLICE"}' WHERE sequence = 30`
const forget = 'DELETE FROM event WHERE sequence = 30'
const makeRoom = `UPDATE event SET sequence = -sequence - 1 WHERE sequence >= 30`
const takeRoom = `UPDATE event SET sequence = -sequence WHERE sequence < 0`
const putIn = `
  INSERT INTO event
  SELECT (jsonb_populate_record(e, '{"sequence": 30}')).* FROM event e WHERE sequence = 29`
const close = `
  UPDATE event SET sequence = sequence - 1 WHERE sequence > 30`

describe('what an administrator of the database does is found', () => {
  it.each([
    ['an entry is edited', 30, 'was changed', [edit]],
    [
      'an entry is edited, and its hash made to fit',
      31,
      'does not follow',
      [
        edit,
        `UPDATE event e SET hash = sha256(previous || convert_to(event_text(e), 'UTF8')) WHERE sequence = 30`,
      ],
    ],
    [
      'who did it is changed',
      30,
      'was changed',
      ['UPDATE event SET account_id = gen_random_uuid() WHERE sequence = 30'],
    ],
    [
      'when it was done is changed',
      30,
      'was changed',
      [`UPDATE event SET at = at - interval '1 day' WHERE sequence = 30`],
    ],
    ['an entry is deleted', 30, 'is missing', [forget]],
    [
      'several are deleted',
      30,
      'to 34 are missing',
      ['DELETE FROM event WHERE sequence BETWEEN 30 AND 34'],
    ],
    ['the first is deleted', 1, 'is missing', ['DELETE FROM event WHERE sequence = 1']],
    ['an entry is deleted, and the numbers closed up', 30, 'was changed', [forget, close]],
    [
      'two entries are swapped',
      30,
      'was changed',
      [
        'UPDATE event SET sequence = 0 WHERE sequence = 30',
        'UPDATE event SET sequence = 30 WHERE sequence = 31',
        'UPDATE event SET sequence = 31 WHERE sequence = 0',
      ],
    ],
    ['an entry is put in', 30, 'was changed', [makeRoom, takeRoom, putIn]],
    [
      'the end is cut off',
      51,
      'to 60 are missing: the end was cut off',
      [
        'DELETE FROM event WHERE sequence > 50',
        'UPDATE audit.event_head SET sequence = 50, hash = (SELECT hash FROM event WHERE sequence = 50)',
      ],
    ],
    [
      'all of it is deleted',
      1,
      'to 60 are missing',
      [
        'DELETE FROM event',
        `UPDATE audit.event_head SET sequence = 0, hash = sha256('the first event')`,
      ],
    ],
    [
      'an entry is edited and the chain written anew from there',
      40,
      'at entry 40 or before it, after entry 20',
      [edit, chainAgain(30)],
    ],
    [
      'an entry is deleted and the chain written anew from there, with new numbers',
      40,
      'at entry 40 or before it, after entry 20',
      [forget, close, chainAgain(30)],
    ],
    [
      'an entry is put in and the chain written anew from there',
      40,
      'at entry 40 or before it, after entry 20',
      [makeRoom, takeRoom, putIn, chainAgain(30)],
    ],
    [
      'the whole trail is written anew',
      20,
      'at entry 20 or before it, after entry 0',
      [`UPDATE event SET at = at + interval '1 second'`, chainAgain(1)],
    ],
  ])('%s: entry %i', async (_, entry, how, statements) => {
    try {
      await asAdministrator(...statements)
      const { status, said } = await verifyNow(...signed)
      expect(said).toMatch(new RegExp(`^Entr(y|ies) ${entry}\\b`))
      expect(said).toContain(how)
      expect(status).toBe(1)
    } finally {
      await restore()
    }
  })

  it('a chain closed over a gap is found even without a checkpoint', async () => {
    await asAdministrator(forget, chainAgain(30))
    const { status, said } = await verifyNow()
    await restore()
    expect(said).toBe('Entry 30 is missing, and the chain was closed over the gap.')
    expect(status).toBe(1)
  })

  it('a chain written anew holds without a checkpoint: that is what checkpoints are for', async () => {
    await asAdministrator(edit, chainAgain(30))
    const { status, said } = await verifyNow()
    await restore()
    expect(said).toBe(
      '60 entries hold, 0 checkpoints hold.\nWithout checkpoints nobody can tell whether the end was cut off, or all of it was rewritten.',
    )
    expect(status).toBe(0)
  })

  it('a changed head breaks the chain at the next entry, and nothing more is signed', async () => {
    await asAdministrator(`UPDATE audit.event_head SET hash = sha256('another')`)
    expect(await writeCheckpoint(true)).toEqual({ because: 'head' })
    await append()
    const { said } = await verifyNow(...signed)
    await restore()
    expect(said).toMatch(/^Entry 61 does not follow/)
  })

  it('a rewritten chain is not signed again', async () => {
    await asAdministrator(edit, chainAgain(30))
    const before = readdirSync(checkpoints, { recursive: true }).length
    expect(await writeCheckpoint(true)).toEqual({ because: 'changed' })
    await restore()
    expect(readdirSync(checkpoints, { recursive: true })).toHaveLength(before)
  })
})

/** Puts the trail back as it was with its three checkpoints. */
const restore = () =>
  asAdministrator(
    'DELETE FROM event',
    'INSERT INTO event SELECT * FROM audit.kept',
    'UPDATE audit.event_head h SET hash = k.hash, sequence = k.sequence FROM audit.kept_head k',
  )

describe('a trail that began before its numbers were without gaps', () => {
  const gap = [
    'DELETE FROM event WHERE sequence = 30',
    `UPDATE event SET type = 'trail.numbered' WHERE sequence = 35`,
    chainAgain(30),
  ]
  it('may lack numbers before the entry that says so', async () => {
    await asAdministrator(...gap)
    const { status } = await verifyNow()
    await restore()
    expect(status).toBe(0)
  })

  it('may not lack them after it', async () => {
    await asAdministrator(...gap, 'DELETE FROM event WHERE sequence = 40', chainAgain(41))
    const { said } = await verifyNow()
    await restore()
    expect(said).toMatch(/^Entry 40 is missing/)
  })
})

describe('the trail is append-only', () => {
  const changes = [`UPDATE event SET type = 'another'`, 'DELETE FROM event', 'TRUNCATE event']
  it.each([
    ...changes,
    'INSERT INTO event SELECT * FROM event',
    `SELECT audit.append('x', NULL, NULL, NULL, NULL, NULL)`,
    'SELECT * FROM audit.event_head',
  ])('by grant: the service may not %s', async (statement) => {
    await expect(withActor(actor, (tx) => tx.$executeRawUnsafe(statement))).rejects.toThrow(
      'permission denied',
    )
  })

  it.each(changes)('by trigger: who owns the tables may not %s', async (statement) => {
    await expect(asOwner((tx) => tx.$executeRawUnsafe(statement))).rejects.toThrow(
      'What event holds is never changed',
    )
  })
})

describe('the exported file', () => {
  const file = join(folder, 'exported.jsonl')

  it('is written by one command and checked by another, which needs nothing of ours', async () => {
    expect(await exportTrail(file)).toEqual({
      status: 0,
      said: `60 entries were written to ${file}`,
    })
    expect(verifyTrail(file, ...signed).said).toBe('60 entries hold, 3 checkpoints hold.')
    const alone = join(folder, 'alone.mjs')
    cpSync(join(root, 'scripts/audit-verify.mjs'), alone)
    const { stdout } = spawnSync(process.execPath, [alone, file, ...signed], {
      cwd: folder,
      encoding: 'utf8',
      env: { NODE_ENV: 'production' },
    })
    expect(stdout).toBe('60 entries hold, 3 checkpoints hold.\n')
  })

  it('is never written over another', async () => {
    const { status, said } = await exportTrail(file)
    expect(said).toContain('EEXIST')
    expect(status).toBe(1)
    expect(linesOf(file)).toHaveLength(60)
  })
})
