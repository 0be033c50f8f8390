import { beforeAll, describe, expect, it, test } from 'vitest'
import { POST as copy } from '@/app/events/copy/route'
import { GET, POST } from '@/app/events/route'
import type { Actor } from '@/lib/access/actor'
import { filtersIn, type EventFilters } from '@/lib/audit/event-filters'
import { exportEvents } from '@/lib/audit/export-events'
import { findEvents } from '@/lib/audit/find-events'
import { recordEvents } from '@/lib/audit/record-event'
import { withActorInSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { cookieOf, get, post } from '@/tests/support/requests'
import { typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send } = casework(database)

let reference: string
let auditor: Actor
let cookie: string

const types = async (filters: EventFilters) =>
  (await findEvents(auditor, filters)).events.map(({ type }) => type)
const newest = () => asOwner((tx) => tx.event.findFirstOrThrow({ orderBy: { sequence: 'desc' } }))

beforeAll(async () => {
  auditor = person('auditor')
  cookie = await cookieOf(auditor)
  reference = await send(person('referrer.nhs'), 'V16')
  const officer = person('officer')
  const { id } = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
  await withActorInSql(officer, (tx) =>
    recordEvents(tx, id, [
      { type: 'access.refused', detail: { because: 'role' } },
      { type: 'consent.overridden', detail: {} },
      { type: 'referral.viewed', detail: { audience: 'police', opening: officer.accountId } },
      { type: 'referral.viewed', detail: { audience: 'police' } },
      { type: 'note.written', detail: { queue: 'POLICE' } },
    ]),
  )
})

describe('the trail is narrowed', () => {
  it('by kind: a group, or one kind of event', async () => {
    expect(await types({ kind: 'notes' })).toEqual(['note.written'])
    expect(await types({ kind: 'note.written' })).toEqual(['note.written'])
    expect(await types({ kind: 'goal.set' })).toEqual([])
  })

  it('by what an auditor looks for first', async () => {
    expect(await types({ concern: 'refusals' })).toEqual(['access.refused'])
    expect(await types({ concern: 'overrides' })).toEqual(['consent.overridden'])
    const { events } = await findEvents(auditor, { concern: 'outside' })
    expect(events.map(({ detail }) => detail)).toEqual([
      expect.objectContaining({ opening: person('officer').accountId }),
    ])
  })

  it('by case, by its reference', async () => {
    const { events } = await findEvents(auditor, { reference })
    expect(events.length).toBeGreaterThan(5)
    for (const line of events) expect(line.reference).toBe(reference)
    expect(await types({ reference: 'HMS-0000-0000-0' })).toEqual([])
  })

  it('by account, by its id or the beginning of it', async () => {
    const { accountId } = person('officer')
    const whole = await types({ account: accountId })
    expect(whole).toHaveLength(5)
    expect(await types({ account: accountId.slice(0, 8) })).toEqual(whole)
  })

  it('by role and by organisation, which it names', async () => {
    const { organisation } = person('officer')
    const { events } = await findEvents(auditor, {
      role: 'police_triage_officer',
      organisation: organisation.id,
    })
    expect(events).toHaveLength(5)
    for (const line of events)
      expect(line).toMatchObject({ role: 'police_triage_officer', organisation: organisation.name })
  })

  it('by days in London, the last one to its end', async () => {
    const { at } = await newest()
    const day = at.toISOString().slice(0, 10)
    const before = new Date(at.getTime() - 3 * 86_400_000).toISOString().slice(0, 10)
    expect((await types({ from: before, kind: 'notes' })).length).toBe(1)
    expect((await types({ to: before, kind: 'notes' })).length).toBe(0)
    expect(filtersIn(new URLSearchParams({ from: day, to: day }))).toEqual({ from: day, to: day })
  })

  it('page by page, each entry once', async () => {
    await withActorInSql(auditor, (tx) =>
      recordEvents(
        tx,
        null,
        Array.from({ length: 120 }, (_, page) => ({
          type: 'queue.viewed' as const,
          detail: { page },
        })),
      ),
    )
    const pages: unknown[] = []
    let before: bigint | undefined
    do {
      const page = await findEvents(auditor, { kind: 'queue.viewed' }, before)
      pages.push(...page.events.map(({ detail }) => detail))
      before = page.next
    } while (before !== undefined)
    expect(pages).toEqual(Array.from({ length: 120 }, (_, page) => ({ page: 119 - page })))
  })
})

describe('that somebody looked is in the trail itself', () => {
  it('with what they chose', async () => {
    await findEvents(auditor, { reference, concern: 'refusals' }, 500n)
    expect(await newest()).toMatchObject({
      type: 'events.viewed',
      accountId: auditor.accountId,
      detail: { filters: { reference, concern: 'refusals' }, before: 500 },
    })
  })

  it('before the first byte of a copy leaves', async () => {
    const stream = await exportEvents(auditor, { kind: 'notes' }, 'csv')
    expect(await newest()).toMatchObject({
      type: 'events.exported',
      detail: { as: 'csv', filters: { kind: 'notes' } },
    })
    await stream.cancel()
  })
})

describe('a copy', () => {
  it('holds everything that was chosen and was there, as it is chained', async () => {
    const stream = await exportEvents(auditor, {}, 'jsonl')
    const lines = (await new Response(stream).text()).trimEnd().split('\n')
    const { detail } = await newest()
    expect(detail).toMatchObject({ upTo: lines.length })
    expect(lines.map((line) => JSON.parse(line).sequence)).toEqual(
      lines.map((_, index) => index + 1),
    )
    expect(lines.length).toBeGreaterThan(120)
  })

  it('is handed over as a file, by a form and never by an address', async () => {
    const answer = await post(
      copy,
      '/events/copy',
      {},
      new URLSearchParams({ as: 'csv', kind: 'notes' }),
      { cookie },
    )
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="audit-trail-\d{4}-\d\d-\d\d\.csv"$/,
    )
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const [head, line, ...more] = (await answer.text()).split('\r\n')
    expect(head).toContain('"number","at","type"')
    expect(line).toContain('"note.written"')
    expect(more).toEqual([''])
  })

  it('in another form is not found', async () => {
    const form = new URLSearchParams({ as: 'xlsx' })
    expect((await post(copy, '/events/copy', {}, form, { cookie })).status).toBe(404)
  })
})

