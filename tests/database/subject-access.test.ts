import { beforeAll, describe, expect, it } from 'vitest'
import { POST as approve } from '@/app/data-requests/[request]/approve/route'
import { POST as fetchFile } from '@/app/data-requests/[request]/fetch/route'
import { GET as saveFile } from '@/app/data-requests/[request]/files/[file]/route'
import { GET as look, POST as make } from '@/app/data-requests/[request]/file/route'
import { GET as show } from '@/app/data-requests/[request]/route'
import type { Actor } from '@/lib/access/actor'
import { setGoal } from '@/lib/casework/set-goal'
import { writeNote } from '@/lib/casework/write-note'
import { atMoment } from '@/lib/clock'
import { recordAttempt } from '@/lib/contact/record-attempt'
import { savePlan } from '@/lib/contact/save-plan'
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
import { casework } from '@/tests/support/casework'
import { say } from '@/tests/support/consents'
import { planForm } from '@/tests/support/contact'
import { countyPeople } from '@/tests/support/county-people'
import { correct } from '@/tests/support/correct'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { add, evidenceFolder } from '@/tests/support/evidence'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

evidenceFolder()
const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { act } = casework(database)
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

describe('what was written while their case was worked', () => {
  let request = ''
  let reference = ''
  let photograph = ''
  let letter = ''
  const officer = () => person('officer')
  const beacon = () => person('beacon')
  const idsOf = async () => (await findHeld(lead(), request)).held.answers

  beforeAll(async () => {
    reference = await send()
    await act(officer(), reference, 'POLICE', 'accept')
    await act(beacon(), reference, 'BEACON', 'accept')
    await act(officer(), reference, 'POLICE', 'hold', { typed: { words: 'Anton is watched' } })
    const note = { type: 'note', readers: 'queue', words: 'Mira rang. Her sister Berta helps her.' }
    await writeNote(beacon(), { reference, form: new URLSearchParams(note) })
    const goal = new URLSearchParams({ words: 'A room with a lock' })
    await setGoal(beacon(), { reference, form: goal })
    await say(beacon(), reference, 'contact', { said: 'Only ring me, never write' })
    await savePlan(beacon(), { reference, version: 0, form: planForm() })
    const tried = { outcome: 'no_answer', override: 'asked', overrideWords: 'She begged for it' }
    const form = new URLSearchParams({ ...tried, words: 'It rang for a minute' })
    // A Sunday night, when the plan allows no call.
    await atMoment(new Date('2026-11-22T23:00:00Z'), () =>
      recordAttempt(beacon(), { reference, channel: 'phone', form }),
    )
    photograph = await add(beacon(), reference, { label: 'Her front door', shows: ['contact'] })
    letter = await add(beacon(), reference, { label: 'A letter of Anton', shows: ['account'] })
    await asOwner((tx) => tx.evidence.updateMany({ data: { state: 'clean' } }))
    request = await approved(reference)
  })

  it('is there to be looked through: notes, plans, attempts, what they said, goals and files', async () => {
    const found = (await idsOf()).map(({ section, shown }) => `${section}: ${shown}`).join('\n')
    for (const line of [
      'Mira rang. Her sister Berta helps her.',
      'work: A room with a lock',
      'agreed: Albanian\nOnly ring me, never write',
      'It rang for a minute\nShe begged for it',
      'files: Her front door (letter.pdf)',
      'Anton is watched',
      'Blue umbrella',
    ])
      expect(found).toContain(line)
  })

  it('is given only where somebody chose so of each text', async () => {
    const form = await reviewOf(request)
    const note = (await idsOf()).find(({ shown }) => shown.includes('Berta'))
    form.set(`exemption-${note?.id}`, '')
    const done = await exportSubjectAccess(lead(), request, 2, form)
    expect(done).toMatchObject({ problems: [{ question: `exemption-${note?.id}` }] })
  })

  it('is blacked out where it is about others, and leaves nothing of what police do', async () => {
    const form = await reviewOf(request)
    for (const { id, shown } of await idsOf()) {
      form.set(`marked-${id}`, shown.replace('Berta', '[[Berta]]'))
      if (shown.includes('Anton')) form.set(`exemption-${id}`, 'crime')
    }
    expect(await exportSubjectAccess(lead(), request, 2, form)).toEqual({ done: true })
    const file = await fetchExport(lead(), request)
    for (const line of [
      'WHAT WAS DONE AND WRITTEN',
      'Mira rang. Her sister █████ helps her.',
      'HOW WE CONTACTED YOU',
      'Phone call: There was no answer',
      'It rang for a minute',
      'Only ring me, never write',
      'Her front door (letter.pdf)\nHanded over with this text.',
      'Interpreter: A professional interpreter by phone or video',
    ])
      expect(file).toContain(line)
    for (const word of ['Berta', 'Anton', 'watched']) expect(file).not.toContain(word)
  })

  it('has its files saved by the one who answers and nobody else, which is recorded', async () => {
    const fetchAs = async (actor: Actor, file: string, of = request) => {
      const params = { request: of, file }
      const cookie = await cookieOf(actor)
      return get(saveFile, `/data-requests/${of}/files/${file}`, params, { cookie })
    }
    // The lead does not see where the person lives: only to answer the request.
    const answer = await fetchAs(lead(), photograph)
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringMatching(/^attachment; /),
    ])
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 4)
        .toString(),
    ).toBe('%PDF')
    expect(await eventsOf(request)).toContain('data.file_opened')
    for (const name of ['lead2', 'admin', 'officer', 'beacon', 'auditor'])
      expect([name, (await fetchAs(person(name), letter)).status]).toEqual([name, 404])
    const other = await approved(await send())
    expect((await fetchAs(lead(), letter, other)).status).toBe(404)
    await asOwner((tx) =>
      tx.evidence.updateMany({ where: { id: letter }, data: { state: 'infected' } }),
    )
    expect((await fetchAs(lead(), letter)).status).toBe(409)
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
