import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { trailLine } from '@/lib/audit/trail-line'
import { throwAwayDatabase } from '../support/throw-away-database'
import { type Figure, show, withoutAims } from './figures'

const clients = [1, 8, 16] as const
const genesis = createHash('sha256').update('the first event').digest('hex')

/** One event in a transaction of its own, as `withActorInSql` and `recordEvent` send it. */
const appendOne = async (client: pg.Client) => {
  await client.query(`BEGIN; SELECT set_config('app.role', 'auditor', true)`)
  await client.query({
    name: 'append',
    text: `select append_event(type, null, detail)::text
      from jsonb_to_recordset($1::jsonb) as event (type text, detail jsonb)`,
    values: [JSON.stringify([{ type: 'queue.viewed', detail: { queue: 'NRM', page: 1 } }])],
  })
  await client.query('COMMIT')
}

async function appendFor(address: string, count: number, seconds: number) {
  const connections = Array.from(
    { length: count },
    () => new pg.Client({ connectionString: address, pipeline: true } as pg.ClientConfig),
  )
  await Promise.all(connections.map((connection) => connection.connect()))
  const started = performance.now()
  const end = started + seconds * 1000
  const appended = await Promise.all(
    connections.map(async (connection) => {
      let own = 0
      while (performance.now() < end) {
        await appendOne(connection)
        own += 1
      }
      return own
    }),
  )
  const took = (performance.now() - started) / 1000
  await Promise.all(connections.map((connection) => connection.end()))
  return appended.reduce((sum, own) => sum + own, 0) / took
}

const safe = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }

/** Appends a second, of so many who all append at once, on PostgreSQL; none where it is not installed. */
async function measureAppends(seconds: number, isSafe: boolean): Promise<Figure[]> {
  const database = await throwAwayDatabase('server', isSafe ? safe : {})
  try {
    if (!database.address.startsWith('postgres')) return []
    const env = { ...process.env, DATABASE_OWNER_URL: database.ownerAddress }
    const migrate = ['--import', 'tsx', 'scripts/migrate.ts']
    const { status, stderr } = spawnSync(process.execPath, migrate, { env, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    await database.addService()
    await appendFor(database.address, 4, 1)
    const figures: Figure[] = []
    for (const count of clients) {
      const rate = await appendFor(database.address, count, seconds)
      figures.push({
        what: `Audit: appends by ${count} at once, ${isSafe ? 'safe against loss of power' : 'without fsync'}`,
        measured: `${show(rate)}/s`,
        aim: '1,000/s',
        isMet: rate >= 1_000,
      })
    }
    return figures
  } finally {
    await database.remove()
  }
}

async function writeTrail(file: string, entries: number) {
  const out = createWriteStream(file)
  let previous = genesis
  for (let sequence = 1; sequence <= entries; sequence += 1) {
    const at = new Date(1_800_000_000_000 + sequence * 10).toISOString()
    const id = '3f2a90bc-0000-4000-8000-000000000001'
    const detail = `{"act": "${id}", "queue": "POLICE", "action": "accept"}`
    const text = `[${sequence}, "${at}", "item.accepted", "${id}", "${id}", "police_triage_officer", "${id}", ${detail}]`
    const hash = createHash('sha256')
      .update(Buffer.from(previous, 'hex'))
      .update(text)
      .digest('hex')
    if (!out.write(`${trailLine({ text, previous, hash })}\n`)) await once(out, 'drain')
    previous = hash
  }
  out.end()
  await once(out, 'close')
}

/** How long the command takes for a trail, and how much memory: it never holds the file. */
async function measureVerification(entries: number): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'referral-trail-'))
  const file = join(folder, 'trail.jsonl')
  try {
    await writeTrail(file, entries)
    const started = performance.now()
    const peak = `data:text/javascript,process.on('exit',()=>console.error(process.resourceUsage().maxRSS))`
    const child = spawn(process.execPath, ['--import', peak, 'scripts/audit-verify.mjs', file], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [said, memory] = await Promise.all([text(child.stdout), text(child.stderr)])
    const seconds = (performance.now() - started) / 1000
    if (!said.startsWith(`${show(entries)} entries hold`)) throw new Error(said + memory)
    const megabytes = Number(memory) / 1024
    return [
      {
        what: `Audit: ${show(entries)} entries verified (${show(statSync(file).size / 2 ** 20)} MB)`,
        measured: `${show(seconds, 1)} s, ${show(entries / seconds)}/s`,
        aim: 'under 60 s',
        isMet: seconds < 60,
      },
      {
        what: 'Audit: peak memory of the verifier',
        measured: `${show(megabytes)} MB`,
        aim: 'under 200 MB',
        isMet: megabytes < 200,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The figures of the audit trail: appending on PostgreSQL, and verifying without a database. */
export const measureAudit = async ({ seconds = 5, entries = 1_000_000 } = {}): Promise<
  Figure[]
> => [
  ...(await measureAppends(seconds, true)),
  ...withoutAims(await measureAppends(seconds, false)),
  ...(await measureVerification(entries)),
]
