import { beforeAll, describe, expect, it } from 'vitest'
import { POST as approve } from '@/app/data-requests/[request]/approve/route'
import { POST as fetchFile } from '@/app/data-requests/[request]/fetch/route'
import { GET as look, POST as make } from '@/app/data-requests/[request]/file/route'
import { GET as show } from '@/app/data-requests/[request]/route'
import type { Actor } from '@/lib/access/actor'
import { approveRequest } from '@/lib/data-requests/approve-request'
import { closeRequest } from '@/lib/data-requests/close-request'
import {
  exportSubjectAccess,
  fetchExport,
  findHeld,
} from '@/lib/data-requests/export-subject-access'
import { findRequests } from '@/lib/data-requests/find-requests'
import { openRequest } from '@/lib/data-requests/open-request'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'
import { countyPeople } from '@/tests/support/county-people'
import { correct } from '@/tests/support/correct'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const lead = () => person('lead')

const typed = () => ({
  ...typedOf(workedCase('V01')),
  givenNames: 'Mira',
  familyName: 'Kanarienvogel',
  account: 'Anton took her papers',
})
const send = async () => (await sendTyped(person('referrer.nhs'), typed())).reference
const asked = (reference: string, but: Record<string, string> = {}) =>
  new URLSearchParams({
    reference,
    kind: 'access',
    askedBy: 'person',
    identityChecked: 'document',
    words: 'Came in with her passport',
    ...but,
  })
const openOne = async (reference: string, but: Record<string, string> = {}) => {
  const done = await openRequest(lead(), asked(reference, but))
  if (!('request' in done)) throw new Error(JSON.stringify(done.taken.problems))
  return done.request
}
const approved = async (reference: string, but: Record<string, string> = {}) => {
  const request = await openOne(reference, but)
  await approveRequest(person('admin'), request, 1)
  return request
}
const reviewOf = async (request: string, but: Record<string, string> = {}) => {
  const { held } = await findHeld(lead(), request)
  const form = held.answers.flatMap(({ id, shown, suggested }) => [
    [`marked-${id}`, shown],
    [`exemption-${id}`, suggested ?? 'give'],
  ])
  return new URLSearchParams({ ...Object.fromEntries(form), ...but })
}
const eventsOf = async (request: string) =>
  (
    await asOwner(
      (tx) => tx.$queryRaw<{ type: string }[]>`
        select type from event where detail ->> 'request' = ${request} order by sequence`,
    )
  ).map(({ type }) => type)

describe('before a second person agrees', () => {
  let request = ''
  beforeAll(async () => {
    request = await openOne(await send())
  })

  it('nothing is read, not even by the one who opened it', async () => {
    await expect(findHeld(lead(), request)).rejects.toThrow(NotAllowed)
    expect(await eventsOf(request)).toEqual(['data_request.opened'])
  })

  it('nothing is read beneath the verbs either', async () => {
    const rows = await database.asNobody(async (tx) => {
      const { accountId, organisation, role } = lead()
      await tx.$queryRaw`select set_config('app.account_id', ${accountId}, true),
        set_config('app.organisation_id', ${organisation.id}, true), set_config('app.role', ${role}, true)`
      return tx.$queryRaw<unknown[]>`select place from open_data_request(${request}::uuid, now())`
    })
    expect(rows).toEqual([])
  })

  it('the one who opened it is not the second person', async () => {
    await expect(approveRequest(lead(), request, 1)).rejects.toThrow(NotAllowed)
  })

  it('the second person sees how they were checked, and nothing of the case', async () => {
    const cookie = await cookieOf(person('admin'))
    const page = await get(show, `/data-requests/${request}`, { request }, { cookie })
    const text = await page.text()
    expect(text).toContain('A document with a photograph was seen')
    for (const word of ['Mira', 'Kanarienvogel', 'Anton', 'passport'])
      expect(text).not.toContain(word)
    await expect(findHeld(person('admin'), request)).rejects.toThrow(NotFound)
  })
})

