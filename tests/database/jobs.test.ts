import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import {
  closeDatabase,
  findOnlyConnection,
  withActor,
  withActorInSql,
} from '@/lib/database/with-actor'
import { jobs, jobsOf, type JobName } from '@/lib/jobs/jobs'
import { runJobs } from '@/lib/jobs/run-jobs'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { sendCase } from '@/tests/support/cases'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { onDuty } from '@/tests/support/on-duty'
import { startMailbox } from '@/tests/support/mailbox'
import { root } from '@/tests/support/read-source'

const mailbox = await startMailbox()
process.env.MESSAGES = 'smtp'
process.env.SMTP_URL = mailbox.url
process.env.MESSAGES_FROM = 'no-reply@refer.test'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
onDuty(database, ['beacon'])
const isServer = 'server' in inject('template')
const names = jobsOf(isServer ? 'server' : 'embedded').map(({ name }) => name)

const nothing = Object.fromEntries(
  Object.keys(jobs).map((name) => [name, () => Promise.resolve()]),
) as Record<JobName, () => Promise<unknown>>
const patiently = { timeout: 40_000, interval: 200 }

const tell = async () => {
  const nurse = person('referrer.nhs')
  const items = [{ queue: 'BEACON', identity: 'withheld' as const }]
  const id = await withActor(nurse, (tx) => sendCase(tx, nurse, randomUUID(), { items }))
  await withActorInSql(nurse, (tx) =>
    queueMessages(tx, { id, priority: 'P2' }, [
      { type: 'item.arrived', recipient: 'queue:BEACON' },
    ]),
  )
}

afterAll(mailbox.stop)
beforeEach(() => {
  mailbox.received.length = 0
})

describe('the tables of the jobs', () => {
  it('are made by the migration, with every job of the list and no other', async () => {
    const queues = await asOwner(
      (tx) => tx.$queryRaw<{ name: string }[]>`select name from pgboss.queue`,
    )
    expect(queues.map(({ name }) => name).sort()).toEqual(['__pgboss__send-it', ...names].sort())
    const timed = await asOwner(
      (tx) =>
        tx.$queryRaw<
          { name: string; timezone: string }[]
        >`select name, timezone from pgboss.schedule`,
    )
    const byTheClock = names.filter((name) => typeof jobs[name].every === 'string')
    expect(timed.map(({ name }) => name).sort()).toEqual([...byTheClock].sort())
    expect(new Set(timed.map(({ timezone }) => timezone))).toEqual(new Set(['Europe/London']))
  })

  it.each([
    ['make a table', 'create table pgboss.more (id int)'],
    ['make a queue', `select pgboss.create_queue('more', '{}')`],
    ['change when a job runs', `update pgboss.schedule set cron = '* * * * *'`],
    ['empty them', 'truncate pgboss.job'],
    ['drop one', 'drop table pgboss.archive'],
  ])('let the service run jobs and not %s', async (_, statement) => {
    const act = database.asNobody((tx) => tx.$executeRawUnsafe(statement))
    await expect(act).rejects.toThrow(/permission denied|must be owner/)
  })
})

describe('the jobs', () => {
  it('send a message that was queued, by themselves', async () => {
    const end = await runJobs()
    try {
      await tell()
      await vi.waitFor(() => expect(mailbox.received).toHaveLength(1), patiently)
    } finally {
      await end()
    }
    expect(mailbox.received[0]?.to).toBe(person('beacon').email)
    const [delivery] = await asOwner((tx) => tx.delivery.findMany({ orderBy: { sentAt: 'desc' } }))
    expect(delivery).toMatchObject({ state: 'sent' })
  })

  it('are tried again where they throw, and nothing of the error is kept', async () => {
    const secret = 'Kanarienvogel singt'
    let runs = 0
    const end = await runJobs({
      ...nothing,
      'deliver-messages': async () => {
        runs += 1
        if (runs === 1) throw new Error(secret)
      },
    })
    const retried = () =>
      asOwner(
        (tx) => tx.$queryRaw<{ output: unknown }[]>`
        select output from pgboss.job where name = 'deliver-messages' and retry_count > 0`,
      )
    try {
      await vi.waitFor(async () => expect(await retried()).toHaveLength(1), patiently)
    } finally {
      await end()
    }
    const rows = await asOwner(
      (tx) => tx.$queryRaw<{ text: string }[]>`select job::text as text from pgboss.job`,
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { text } of rows) expect(text).not.toContain(secret)
  })

  it('end: none begins after that, and the database answers on', async () => {
    let runs = 0
    const end = await runJobs({
      ...nothing,
      'deliver-messages': async () => {
        runs += 1
      },
    })
    await vi.waitFor(() => expect(runs).toBeGreaterThan(0), patiently)
    await end()
    const then = runs
    await tell()
    await asOwner((tx) => tx.$queryRaw`select 1`)
    expect(runs).toBe(then)
  })
})

describe.skipIf(isServer)('on the embedded database', () => {
  it('rows that were deleted are cleared away, by a role that owns no table', async () => {
    const executeSql = await findOnlyConnection()
    await executeSql?.('vacuum (analyze)', [])
    const [row] = await asOwner(
      (tx) => tx.$queryRaw<{ count: number }[]>`
        select count(*)::integer as count from pg_stat_user_tables
        where schemaname = 'public' and relname = 'account' and last_vacuum is not null`,
    )
    expect(row?.count).toBe(1)
  })

  it('a statement of the library that fails leaves no transaction open', async () => {
    const executeSql = await findOnlyConnection()
    const broken = executeSql?.('BEGIN;\nselect 1;\nselect 1/0;\nCOMMIT;\n')
    await expect(broken).rejects.toThrow(/division by zero/)
    await tell()
    expect(await asOwner((tx) => tx.message.count())).toBeGreaterThan(0)
  })
})

const worker = join(root, 'scripts/worker.ts')
const node = ['--import', 'tsx', worker]

describe('npm run worker', () => {
  it('refuses the embedded database, which one process holds', () => {
    const env = { ...process.env, DATABASE_URL: 'pglite:memory' }
    const { status, stderr } = spawnSync(process.execPath, node, { env, encoding: 'utf8' })
    expect(stderr.trim()).toBe(
      'The worker was not started. DATABASE_URL is the embedded database, which one process holds: its jobs run there',
    )
    expect(status).toBe(1)
  })

  it.runIf(isServer)('sends what was queued, and ends by itself when told to', async () => {
    await tell()
    await closeDatabase()
    const child = spawn(process.execPath, node, { stdio: 'ignore' })
    try {
      await vi.waitFor(() => expect(mailbox.received).toHaveLength(1), patiently)
    } finally {
      child.kill('SIGTERM')
    }
    expect(await once(child, 'exit')).toEqual([0, null])
  })
})
