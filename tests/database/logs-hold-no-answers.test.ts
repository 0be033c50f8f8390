import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { addAccount } from '@/lib/access/add-account'
import { checkServerLog } from '@/lib/database/check-server-log'
import { environment } from '@/lib/environment'
import type { RawAnswers } from '@/lib/journey/question'
import { jobs, type JobName } from '@/lib/jobs/jobs'
import { runJobs } from '@/lib/jobs/run-jobs'
import { log } from '@/lib/log'
import { deliverMessages } from '@/lib/notifications/deliver-messages'
import { allQuestions } from '@/lib/referral/all-questions'
import { startDraft } from '@/lib/referral/start-draft'
import { canaryOf, withCanaries } from '@/tests/support/canaries'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { findDoors, knock, type Door } from '@/tests/support/doors'
import { startMailbox } from '@/tests/support/mailbox'
import { cookieOf } from '@/tests/support/requests'
import { parametersOf } from '@/tests/support/route-files'
import { sendTyped } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const word = /kanarienvogel|singt|07700 ?900[3-5]\d\d|%2B447700|\+447700/i
const secret = 'Kanarienvogel Nachtigall singt'

const mailbox = await startMailbox()
process.env.MESSAGES = 'smtp'
process.env.SMTP_URL = mailbox.url
process.env.MESSAGES_FROM = 'no-reply@refer.test'
mailbox.onLetter = () => {
  throw new Error(`550 ${secret} <kanarienvogel.referrer@singt.test> is not known here`)
}
afterAll(mailbox.stop)

const database = testDatabase()
const template = inject('template')

const asSuperuser = async (act: (client: pg.Client) => Promise<unknown>) => {
  if (!('server' in template)) return
  const url = new URL(process.env.DATABASE_URL ?? '')
  const server = new URL(template.server)
  server.pathname = url.pathname
  const client = new pg.Client({ connectionString: server.href })
  await client.connect()
  await act(client).finally(() => client.end())
}
const nameOfDatabase = () => new URL(process.env.DATABASE_URL ?? '').pathname.slice(1)

// As docs/operating.md asks of whoever runs the server.
beforeAll(() =>
  asSuperuser((client) =>
    client.query(`ALTER DATABASE ${nameOfDatabase()} SET log_error_verbosity = terse`),
  ),
)
const { person } = countyPeople(database)

/** All that this process has written of itself, in the log and beside it. */
const lines: string[] = []
beforeAll(() => {
  const keep = (text: unknown) => void lines.push(String(text))
  Reflect.set(log, pino.symbols.streamSym, { write: keep })
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, name).mockImplementation((...said: unknown[]) =>
      keep(said.map((one) => (one instanceof Error ? one.stack : JSON.stringify(one))).join(' ')),
    )
})

