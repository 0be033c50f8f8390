import { spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it, test } from 'vitest'
import { readCheckpoint, verifyTrail } from '../../scripts/audit-verify.mjs'

const folder = mkdtempSync(join(tmpdir(), 'referral-verify-'))
afterAll(() => rmSync(folder, { recursive: true }))

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const other = generateKeyPairSync('ed25519')
const origin = 'refer.test/audit'

const noteOf = (sequence, hash, key = { publicKey, privateKey }) => {
  const text = `${origin}\n${sequence}\n${Buffer.from(hash, 'hex').toString('base64')}\nat 2027-03-01T10:00:00.000Z\n`
  const raw = key.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const id = createHash('sha256').update(`${origin}\n\u0001`).update(raw).digest().subarray(0, 4)
  const signature = Buffer.concat([id, sign(null, Buffer.from(text), key.privateKey)])
  return `${text}\n— ${origin} ${signature.toString('base64')}\n`
}

/** A trail of so many entries, written as the database and the export write it. */
const trailOf = (length) => {
  let previous = createHash('sha256').update('the first event').digest('hex')
  const hashes = []
  const lines = Array.from({ length }, (_, index) => {
    const fields = [
      index + 1,
      '2027-03-01T10:00:00.000Z',
      'queue.viewed',
      'a',
      null,
      'auditor',
      null,
    ]
    const detail = { queue: 'NRM', é: `“${index}”`, page: index % 7 }
    const text = JSON.stringify([...fields, detail]).replaceAll(',"', ', "')
    const hash = createHash('sha256')
      .update(Buffer.from(previous, 'hex'))
      .update(text)
      .digest('hex')
    const [sequence, at, type, account, organisation, role, referral, read] = JSON.parse(text)
    const named = { sequence, at, type, account, organisation, role, referral, detail: read }
    const line = JSON.stringify({ ...named, text, previous, hash })
    previous = hash
    hashes.push(hash)
    return line
  })
  return { lines, hashes }
}

const length = 40
const { lines, hashes } = trailOf(length)
const bytesOf = (some) => Buffer.from(some.map((line) => `${line}\n`).join(''))
const whole = bytesOf(lines)
const end = readCheckpoint('end', noteOf(length, hashes.at(-1)), publicKey)

/** As a file is read: in pieces that end anywhere. */
const piecesOf = (bytes, size) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  )
const check = (bytes, size = 1_000) => verifyTrail(piecesOf(bytes, size), [end])

describe('an export', () => {
  it('holds, however the file is read', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: whole.length }), async (size) => {
        expect(await check(whole, size)).toEqual({ entries: 40, held: 1, signed: 40, last: 40 })
      }),
    ))

  it('shows every change of a single bit, at the entry or before the next', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (index, bit) => {
        const changed = Buffer.from(whole)
        changed[index] ^= 1 << bit
        const entry = whole.subarray(0, index).filter((byte) => byte === 10).length + 1
        const found = await check(changed)
        expect(found).toHaveProperty('says')
        expect([entry, entry + 1]).toContain(found.entry)
      }),
      { numRuns: 2_000 },
    ))

  it('shows every stretch that is taken out, at its first entry', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(length - 1), fc.integer({ min: 1, max: 5 }), async (from, count) => {
        const left = lines.toSpliced(from, count)
        expect((await check(bytesOf(left))).entry).toBe(from + 1)
      }),
    ))

  it('shows every two entries that are swapped, at the first of them', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(length - 1), { minLength: 2, maxLength: 2 }),
        async (pair) => {
          const [one, two] = pair.toSorted((a, b) => a - b)
          const swapped = lines.with(one, lines[two]).with(two, lines[one])
          expect((await check(bytesOf(swapped))).entry).toBe(one + 1)
        },
      ),
    ))

  it('shows every entry that stands there twice', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(length - 1), fc.nat(length), async (which, where) => {
        const found = await check(bytesOf(lines.toSpliced(where, 0, lines[which])))
        expect(found).toHaveProperty('says')
      }),
    ))

  it('shows where it was cut within an entry', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: whole.length - 1 }), async (at) => {
        const kept = whole.subarray(0, at).filter((byte) => byte === 10).length
        expect((await check(whole.subarray(0, at))).entry).toBe(kept + 1)
      }),
    ))

  it('with nothing in it does not hold', async () => {
    expect(await verifyTrail([])).toEqual({ entry: null, says: 'There is no entry' })
  })

  it.each([
    ['no JSON', 'hello'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no text', '{"text": 1}'],
    ['another text', '{"text": "{}"}'],
  ])('with %s in a line is named and not a crash', async (_, line) => {
    const found = await check(bytesOf(lines.with(9, line)))
    expect(found.entry).toBe(10)
  })
})

describe('a checkpoint', () => {
  const note = noteOf(length, hashes.at(-1))

  it('shows every change of a single bit', () => {
    const bytes = Buffer.from(note)
    for (let index = 0; index < bytes.length; index += 1)
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = Buffer.from(bytes)
        changed[index] ^= 1 << bit
        expect(readCheckpoint('changed', changed.toString('utf8'), publicKey)).toHaveProperty(
          'says',
        )
      }
  })

  it('of another key does not hold', () => {
    expect(readCheckpoint('x', noteOf(length, hashes.at(-1), other), publicKey)).toEqual({
      entry: null,
      says: 'Checkpoint x was signed with another key',
    })
  })

  it('of another trail shows where they part', async () => {
    const another = readCheckpoint('x', noteOf(12, hashes[3]), publicKey)
    const found = await verifyTrail([whole], [another])
    expect(found.entry).toBe(12)
  })
})

describe('the command', () => {
  const write = (name, content) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  mkdirSync(join(folder, 'checkpoints/2027-03-01'), { recursive: true })
  const checkpoints = join(folder, 'checkpoints')
  const file = write('whole.jsonl', whole)
  const key = write('key.pem', publicKey.export({ format: 'pem', type: 'spki' }))
  write('checkpoints/2027-03-01/40.note', noteOf(length, hashes.at(-1)))
  const run = (...args) => {
    const command = join(import.meta.dirname, '../../scripts/audit-verify.mjs')
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
      encoding: 'utf8',
    })
    return [status, stdout, stderr]
  }

  test.each([
    ['the export alone', [file], 0, /^40 entries hold, 0 checkpoints hold\.\nWithout checkpoints/],
    [
      'the export and its checkpoints',
      [file, '--checkpoints', checkpoints, '--key', key],
      0,
      /^40 entries hold, 1 checkpoint holds\.\n$/,
    ],
  ])('given %s, says what holds', (_, args, status, said) => {
    const [given, out] = run(...args)
    expect(out).toMatch(said)
    expect(given).toBe(status)
  })

  test.each([
    ['nothing', [], 2, /^Say: /],
    ['no such file', [join(folder, 'none.jsonl')], 2, /^There is no file/],
    ['checkpoints without a key', [file, '--checkpoints', checkpoints], 2, /^Say: /],
    ['a part', [write('part.jsonl', bytesOf(lines.slice(5)))], 1, /^Entries 1 to 5 are missing/],
    [
      'no checkpoints',
      [file, '--checkpoints', join(folder, 'checkpoints/none'), '--key', key],
      2,
      /no folder/,
    ],
  ])('given %s, says what is wrong', (_, args, status, said) => {
    const [given, , problems] = run(...args)
    expect(problems).toMatch(said)
    expect(given).toBe(status)
  })
})
