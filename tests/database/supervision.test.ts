import { randomUUID } from 'node:crypto'
import { subHours } from 'date-fns'
import { beforeEach, describe, expect, it } from 'vitest'
import { GET as auditPage, POST as auditForm } from '@/app/audits/[audit]/route'
import { POST as openForm } from '@/app/audits/[audit]/open/route'
import { GET as drawPage, POST as drawForm } from '@/app/audits/draw/route'
import { GET as auditsPage } from '@/app/audits/route'
import { GET as casePage } from '@/app/cases/[reference]/route'
import { GET as openingsPage } from '@/app/openings/route'
import { findOpenings } from '@/lib/casework/find-openings'
import { keepCaseFrom } from '@/lib/casework/keep-case-from'
import { openCase } from '@/lib/casework/open-case'
import { atMoment } from '@/lib/clock'
import { approveRequest } from '@/lib/data-requests/approve-request'
import { findHeld } from '@/lib/data-requests/export-subject-access'
import { openRequest } from '@/lib/data-requests/open-request'
import { readLearning } from '@/lib/outcomes/read-learning'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'
import { answerDisposal } from '@/lib/retention/answer-disposal'
import { decideDisposal } from '@/lib/retention/decide-disposal'
import { auditedNames } from '@/lib/supervision/audit-form'
import { drawAudits } from '@/lib/supervision/draw-audits'
import { findAudit, findAudits } from '@/lib/supervision/find-audits'
import { openAudited } from '@/lib/supervision/open-audited'
import { recordAudit } from '@/lib/supervision/record-audit'
import { isoDay, londonDay } from '@/lib/wording/london-time'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { disposalOf, endLongAgo } from '@/tests/support/life-of-data'
import { openWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get, post } from '@/tests/support/requests'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send, act } = casework(database)
const lead = () => person('lead')
const nurse = () => person('referrer.nhs')

const thisYear = londonDay(new Date()).year
const sample = (typed: Record<string, string> = {}) =>
  new URLSearchParams({
    ...{ 'from-day': '1', 'from-month': '1', 'from-year': String(thisYear) },
    ...{ 'until-day': '31', 'until-month': '12', 'until-year': String(thisYear) },
    ...{ standing: 'any', number: '20', ...typed },
  })
const words = 'The desk wrote an Auditvogel down twice.'
const found = (typed: Record<string, string> = {}) =>
  new URLSearchParams({
    ...Object.fromEntries(auditedNames.map((name) => [name, 'good'])),
    ...{ handOver: 'could_be_better', findings: 'good_practice', words, ...typed },
  })

/** Draws every case that is left. Out: their references. */
const drawAll = async (actor = lead()) => {
  await drawAudits(actor, sample())
  return (await findAudits(actor)).waiting.map(({ reference }) => reference)
}
const auditOf = async (reference: string, actor = lead()) =>
  (await findAudits(actor)).waiting.find((one) => one.reference === reference)?.id ?? ''
/** Sends a case and draws it. */
const drawn = async () => {
  const reference = await send(nurse(), 'V16')
  await drawAll()
  return { reference, audit: await auditOf(reference) }
}
const lastEvent = (type: string) =>
  asOwner((tx) => tx.event.findFirst({ where: { type }, orderBy: { sequence: 'desc' } }))

beforeEach(() =>
  // What earlier tests drew and left is done with: nobody draws a case twice.
  asOwner((tx) => tx.caseAudit.deleteMany({ where: { doneAt: null, caseId: null } })),
)

