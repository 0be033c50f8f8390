import { Agent, request } from 'node:http'
import fc from 'fast-check'
import { addressOf, findPostPaths, parametersOf } from '../support/route-files'
import { percentile } from '../bench/load'
import { type Figure, show } from '../bench/figures'
import type { Stand } from '../bench/start-service'
import { signIn } from '../bench/visits'
import { questions } from '@/lib/referral/questions'
import { askOwner, partnerToken } from './referrals'

/** What may change by a form that says nothing: what was typed is kept, who is there, what one chose. */
const mayChange =
  /^(draft|event|event_head|presence|session|account_setting|preference|attempt|rate_limit\w*|sign_in_\w*|opening|key_check)$/

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

interface Hostile {
  readonly type: string
  readonly body: Buffer
}
const hostile: fc.Arbitrary<Hostile> = fc.oneof(
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

const post = (
  origin: string,
  agent: Agent,
  path: string,
  { type, body }: Hostile,
  headers: Record<string, string>,
) =>
  new Promise<{ status: number; took: number }>((resolve) => {
    const before = performance.now()
    const end = (status: number) => resolve({ status, took: performance.now() - before })
    const sent = request(
      origin + path,
      {
        agent,
        method: 'POST',
        headers: { origin, 'content-type': type, 'content-length': body.length, ...headers },
      },
      (answer) => answer.resume().once('end', () => end(answer.statusCode ?? 0)),
    )
    // The service may close what it will not read: that is an answer too, where one came before.
    sent.once('error', () => end(0))
    sent.end(body)
  })

const countRows = async (address: string) => {
  const tables = await askOwner<{ name: string; text: string }>(
    address,
    `SELECT relname AS name, md5(coalesce((xpath('/row/all/text()', query_to_xml(
         format('SELECT md5(string_agg(t::text, '''' ORDER BY t::text)) AS all FROM %s t', oid::regclass), false, true, '')))[1]::text, '')) AS text
     FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
  )
  return new Map(tables.map(({ name: table, text }) => [table, text]))
}

/** Values for the parameters of addresses, from what is in the database; what is not known is made up. */
const valuesFrom = async (address: string): Promise<Record<string, string>> => {
  const [row] = await askOwner<Record<string, string>>(
    address,
    `SELECT (SELECT reference FROM item WHERE queue = 'POLICE' AND finished_as IS NULL LIMIT 1) AS reference,
       (SELECT id::text FROM draft LIMIT 1) AS draft, (SELECT id::text FROM share LIMIT 1) AS share,
       (SELECT id::text FROM account WHERE role = 'referrer' LIMIT 1) AS account, (SELECT id::text FROM goal LIMIT 1) AS goal`,
  )
  return {
    ...row,
    queue: 'police',
    action: 'accept',
    step: 'account',
    kind: 'duty_to_notify',
    track: 'police',
    question: 'familyName',
    task: 'person',
  }
}

const people = [
  'referrer.nhs',
  'officer',
  'supervisor',
  'beacon',
  'desk',
  'lead',
  'admin',
  'auditor',
]

/** Posts so many generated bodies to every address that takes one, as everybody in turn. */
export async function postGarbage(stand: Stand, count: number, seed: number): Promise<Figure[]> {
  const service = await stand.start()
  const { origin } = service
  const paths = findPostPaths().filter((path) => path !== '/sign-out')
  const values = await valuesFrom(stand.ownerAddress)
  const addresses = paths.map((path) =>
    addressOf(
      path,
      Object.fromEntries(
        parametersOf(path).map(({ name: one }) => [
          one,
          values[one] ?? '00000000-0000-4000-8000-000000000000',
        ]),
      ),
    ),
  )
  const cookies = await Promise.all(people.map((one) => signIn(origin, `${one}@demo.test`)))
  const before = await countRows(stand.ownerAddress)
  const bodies = fc.sample(hostile, { numRuns: count, seed })
  let memoryBefore = 0
  const times: number[] = []
  const failures = new Map<string, number>()
  let next = 0
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      for (let index = next++; index < bodies.length; index = next++) {
        // What every process loads once is not counted as growing.
        if (index === Math.floor(bodies.length / 5)) memoryBefore = service.memory()
        const body = bodies[index]
        const path = addresses[index % addresses.length]
        if (!body || !path) continue
        const cookie = cookies[Math.floor(index / addresses.length) % cookies.length] ?? ''
        const isApi = path.startsWith('/api/v1')
        const headers: Record<string, string> = isApi
          ? {
              authorization: `Bearer ${partnerToken(index)}`,
            }
          : { cookie }
        const { status, took } = await post(origin, agent, path, body, headers)
        times.push(took)
        if (status >= 500 || (status === 0 && body.body.length < 1_000_000))
          failures.set(`${path} ${status}`, (failures.get(`${path} ${status}`) ?? 0) + 1)
      }
      agent.destroy()
    }),
  )
  const isRunning = service.isRunning()
  const grown = service.memory() - memoryBefore
  const after = await countRows(stand.ownerAddress)
  await service.stop()
  const changed = [...after]
    .filter(([table, text]) => before.get(table) !== text && !mayChange.test(table))
    .map(([table]) => table)
  const failed = [...failures.values()].reduce((sum, one) => sum + one, 0)
  const p99 = percentile(times, 0.99)
  const say = (list: readonly string[]) => (list.length ? ` (${list.slice(0, 5).join(', ')})` : '')
  return [
    {
      what: `${show(times.length)} generated hostile bodies to ${addresses.length} addresses, seed ${seed}: answers of 5xx, or none`,
      measured: `${failed}${say([...failures].map(([where, many]) => `${where}: ${many}`))}`,
      aim: '0',
      isMet: failed === 0 && isRunning,
    },
    {
      what: 'Tables changed by them, but for drafts, presence, own settings and the trail',
      measured: `${changed.length}${say(changed)}`,
      aim: '0',
      isMet: changed.length === 0,
    },
    {
      what: 'p99 of them, 8 at once',
      measured: `${show(p99)} ms`,
      aim: '500 ms',
      isMet: p99 < 500,
    },
    {
      what: 'Memory grown by the last four fifths of them',
      measured: `${show(grown)} MB`,
      aim: '50 MB',
      isMet: grown < 50,
    },
  ]
}
