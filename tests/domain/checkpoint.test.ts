import { describe, expect, it, test } from 'vitest'
import { doubtOf, isCheckpointDue, readNote, signedNote } from '@/lib/audit/checkpoint'
import { signCheckpoint, signText, verifyCheckpoint } from '@/lib/audit/sign-checkpoint'
import { trailLine } from '@/lib/audit/trail-line'

const secret = Buffer.alloc(32, 'an audit key for tests').toString('base64')
const at = new Date('2027-03-01T10:00:00Z')
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000)
const hash = Buffer.alloc(32, 'a hash')
const checkpoint = { origin: 'refer.test/audit', sequence: 1234n, hash, at }

describe('a checkpoint', () => {
  it('is signed as signed notes are: the example of their makers', () => {
    const seed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1)
    const text =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    expect(signText(seed.toString('base64'), 'PeterNeumann', text).toString('base64')).toBe(
      'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=',
    )
  })

  it('is read as it was written, and its signature holds', () => {
    const read = readNote(signedNote(signCheckpoint(secret, checkpoint)))
    expect(read).toMatchObject(checkpoint)
    expect(read && verifyCheckpoint(secret, read)).toBe(true)
  })

  it.each([
    ['another number', (note: string) => note.replace('\n1234\n', '\n1235\n')],
    ['another time', (note: string) => note.replace('at 2027', 'at 2026')],
    ['another service', (note: string) => note.replaceAll('refer.test', 'other.test')],
  ])('does not hold with %s', (_, change) => {
    const read = readNote(change(signedNote(signCheckpoint(secret, checkpoint))))
    expect(read && verifyCheckpoint(secret, read)).toBe(false)
  })

  it.each(['', 'anything', `${signedNote(signCheckpoint(secret, checkpoint))}\n`])(
    'is not any other text: %j',
    (text) => expect(readNote(text)).toBeUndefined(),
  )
})

test.each([
  ['the first one, as soon as there is an event', null, 1n, 0, true],
  ['no event at all', null, 0n, 9999, false],
  ['nothing new, however long', { sequence: 5n, at }, 5n, 99_999, false],
  ['one event, five minutes less a second', { sequence: 5n, at }, 6n, 299, false],
  ['one event, five minutes', { sequence: 5n, at }, 6n, 300, true],
  ['999 events in a moment', { sequence: 5n, at }, 1004n, 0, false],
  ['1,000 events in a moment', { sequence: 5n, at }, 1005n, 0, true],
])('when a checkpoint is due: %s', (_, last, sequence, seconds, isDue) => {
  expect(isCheckpointDue(last, sequence, later(seconds))).toBe(isDue)
})

const other = Buffer.alloc(32, 'another')
test.each([
  [
    'nothing is recorded yet',
    null,
    { sequence: 0n, newest_hash: null, signed_hash: null },
    undefined,
  ],
  ['all is as it was', { hash }, { sequence: 9n, newest_hash: hash, signed_hash: hash }, undefined],
  [
    'the head was changed',
    { hash },
    { sequence: 9n, newest_hash: other, signed_hash: hash },
    'head',
  ],
  ['the newest is gone', { hash }, { sequence: 9n, newest_hash: null, signed_hash: hash }, 'head'],
  [
    'what was signed was changed',
    { hash },
    { sequence: 9n, newest_hash: hash, signed_hash: other },
    'changed',
  ],
  [
    'what was signed is gone',
    { hash },
    { sequence: 9n, newest_hash: hash, signed_hash: null },
    'changed',
  ],
])('what is not signed: %s', (_, last, state, doubt) => {
  expect(doubtOf(last, { ...state, hash })).toBe(doubt)
})

test('an entry is exported in one spelling', () => {
  const text =
    '[7, "2027-03-01T10:00:00.000Z", "item.held", null, "o", "auditor", "r", {"queue": "NRM"}]'
  expect(JSON.parse(trailLine({ text, previous: 'aa', hash: 'bb' }))).toEqual({
    sequence: 7,
    at: '2027-03-01T10:00:00.000Z',
    type: 'item.held',
    account: null,
    organisation: 'o',
    role: 'auditor',
    referral: 'r',
    detail: { queue: 'NRM' },
    text,
    previous: 'aa',
    hash: 'bb',
  })
})