describe('a sample', () => {
  it('is of cases of the time alone, each once, and says how many there were', async () => {
    const references = [await send(nurse(), 'V16'), await send(nurse(), 'V05')]
    expect(await drawAudits(lead(), sample({ number: '1' }))).toEqual({ drawn: 1 })
    const all = await drawAll()
    expect(all).toEqual(expect.arrayContaining(references))
    expect(all).toHaveLength(new Set(all).size)
    expect(await lastEvent('audits.drawn')).toMatchObject({
      referralId: null,
      detail: { from: `${thisYear}-01-01`, standing: 'any' },
    })
    const again = await drawAudits(lead(), sample())
    expect(again).toMatchObject({ form: { problems: [{ question: 'from' }] } })
  })

  it('has no case of another time', async () => {
    await send(nurse(), 'V16')
    const past = { 'from-year': '2021', 'until-year': '2021' }
    expect(await drawAudits(lead(), sample(past))).toHaveProperty('form')
    await drawAll()
  })

  it('is spread over the queues', async () => {
    for (const id of ['V16', 'V16', 'V05', 'V13']) await send(nurse(), id)
    await drawAudits(lead(), sample({ number: '3' }))
    const queues = (await findAudits(lead())).waiting.slice(-3).map(({ queue }) => queue)
    expect(new Set(queues).size).toBe(3)
    await drawAll()
  })

  it.each([
    ['ended', 'V05', true],
    ['open', 'V05', false],
  ])('of those that are %s has no other', async (standing, id, isEnded) => {
    const ended = await send(nurse(), id)
    const open = await send(nurse(), id)
    await endLongAgo(database, ended)
    await drawAudits(lead(), sample({ standing }))
    const references = (await findAudits(lead())).waiting.map(({ reference }) => reference)
    expect([references.includes(ended), references.includes(open)]).toEqual([isEnded, !isEnded])
    await drawAll()
  })

  it('has no case that is kept from the lead, nor one in which they did something', async () => {
    const kept = await send(nurse(), 'V16')
    const own = await send(nurse(), 'V05')
    await openWithReason(person('lead2'), kept)
    const typed = { reason: 'knows_them', words: 'A neighbour', whom: 'person' }
    const form = new URLSearchParams({ ...typed, person: lead().accountId })
    expect(await keepCaseFrom(person('lead2'), { reference: kept, form })).toHaveProperty('kept')
    await act(lead(), own, 'HOLD', 'accept')
    const all = await drawAll()
    expect(all).not.toContain(kept)
    expect(all).not.toContain(own)
    const others = await drawAll(person('lead2'))
    expect(others).toEqual(expect.arrayContaining([kept, own]))
    // To whom the case is kept from, its audit does not exist either.
    const audit = await auditOf(kept, person('lead2'))
    await expect(findAudit(lead(), audit)).rejects.toThrow(NotFound)
    await expect(openAudited(lead(), audit)).rejects.toThrow(NotFound)
    await expect(recordAudit(lead(), { audit, form: found() })).rejects.toThrow(NotFound)
    // And one in which they did something is another lead’s.
    const theirs = await auditOf(own, person('lead2'))
    expect((await findAudit(lead(), theirs)).isOwn).toBe(true)
    await expect(recordAudit(lead(), { audit: theirs, form: found() })).rejects.toThrow(NotAllowed)
    await expect(openAudited(lead(), theirs)).rejects.toThrow(NotAllowed)
  })

  it('keeps what was typed beside what is wrong', async () => {
    const cookie = await cookieOf(lead())
    const path = '/audits/draw'
    expect(await (await get(drawPage, path, {}, { cookie })).text()).toContain('value="5"')
    const answer = await post(drawForm, path, {}, sample({ number: '99' }), { cookie })
    const text = await answer.text()
    expect(answer.status).toBe(422)
    expect(text).toContain('value="99"')
    expect(text).toContain('How many must be a whole number between 1 and 20')
  })
})

