import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { addressOf, findPostPaths, parametersOf } from '../support/route-files'
import { percentile } from '../bench/load'
import { type Figure, show } from '../bench/figures'
import type { Service, Stand } from '../bench/start-service'
import { signIn } from '../bench/visits'
import { hostileBodies } from './hostile-bodies'
import { askOwner, partnerToken } from './referrals'

/**
 * What may change by a form that says nothing: what was typed is kept, who is there, what one chose, and
 * tries at signing in, of which a code for an address that nobody has is one.
 */
const mayChange =
  /^(draft|event|event_head|presence|session|account_setting|preference|attempt|rate_limit\w*|sign_in_\w*|email_code|opening|key_check)$/

/** How one request ended: 0 where there was no answer. */
interface Ended {
  readonly status: number
  /** In milliseconds. */
  readonly took: number
}

const ask = (
  method: 'GET' | 'POST',
  url: string,
  agent: Agent,
  headers: Record<string, string | number>,
  body?: Buffer,
) =>
  new Promise<Ended>((resolve) => {
    const before = performance.now()
    const end = (status: number) => resolve({ status, took: performance.now() - before })
    const sent = request(url, { agent, method, headers }, (answer) =>
      answer.resume().once('end', () => end(answer.statusCode ?? 0)),
    )
    // The service may close what it will not read: that is an answer too, where one came before.
    sent.once('error', () => end(0))
    sent.end(body)
  })

/** Does what is numbered so, eight at once, each on a line of its own. */
const eightAtOnce = async (
  from: number,
  to: number,
  act: (index: number, agent: Agent) => Promise<void>,
) => {
  let next = from
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      for (let index = next++; index < to; index = next++) await act(index, agent)
      agent.destroy()
    }),
  )
}

/** What stands in every table, as a digest; when a key was last used is no change. */
const countRows = async (address: string) => {
  const tables = await askOwner<{ name: string; text: string }>(
    address,
    `SELECT relname AS name, md5(coalesce((xpath('/row/all/text()', query_to_xml(
         format('SELECT md5(string_agg((to_jsonb(t) - ''last_used_at'')::text, '''' ORDER BY t::text)) AS all FROM %s t', oid::regclass), false, true, '')))[1]::text, '')) AS text
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

/** After a while in which nothing is asked, because a process tidies up when it has time. */
const memoryAtRest = async (service: Service) => {
  await pause(20_000)
  return service.memory()
}

/** What took longest, one of each address, and which answer that was. */
const slowestOf = (all: readonly (Ended & { readonly path: string })[]) => {
  const worst = new Map<string, Ended>()
  for (const one of all) if ((worst.get(one.path)?.took ?? 0) < one.took) worst.set(one.path, one)
  return [...worst]
    .sort(([, one], [, other]) => other.took - one.took)
    .map(([path, { status, took }]) => `${path} ${status}: ${show(took)} ms`)
}

/** Posts so many generated bodies to every address that takes one, as everybody in turn. */
export async function postGarbage(stand: Stand, count: number, seed: number): Promise<Figure[]> {
  // What changes then was changed by what is posted.
  const service = await stand.start(undefined, undefined, { JOBS: 'elsewhere' })
  const { origin } = service
  const paths = findPostPaths().filter((path) => path !== '/sign-out')
  const values = await valuesFrom(stand.ownerAddress)
  const addresses = paths.map((path) => ({
    path,
    address: addressOf(
      path,
      Object.fromEntries(
        parametersOf(path).map(({ name: one }) => [
          one,
          values[one] ?? '00000000-0000-4000-8000-000000000000',
        ]),
      ),
    ),
  }))
  const cookies = await Promise.all(people.map((one) => signIn(origin, `${one}@demo.test`)))
  const headersFor = (address: string, index: number): Record<string, string> =>
    address.startsWith('/api/v1')
      ? { authorization: `Bearer ${partnerToken(index)}` }
      : { cookie: cookies[Math.floor(index / addresses.length) % cookies.length] ?? '' }
  const places = addresses.length * cookies.length

  // Everybody looks at every page first: what that loads and records is not what is measured.
  const looks: number[] = []
  await eightAtOnce(0, places, async (index, agent) => {
    const { address = '' } = addresses[index % addresses.length] ?? {}
    const { status, took } = await ask('GET', origin + address, agent, headersFor(address, index))
    if (status === 200 && index >= places / 2) looks.push(took)
  })

  const before = await countRows(stand.ownerAddress)
  const bodies = fc.sample(hostileBodies, { numRuns: count, seed })
  const all: (Ended & { readonly path: string })[] = []
  const failures = new Map<string, number>()
  const send = async (index: number, agent: Agent) => {
    const found = bodies[index]
    const { path = '', address = '' } = addresses[index % addresses.length] ?? {}
    if (!found) return
    const { type, body } = found
    const headers = { origin, 'content-type': type, 'content-length': body.length }
    const own = headersFor(address, index)
    const ended = await ask('POST', origin + address, agent, { ...headers, ...own }, body)
    all.push({ ...ended, path })
    if (ended.status >= 500 || (ended.status === 0 && body.length < 1_000_000))
      failures.set(`${path} ${ended.status}`, (failures.get(`${path} ${ended.status}`) ?? 0) + 1)
  }
  const half = Math.floor(bodies.length / 2)
  await eightAtOnce(0, half, send)
  const atRest = await memoryAtRest(service)
  await eightAtOnce(half, bodies.length, send)
  const isRunning = service.isRunning()
  const grown = (await memoryAtRest(service)) - atRest
  const after = await countRows(stand.ownerAddress)
  await service.stop()
  const changed = [...after]
    .filter(([table, text]) => before.get(table) !== text && !mayChange.test(table))
    .map(([table]) => table)
  const failed = [...failures.values()].reduce((sum, one) => sum + one, 0)
  const p99 = percentile(
    all.map(({ took }) => took),
    0.99,
  )
  const p99OfPages = percentile(looks, 0.99)
  const say = (list: readonly string[], most = 5) =>
    list.length ? ` (${list.slice(0, most).join(', ')})` : ''
  return [
    {
      what: `${show(all.length)} generated hostile bodies to ${addresses.length} addresses, seed ${seed}: answers of 5xx, or none`,
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
      what: 'p99 of them, 8 at once, and the slowest',
      measured: `${show(p99)} ms${say(slowestOf(all), 3)}`,
      aim: '500 ms',
      isMet: p99 < 500,
    },
    {
      what: 'To compare: p99 of reading the pages at those addresses, 8 at once, just before',
      measured: `${show(p99OfPages)} ms`,
    },
    {
      what: 'Memory grown by the second half of them, at rest',
      measured: `${show(grown)} MB`,
      aim: '50 MB',
      isMet: grown < 50,
    },
  ]
}