describe('a person who asks for their data', () => {
  let request = ''
  let reference = ''
  let file = ''

  beforeAll(async () => {
    reference = await send()
    await correct(person('referrer.nhs'), reference, { familyName: 'Kanarienhahn' })
    request = await approved(reference)
    const version = 2
    const form = await reviewOf(request, { 'marked-account': '[[Anton]] took her papers' })
    expect(await exportSubjectAccess(lead(), request, version, form)).toEqual({ done: true })
    const dump = await asOwner(dumpDatabase)
    for (const word of ['Mira', 'Kanarienhahn', 'passport'])
      expect(tablesWith(dump, word), 'sealed while it waits').toEqual([])
    file = await fetchExport(lead(), request)
  })

  it('gets what was said of them, what it was before a correction, and what they agreed to', () => {
    for (const word of ['Mira', 'Kanarienhahn', 'Kanarienvogel', reference, 'WHAT YOU AGREED TO'])
      expect(file).toContain(word)
  })

  it('gets nothing of others: not who hurt them, nor who referred them', () => {
    const { referrerName } = typed() as Record<string, string>
    expect(file).toContain('█████ took her papers')
    for (const word of ['Anton', referrerName ?? 'Sam', person('referrer.nhs').name, 'passport'])
      expect(file).not.toContain(word)
  })

  it('gets the file once: then it is gone', async () => {
    await expect(fetchExport(lead(), request)).rejects.toThrow(NotFound)
    const row = await asOwner((tx) => tx.dataRequest.findUniqueOrThrow({ where: { id: request } }))
    expect(row.export).toBeNull()
  })

  it('leaves each look, the file and its fetching in the trail, with ids and codes only', async () => {
    expect(await eventsOf(request)).toEqual([
      'data_request.opened',
      'data_request.approved',
      'data.opened',
      'data.opened',
      'data.exported',
      'data.fetched',
    ])
    const dump = await asOwner(dumpDatabase)
    for (const word of ['Mira', 'Anton', 'Kanarienvogel'])
      expect(tablesWith(dump, word)).toEqual([])
  })

  it('is answered once: whoever saves a stale page is told', async () => {
    await expect(exportSubjectAccess(lead(), request, 2, await reviewOf(request))).rejects.toThrow(
      Changed,
    )
  })

  it('keeps nothing of the review once it is closed', async () => {
    const [open] = (await findRequests(lead())).filter(({ id }) => id === request)
    const form = new URLSearchParams({ closedAs: 'handed_out' })
    await closeRequest(lead(), request, open?.version ?? 0, form)
    const row = await asOwner((tx) => tx.dataRequest.findUniqueOrThrow({ where: { id: request } }))
    expect([row.review, row.export, row.closedAs]).toEqual([null, null, 'handed_out'])
    await expect(findHeld(lead(), request)).rejects.toThrow(NotFound)
  })
})

describe('the pages', () => {
  it('lead from a request to a file, by plain forms', async () => {
    const request = await openOne(await send())
    const params = { request }
    const path = `/data-requests/${request}`
    const second = { cookie: await cookieOf(person('admin')) }
    const first = { cookie: await cookieOf(lead()) }
    const version = (number: number) => new URLSearchParams({ version: String(number) })
    expect((await post(approve, `${path}/approve`, params, version(1), second)).status).toBe(303)
    const page = await (await get(look, `${path}/file`, params, first)).text()
    expect(page).toContain('Kanarienvogel')
    const empty = await post(make, `${path}/file`, params, version(2), first)
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('There is a problem')
    const form = await reviewOf(request)
    form.set('version', '2')
    expect((await post(make, `${path}/file`, params, form, first)).status).toBe(303)
    const got = await post(fetchFile, `${path}/fetch`, params, version(3), first)
    expect(got.headers.get('content-disposition')).toBe('attachment; filename="what-is-kept.txt"')
    expect(got.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await got.text()).toContain('Mira')
  })
})

describe('a request to be erased', () => {
  it('goes before the review of disposals, once somebody agreed that they were checked', async () => {
    const reference = await send()
    await approved(reference, { kind: 'erasure' })
    const disposal = await asOwner((tx) => tx.disposal.findFirst({ where: { reference } }))
    expect(disposal).toMatchObject({ kind: 'request', decision: null })
  })

  it('shows nothing of what is kept', async () => {
    const request = await approved(await send(), { kind: 'erasure' })
    await expect(findHeld(lead(), request)).rejects.toThrow(NotFound)
  })
})

describe('who answers', () => {
  it.each(['officer', 'desk', 'beacon', 'referrer.nhs', 'auditor'])('not %s', async (name) => {
    const actor: Actor = person(name)
    const request = await approved(await send())
    await expect(findRequests(actor)).rejects.toThrow(NotFound)
    await expect(openRequest(actor, asked('HMS'))).rejects.toThrow(NotFound)
    await expect(approveRequest(actor, request, 2)).rejects.toThrow(NotFound)
    await expect(findHeld(actor, request)).rejects.toThrow(NotFound)
    await expect(fetchExport(actor, request)).rejects.toThrow(NotFound)
  })

  it('is told beside the field where there is no such case, and what they typed stays', async () => {
    expect(await openRequest(lead(), asked('HMS-0000-0000-0'))).toMatchObject({
      taken: { problems: [{ question: 'reference' }], typed: { reference: 'HMS-0000-0000-0' } },
    })
  })
})
