import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, it } from 'vitest'
import { GET as findStateByApi } from '@/app/api/v1/referrals/[reference]/route'
import { POST as postSearch } from '@/app/search/route'
import type { Actor } from '@/lib/access/actor'
import { hashToken } from '@/lib/access/hash-token'
import { exportEvents } from '@/lib/audit/export-events'
import { readTrail } from '@/lib/audit/read-trail'
import { trailLine } from '@/lib/audit/trail-line'
import { findOwnReferrals } from '@/lib/casework/find-referrals'
import { findWorklist } from '@/lib/casework/find-worklist'
import { expireData } from '@/lib/retention/expire-data'
import { saveDetails } from '@/lib/referral/save-details'
import { findDetails } from '@/lib/referral/find-details'
import cases from '@/tests/domain/routing-cases.json'
import { answersOf } from '@/tests/support/answers-of'
import { detailsWithCanaries, withCanaries } from '@/tests/support/canaries'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { formOf } from '@/tests/support/form-of'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sendTyped } from '@/tests/support/send-answers'

const database = testDatabase()
const { asOwner } = database
const { person, referrerOf } = countyPeople(database)

/** Anything that was typed into any question of any case: tests/support/canaries.ts. */
const canary = /kanarienvogel|singt|07700 ?9003\d\d|\+447700/gi

interface Sent {
  readonly author: Actor
  readonly reference: string
}
const sent = new Map<string, Sent>()

beforeAll(async () => {
  for (const one of cases) {
    const { answers, organisationType } = answersOf(one)
    const author = referrerOf(organisationType)
    const typed = withCanaries(answers)
    const { reference } = await sendTyped(author, typed)
    const { journey, typed: details } = detailsWithCanaries(typed)
    const { walked } = await findDetails(author, reference)
    for (const { step } of walked.stops)
      await saveDetails(author, reference, step.id, formOf(journey.questions, details))
    sent.set(one.id, { author, reference })
  }
})

const theCase = (id: string) => {
  const found = sent.get(id)
  if (!found) throw new Error(`${id} was not sent`)
  return found
}
const json = (value: unknown) =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part))

const bearer = async ({ accountId, organisation }: Actor) => {
  const token = `token-${randomUUID()}`
  await asOwner((tx) =>
    tx.apiToken.create({
      data: {
        ...{ tokenHash: hashToken(token), name: 'For a test', accountId },
        ...{ organisationId: organisation.id, scopes: ['referrals:send', 'referrals:read'] },
        expiresAt: new Date('2099-01-01'),
      },
    }),
  )
  return { authorization: `Bearer ${token}` }
}

const search = async (actor: Actor, typed: string) => {
  const cookie = await cookieOf(actor)
  const answer = await post(postSearch, '/search', {}, new URLSearchParams({ search: typed }), {
    cookie,
  })
  return (await answer.text()).replaceAll(typed, '')
}

/**
 * Where a case is told of beside its pages, whose every door tests/support/every-door.ts knocks at, and
 * the letters, which tests/database/messages.test.ts reads: what is said there of one case.
 */
const surfaces: Readonly<Record<string, (one: Sent) => Promise<string>>> = {
  'the partner API, to whoever sent it': async ({ author, reference }) => {
    const answer = await get(
      findStateByApi,
      `/api/v1/referrals/${reference}`,
      { reference },
      await bearer(author),
    )
    expect(answer.status).toBe(200)
    return answer.text()
  },
  'the partner API, to another organisation': async ({ author, reference }) => {
    const other = person(author.organisation.type === 'fire' ? 'referrer.nhs' : 'referrer.fire')
    const answer = await get(
      findStateByApi,
      `/api/v1/referrals/${reference}`,
      { reference },
      await bearer(other),
    )
    expect(answer.status).toBe(404)
    return answer.text()
  },
  'the referrer’s own list': async ({ author, reference }) => {
    const list = json(await findOwnReferrals(author, 500))
    expect(list).toContain(reference)
    return list
  },
  'what a search by its reference finds, for everybody who searches': async ({ reference }) => {
    const names = ['officer', 'supervisor', 'beacon', 'desk', 'lead', 'referrer.fire']
    const pages = await Promise.all(names.map((name) => search(person(name), reference)))
    return pages.join('\n')
  },
}

describe.each(Object.entries(surfaces))('%s', (_, tell) => {
  it.each(cases.map(({ id, title }) => [id, title] as const))(
    'holds nothing that was typed in %s: %s',
    async (id) => {
      const told = await tell(theCase(id))
      expect(told.length).toBeGreaterThan(2)
      expect(told.match(canary)).toBeNull()
    },
  )
})

/** What is told of all cases at once, and how many of them it must mention to be worth looking at. */
const lists: Readonly<Record<string, readonly [least: number, () => Promise<string>]>> = {
  'the queues': [
    cases.length,
    async () => {
      const seen = [
        ...(['POLICE', 'BEACON', 'NRM', 'HOLD'] as const).map((queue) =>
          findWorklist(person('lead'), queue),
        ),
        findWorklist(person('officer'), 'POLICE'),
        findWorklist(person('beacon'), 'BEACON'),
        findWorklist(person('desk'), 'NRM'),
      ]
      return json(await Promise.all(seen))
    },
  ],
  'a copy of the trail as lines of JSON': [
    0,
    async () => text(await exportEvents(person('auditor'), {}, 'jsonl')),
  ],
  'a copy of the trail as CSV': [
    0,
    async () => text(await exportEvents(person('auditor'), {}, 'csv')),
  ],
  'the whole trail, outside the database': [
    0,
    () => asOwner(async (tx) => (await readTrail(tx, 0n, 50_000)).map(trailLine).join('\n')),
  ],
  'the outbox and the deliveries': [
    0,
    () => asOwner(async (tx) => json([await tx.message.findMany(), await tx.delivery.findMany()])),
  ],
  'the tables of the jobs': [
    0,
    async () => {
      await expireData()
      return asOwner(async (tx) =>
        json(
          await tx.$queryRaw`select job::text from pgboss.job union all select queue::text from pgboss.queue`,
        ),
      )
    },
  ],
}

it.each(Object.entries(lists))(
  '%s: nothing that was typed in any case',
  async (_, [least, tell]) => {
    const told = await tell()
    const mentioned = [...sent.values()].filter(({ reference }) => told.includes(reference))
    expect(mentioned.length).toBeGreaterThanOrEqual(least)
    expect(told.length).toBeGreaterThan(2)
    expect(told.match(canary)).toBeNull()
  },
)