describe('the page', () => {
  it('shows roles, organisations and ids, and no names of people nor anything that was typed', async () => {
    const html = await (await get(GET, `/events?reference=${reference}`, {}, { cookie })).text()
    expect(html).toContain(reference)
    const [officer, referrer] = [person('officer'), person('referrer.nhs')]
    expect(html).toContain(officer.accountId.slice(0, 8))
    for (const { name, email } of [officer, referrer]) {
      expect(html).not.toContain(name)
      expect(html).not.toContain(email)
    }
    const words = Object.values(typedOf(workedCase('V16')))
      .flat()
      .map(String)
    for (const typed of words.filter(({ length }) => length > 15)) expect(html).not.toContain(typed)
  })

  it('takes what was typed into an address only where it is an id or a code', async () => {
    const form = new URLSearchParams({ reference: reference.toLowerCase(), kind: '', account: '' })
    const answer = await post(POST, '/events', {}, form, { cookie })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(`/events?reference=${reference}`)
  })

  it('explains a mistake beside its field and keeps what was typed', async () => {
    const form = new URLSearchParams({ account: 'Somebody', 'from-day': '1' })
    const answer = await post(POST, '/events', {}, form, { cookie })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('Account must be the 8 or 36 characters of its id')
    expect(html).toContain('href="#from-year"')
    expect(html).toContain('value="Somebody"')
  })
})

test.each(['officer', 'lead', 'admin', 'referrer.nhs'])(
  'the trail is not for the %s',
  async (name) => {
    await expect(findEvents(person(name))).rejects.toEqual(new NotFound())
    await expect(exportEvents(person(name), {}, 'csv')).rejects.toEqual(new NotFound())
    const theirs = { cookie: await cookieOf(person(name)) }
    const form = new URLSearchParams({ as: 'csv' })
    expect((await get(GET, '/events', {}, theirs)).status).toBe(404)
    expect((await post(POST, '/events', {}, form, theirs)).status).toBe(404)
    expect((await post(copy, '/events/copy', {}, form, theirs)).status).toBe(404)
  },
)

test('who is refused a page is in the trail, with nothing of what they typed', async () => {
  const officer = { cookie: await cookieOf(person('officer')) }
  const path = `/events/${reference}/Mary%20Brown`
  expect((await get(GET, path, {}, officer)).status).toBe(404)
  expect(await newest()).toMatchObject({
    type: 'access.refused',
    accountId: person('officer').accountId,
    detail: { because: 'not_found', reference },
  })
})

test('no case is found for anybody else by what gives an auditor its reference', async () => {
  for (const name of ['officer', 'lead', 'admin', 'referrer.nhs']) {
    const found = await withActorInSql(
      person(name),
      (tx) => tx.$queryRaw<unknown[]>`select * from cases_of_trail(${reference}, '{}')`,
    )
    expect(found).toEqual([])
  }
})