describe('an audit', () => {
  it('opens its case with a reason of its own, which others can read', async () => {
    const { reference, audit } = await drawn()
    expect(await openCase(lead(), reference)).toHaveProperty('needsReason')
    const cookie = await cookieOf(lead())
    const opened = await post(openForm, `/audits/${audit}/open`, { audit }, '', { cookie })
    expect(opened.status).toBe(303)
    const to = opened.headers.get('location') ?? ''
    expect(to).toBe(`/cases/${reference}?back=%2Faudits%2F${audit}`)
    const page = await (await get(casePage, to, { reference }, { cookie })).text()
    expect(page).toContain('What was said')
    expect(page).toContain(`href="/audits/${audit}"`)
    expect(await lastEvent('case.opened')).toMatchObject({ detail: { reason: 'audit', audit } })
    expect(await lastEvent('referral.viewed')).toMatchObject({ detail: { entry: 'opening' } })
    const { list } = await findOpenings(person('lead2'))
    expect(list.find((one) => one.reference === reference)?.reason).toBe('audit')
    const others = await cookieOf(person('lead2'))
    const openings = await get(openingsPage, '/openings', {}, { cookie: others })
    expect(await openings.text()).toContain('It was drawn for an audit')
  })

  it('lets nobody read longer than a shift', async () => {
    const { reference, audit } = await drawn()
    await atMoment(subHours(new Date(), 9), () => openAudited(lead(), audit))
    expect(await openCase(lead(), reference)).toHaveProperty('needsReason')
  })

  it('is kept in codes, and its words sealed', async () => {
    const { reference, audit } = await drawn()
    expect(await recordAudit(lead(), { audit, form: found() })).toEqual({ reference })
    expect(await findAudit(lead(), audit)).toMatchObject({
      answers: { risk: 'good', handOver: 'could_be_better' },
      findings: ['good_practice'],
      words,
    })
    expect(tablesWith(await asOwner(dumpDatabase), 'Auditvogel')).toEqual([])
    const event = await lastEvent('audit.done')
    expect(event?.detail).toEqual({ audit, findings: ['good_practice'] })
    expect(event?.referralId).not.toBeNull()
    const done = (await findAudits(lead())).done.map(({ id }) => id)
    expect(done[0]).toBe(audit)
  })

  it('is done once, whoever is second', async () => {
    const { audit } = await drawn()
    await recordAudit(lead(), { audit, form: found() })
    const second = recordAudit(person('lead2'), { audit, form: found() })
    await expect(second).rejects.toThrow(Changed)
    await expect(openAudited(lead(), audit)).rejects.toThrow(Changed)
  })

  it('keeps what was typed beside what is missing', async () => {
    const { reference, audit } = await drawn()
    const cookie = await cookieOf(lead())
    const path = `/audits/${audit}`
    const asked = await (await get(auditPage, path, { audit }, { cookie })).text()
    expect(asked).toContain(reference)
    expect(asked).toContain('That you open it for an audit is recorded')
    const wrong = await post(auditForm, path, { audit }, found({ risk: '' }), { cookie })
    const text = await wrong.text()
    expect(wrong.status).toBe(422)
    expect(text).toContain('Select an answer: was the risk seen')
    expect(text).toContain('Auditvogel')
    const right = await post(auditForm, path, { audit }, found(), { cookie })
    expect(right.headers.get('location')).toBe('/audits?done')
    const done = await (await get(auditPage, path, { audit }, { cookie })).text()
    expect(done).toContain('What the audit found')
    const list = await (await get(auditsPage, '/audits?done', {}, { cookie })).text()
    expect(list).toContain('The audit is saved')
  })

  it('is counted after its case is erased, and says of nobody’s', async () => {
    const { reference, audit } = await drawn()
    await recordAudit(lead(), { audit, form: found({ findings: 'contact_unsafe' }) })
    const today = { from: isoDay(new Date()), until: isoDay(new Date()) }
    const unsafe = async () =>
      (await readLearning(lead(), today)).audits.counts.find(
        ({ code }) => code === 'contact_unsafe',
      )?.number
    expect(await unsafe()).toBe(1)
    await endLongAgo(database, reference)
    const disposal = await disposalOf(database, reference)
    const decide = new URLSearchParams({ decision: 'dispose', disposeBecause: 'time_over' })
    await decideDisposal(lead(), disposal?.id ?? '', disposal?.version ?? 0, decide)
    const agreed = await asOwner((tx) =>
      tx.disposal.findUniqueOrThrow({ where: { id: disposal?.id ?? '' } }),
    )
    const yes = new URLSearchParams({ agree: 'yes' })
    await answerDisposal(person('lead2'), agreed.id, agreed.version, yes)
    expect(await unsafe()).toBe(1)
    expect(await findAudit(lead(), audit)).toMatchObject({ reference: null, words: undefined })
  })

  it('is in no number once its case is kept from somebody', async () => {
    const { reference, audit } = await drawn()
    await recordAudit(lead(), { audit, form: found({ findings: 'record_thin' }) })
    const today = { from: isoDay(new Date()), until: isoDay(new Date()) }
    const before = (await readLearning(lead(), today)).audits
    await openWithReason(lead(), reference)
    const typed = { reason: 'knows_them', words: 'A neighbour', whom: 'person' }
    const form = new URLSearchParams({ ...typed, person: person('officer').accountId })
    expect(await keepCaseFrom(lead(), { reference, form })).toHaveProperty('kept')
    const after = (await readLearning(lead(), today)).audits
    expect(after.done).toBe(before.done - 1)
    expect(after.counts.map(({ code }) => code)).not.toContain('record_thin')
  })

  it('is handed out to the person whose case it is, once somebody has looked through it', async () => {
    const { reference, audit } = await drawn()
    await recordAudit(lead(), { audit, form: found() })
    const asked = { kind: 'access', askedBy: 'person', identityChecked: 'document', words: '' }
    const opened = await openRequest(lead(), new URLSearchParams({ reference, ...asked }))
    if (!('request' in opened)) throw new Error(JSON.stringify(opened.taken.problems))
    await approveRequest(person('admin'), opened.request, 1)
    const { held } = await findHeld(lead(), opened.request)
    const written = held.answers.find(({ ask }) =>
      ask.startsWith('What an audit of your case found'),
    )
    expect(written).toMatchObject({ shown: words, isText: true })
  })

  it.each(['officer', 'supervisor', 'beacon', 'desk', 'admin', 'auditor', 'referrer.nhs'])(
    'is nothing to anybody but a lead: %s',
    async (name) => {
      const { audit } = await drawn()
      await expect(findAudits(person(name))).rejects.toThrow(NotFound)
      await expect(findAudit(person(name), audit)).rejects.toThrow(NotFound)
      await expect(drawAudits(person(name), sample())).rejects.toThrow(NotFound)
      await expect(openAudited(person(name), audit)).rejects.toThrow(NotFound)
      await expect(recordAudit(person(name), { audit, form: found() })).rejects.toThrow(NotFound)
    },
  )

  it.each(['nonsense', randomUUID()])('is not found by %s', async (audit) => {
    await expect(findAudit(lead(), audit)).rejects.toThrow(NotFound)
  })
})
