import fc from 'fast-check'
import { questions } from '@/lib/referral/questions'

const fields = [
  ...Object.keys(questions),
  ...[
    '__proto__',
    'constructor',
    'role',
    'status',
    'version',
    'key',
    'reference',
    'email',
    'kept.x',
    'password',
    'code',
    'act',
    'decision',
    'reason',
    'confirm',
  ],
]
const name = fc.oneof(fc.constantFrom(...fields), fc.string({ unit: 'binary', maxLength: 20 }))
const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    'yes',
    '-1',
    '%',
    '%00',
    '\0',
    '%ED%A0%80',
    '\ud800',
    "'; drop table referral; --",
  ),
  fc.nat({ max: 60_000 }).map((length) => 'x'.repeat(length)),
)
const pairs = fc.array(fc.tuple(name, value), { maxLength: 12 })
const deep = fc.nat({ max: 50_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth))
const form = pairs.map((list) => new URLSearchParams(list).toString())

/** A body that nobody's browser sends, and what it says that it is. */
export interface Hostile {
  readonly type: string
  readonly body: Buffer
}

/** Forms with the names of real fields and of none, half forms, other things, and far too much. */
export const hostileBodies: fc.Arbitrary<Hostile> = fc.oneof(
  {
    weight: 6,
    arbitrary: form.map((body) => ({
      type: 'application/x-www-form-urlencoded',
      body: Buffer.from(body),
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .uint8Array({ maxLength: 3_000 })
      .map((body) => ({ type: 'application/x-www-form-urlencoded', body: Buffer.from(body) })),
  },
  {
    weight: 2,
    arbitrary: fc
      .oneof(fc.json(), deep, form)
      .map((body) => ({ type: 'application/json', body: Buffer.from(body) })),
  },
  {
    weight: 2,
    arbitrary: fc.uint8Array({ maxLength: 3_000 }).map((body) => ({
      type: 'multipart/form-data; boundary=x',
      body: Buffer.concat([
        Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a\r\n'),
        body,
      ]),
    })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.string({ maxLength: 40 }), fc.uint8Array({ maxLength: 500 }))
      .map(([type, body]) => ({
        type: type.replace(/[^\x21-\x7e]/g, '') || 'text/plain',
        body: Buffer.from(body),
      })),
  },
  {
    weight: 1,
    arbitrary: fc.constant({
      type: 'application/x-www-form-urlencoded',
      body: Buffer.alloc(1_200_000, 'a=b&'),
    }),
  },
)