/** What PostgreSQL wrote about this database: an entry with the lines that go on from it. */
const entriesOfServer = () => {
  if (!('server' in template)) return []
  const entries = readFileSync(template.log, 'utf8').split(/^(?=\[\[)/m)
  return entries.filter((entry) => entry.startsWith(`[[${nameOfDatabase()}]] `))
}
const telling = (said: readonly string[]) => said.filter((one) => word.test(one))
const mentioning = (text: string) => lines.filter((line) => line.includes(text)).length

/** Everything that can be typed anywhere, with a canary in it: each question, and what forms call theirs. */
const fields = ['words', 'search', 'name', 'email', 'label', 'reason', 'reference', 'title', 'to']
const everything = (): URLSearchParams => {
  const form = new URLSearchParams({ version: '1', key: randomUUID() })
  for (const [id, question] of Object.entries(allQuestions))
    form.set(id, canaryOf(id, question) ?? Object.keys(question.options ?? {})[0] ?? secret)
  for (const name of fields) form.set(name, secret)
  form.set('email', 'kanarienvogel.somebody@singt.test')
  return form
}

let typed: RawAnswers = {}
let reference = ''
let draft = ''
let doors: readonly Door[] = []
const names = ['referrer.nhs', 'officer', 'beacon', 'desk', 'lead', 'admin', 'auditor', '']
const workers = ['referrer.nhs', 'officer', 'lead', 'desk']
type Cookies = ReadonlyMap<string, string>
/** For each round of knocking its own: a door may end the session of whoever knocks. */
const rounds: Cookies[] = []

beforeAll(async () => {
  typed = withCanaries(workedCase('V16'))
  const nurse = person('referrer.nhs')
  reference = (await sendTyped(nurse, typed)).reference
  draft = await startDraft(nurse)
  doors = (await findDoors()).filter(({ path }) => !path.includes('nextauth'))
  for (let round = 0; round < 6; round += 1) {
    const cookies = new Map<string, string>()
    for (const name of names) if (name) cookies.set(name, await cookieOf(person(name)))
    rounds.push(cookies)
  }
})

/** What stands in an address: what is there, or a canary. */
const real = (): Readonly<Record<string, string>> => ({
  reference,
  draft,
  queue: 'police',
  action: 'accept',
  step: 'account',
  question: 'familyName',
  task: 'person',
  kind: 'duty_to_notify',
  track: 'police',
  channel: 'phone',
  purpose: 'support',
  account: person('referrer.charity').accountId,
})
const values = (path: string, isReal: boolean) =>
  Object.fromEntries(
    parametersOf(path).map(({ name }) => [name, (isReal && real()[name]) || secret]),
  )

type Asked = Parameters<typeof knock> extends [Door, unknown, ...infer Rest] ? Rest : never
type Body = readonly [what: string, text: () => string, type: string | undefined]
const bodies: readonly Body[] = [
  ['a form', () => everything().toString(), undefined],
  ['a form with every field twice', () => `${everything()}&${everything()}`, undefined],
  ['a broken form', () => `${secret}=%E0%A4%A&words=%00${secret}`, undefined],
  ['JSON', () => JSON.stringify(Object.fromEntries(everything())), 'application/json'],
  ['broken JSON', () => `{"account": "${secret}", `, 'application/json'],
  ['a broken file', () => `--x\r\nfilename="${secret}`, 'multipart/form-data; boundary=x'],
]

/**
 * Every door by GET and by POST with each of the bodies, each time as somebody else in turn, with what is
 * there in the address and with what is not.
 */
const knockAtAll = async (given: readonly Body[], people: readonly string[], turns: number) => {
  const origin = environment().origins[0] ?? ''
  const cookies = rounds.pop()
  if (!cookies) throw new Error('Make more rounds of cookies')
  const failed: { readonly where: string; readonly page: string }[] = []
  const ask = async (door: Door, method: 'GET' | 'POST', ...asked: Asked) => {
    const answer = await knock(door, method, ...asked)
    if (answer.status >= 500)
      failed.push({ where: `${method} ${door.path}`, page: await answer.text() })
  }
  for (const [at, door] of doors.entries())
    for (let turn = 0; turn < turns; turn += 1) {
      const [, text, type] = given[turn % given.length] ?? []
      const cookie = cookies.get(people[(at + turn) % people.length] ?? '')
      const filled = values(door.path, turn % 3 < 2)
      const query = `?q=${encodeURIComponent(secret)}`
      if (door.handlers.GET) await ask(door, 'GET', filled, { cookie, origin, query })
      if (door.handlers.POST && text)
        await ask(door, 'POST', filled, { cookie, origin, body: text(), ...(type && { type }) })
    }
  return failed
}

/** A page of an error says nothing of the error (threat T-19). */
const tellsNothing = (failed: readonly { readonly where: string; readonly page: string }[]) => {
  expect(failed.length).toBeGreaterThan(20)
  const fault =
    /\bat \S+:\d+:\d+|prisma|violates|constraint|relation |\bselect \w|node_modules|\.tsx?:/i
  expect(failed.filter(({ page }) => fault.test(page)).map(({ where }) => where)).toEqual([])
}

describe('the log says what failed and where, and nothing that anybody typed', () => {
  it('whatever is asked for and posted, well made or broken', async () => {
    const failed = await knockAtAll(bodies, names, bodies.length)
    expect(failed.map(({ where }) => where)).toEqual([])
    expect(telling(lines)).toEqual([])
  })

  it('when the same is sent twice, and when somebody is added who is there', async () => {
    const admin = person('admin')
    const form = () =>
      new URLSearchParams({
        ...{ name: secret, email: 'kanarienvogel.twice@singt.test', role: 'referrer' },
        organisation: 'stevenage-council',
      })
    await Promise.allSettled([addAccount(admin, form()), addAccount(admin, form())])
    const key = randomUUID()
    const nurse = person('referrer.nhs')
    await Promise.allSettled([1, 2, 3].map(() => sendTyped(nurse, typed, key)))
    expect(telling(lines)).toEqual([])
  })

  it('when a letter is refused with what is in it', async () => {
    await deliverMessages()
    expect(telling(lines)).toEqual([])
  })

  it('when a job throws what it read', async () => {
    const does = Object.fromEntries(
      Object.keys(jobs).map((name) => [name, () => Promise.reject(new Error(secret))]),
    ) as Record<JobName, () => Promise<unknown>>
    const end = await runJobs(does)
    const failed = () => expect(mentioning('A job failed')).toBeGreaterThan(0)
    await vi.waitFor(failed, { timeout: 40_000, interval: 200 }).finally(end)
    expect(telling(lines)).toEqual([])
  })

  it('when the database refuses every row', async () => {
    const before = mentioning('A request failed')
    await database.asOwner(async (tx) => {
      const tables = await tx.$queryRaw<{ name: string }[]>`
        select oid::regclass::text as name from pg_class
        where relkind = 'r' and relnamespace in ('public'::regnamespace, 'audit'::regnamespace)
          and relname <> 'session'`
      for (const { name } of tables)
        await tx.$executeRawUnsafe(`alter table ${name} add check (false) not valid`)
    })
    tellsNothing(await knockAtAll(bodies.slice(0, 1), workers, 2))
    await Promise.allSettled([sendTyped(person('referrer.nhs'), typed)])
    await Promise.allSettled(
      ['one', 'two'].map((name) =>
        database.asOwner(
          (tx) => tx.$executeRaw`update account set name = ${`${secret} ${name}`}, email = email`,
        ),
      ),
    )
    expect(mentioning('A request failed')).toBeGreaterThan(before + 20)
    expect(telling(lines)).toEqual([])
  })

  it('when the database does not have what it is asked for', async () => {
    const before = mentioning('A request failed')
    await database.asOwner(async (tx) => {
      for (const name of ['referral', 'item', 'draft', 'act', 'share'])
        await tx.$executeRawUnsafe(`alter table "${name}" rename to "gone_${name}"`)
    })
    tellsNothing(await knockAtAll(bodies.slice(0, 1), workers, 2))
    expect(mentioning('A request failed')).toBeGreaterThan(before + 20)
    expect(telling(lines)).toEqual([])
  })

  it.skipIf(!('server' in template))('nor does PostgreSQL write it into its own', async () => {
    await pause(100)
    const entries = entriesOfServer()
    expect(entries.filter((entry) => entry.includes('violates check')).length).toBeGreaterThan(5)
    expect(telling(entries)).toEqual([])
  })

  it('and the service warns where PostgreSQL is not told so', async () => {
    const says =
      'server' in template ? null : expect.stringContaining('log_error_verbosity = terse')
    expect(await checkServerLog()).toEqual(says)
  })

  it.skipIf(!('server' in template))('which it would, without the setting', async () => {
    await asSuperuser(async (client) => {
      await client.query("set log_error_verbosity = 'default'")
      await client.query('update account set name = $1', [secret]).catch(() => {})
    })
    await pause(100)
    expect(telling(entriesOfServer()).join()).toContain('Failing row contains')
  })
})
