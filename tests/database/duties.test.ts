import { beforeAll, describe, expect, it } from 'vitest'
import { GET as openList } from '@/app/duties/route'
import { GET as openDuty, POST as postDuty } from '@/app/cases/[reference]/duties/[kind]/route'
import type { Actor } from '@/lib/access/actor'
import { duties, dutyKinds, type DutyKind } from '@/lib/casework/duties'
import { findCase } from '@/lib/casework/find-case'
import { findDuties } from '@/lib/casework/find-duties'
import { settleDuty } from '@/lib/casework/settle-duty'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { decision } from '@/lib/routing/decision'
import { answersOf } from '@/tests/support/answers-of'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { openWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import cases from '@/tests/domain/routing-cases.json'

const database = testDatabase()
const { asOwner } = database
const { person, referrerOf, colleagueOf } = countyPeople(database)
const { send } = casework(database)

/** Nobody else's test has these words: they may stand nowhere but sealed. */
const words = 'Jo of the duty desk took it on the phone at ten'
const settled = { settledAs: 'done', reference: '41/12345/26', words }
const notified = { ...settled, settledAs: 'anonymous', reference: 'MS 77' }

const dutyOf = (reference: string, kind: DutyKind) =>
  asOwner((tx) => tx.duty.findFirstOrThrow({ where: { kind, referral: { reference } } }))
const eventsOf = (reference: string) =>
  asOwner(async (tx) => {
    const { id } = await tx.referral.findUniqueOrThrow({ where: { reference } })
    return tx.event.findMany({ where: { referralId: id }, orderBy: { sequence: 'asc' } })
  })
const lastEvent = async (reference: string) => (await eventsOf(reference)).at(-1)

const settle = (
  actor: Actor,
  reference: string,
  kind: DutyKind,
  typed: Record<string, string> = settled,
  version = 1,
) => settleDuty(actor, { reference, kind, version, form: new URLSearchParams(typed) })

describe('every action that asks for something to be done opens its duty', () => {
  it.each(cases)('$id $title', async (routingCase) => {
    const { answers, organisationType } = answersOf(routingCase)
    const author = referrerOf(organisationType)
    const { reference } = await sendTyped(author, typedOf(answers))
    const row = await asOwner((tx) =>
      tx.referral.findUniqueOrThrow({ where: { reference }, include: { duties: true } }),
    )
    const { actions, queues } = decision.parse(row.decision)
    const wanted = dutyKinds.filter((kind) => {
      const { opens } = duties[kind]
      if (opens === 'emergency_release') return false
      return opens === 'nrm_referral' ? queues.includes('NRM') : actions.includes(opens)
    })
    expect(row.duties.map(({ kind }) => kind).sort()).toEqual([...wanted].sort())
    for (const duty of row.duties) {
      expect(duty.openedAt).toEqual(row.submittedAt)
      expect(duty.dueAt.getTime()).toBeGreaterThan(row.submittedAt.getTime())
      expect(duty).toMatchObject({ settledAt: null, settledAs: null, version: 1 })
      // One owner, and never two.
      expect((duty.ownerQueue === null) !== (duty.ownerOrganisationId === null)).toBe(true)
      expect([null, author.organisation.id]).toContain(duty.ownerOrganisationId)
    }
  })
})

describe('a duty to notify', () => {
  let reference = ''
  const council = () => person('referrer.council')
  const refusedAll = () => send(council(), 'V03')
  beforeAll(async () => {
    reference = await refusedAll()
  })

  it('is owned by the organisation that referred, which section 52 binds', async () => {
    expect(await dutyOf(reference, 'duty_to_notify')).toMatchObject({
      ownerOrganisationId: council().organisation.id,
      ownerQueue: null,
    })
  })

  it('may not name an adult who has not agreed, and keeps what was typed', async () => {
    const typed = { ...notified, settledAs: 'named' }
    const answer = await settle(council(), reference, 'duty_to_notify', typed)
    expect(answer).toMatchObject({
      form: { typed, problems: [{ question: 'settledAs', message: /section 52/ }] },
    })
    expect(await dutyOf(reference, 'duty_to_notify')).toMatchObject({ settledAt: null, version: 1 })
    expect(await lastEvent(reference)).toMatchObject({
      type: 'action.refused',
      detail: { action: 'settle_duty', because: 'form' },
    })
  })

  it('is settled by a colleague of the referrer, and is an outcome too', async () => {
    const colleague = colleagueOf(council())
    expect(await settle(colleague, reference, 'duty_to_notify', notified)).toHaveProperty('act')
    const duty = await dutyOf(reference, 'duty_to_notify')
    expect(duty).toMatchObject({
      settledAs: 'done',
      settledBy: colleague.accountId,
      manner: 'anonymous',
      reference: 'MS 77',
      version: 2,
    })
    const outcomes = await asOwner((tx) =>
      tx.outcome.findMany({ where: { referral: { reference } } }),
    )
    expect(outcomes).toMatchObject([
      { track: 'duty_to_notify', value: 'submitted_anonymous', reference: 'MS 77' },
    ])
    const event = await lastEvent(reference)
    expect(event).toMatchObject({
      type: 'duty.settled',
      accountId: colleague.accountId,
      detail: { duty: 'duty_to_notify', settledAs: 'done' },
    })
    expect(tablesWith(await asOwner(dumpDatabase), words)).toEqual([])
  })

  it('settled once, shows a second person what the first did beside what they typed', async () => {
    const typed = { ...notified, reference: 'MS 78' }
    await openWithReason(person('lead'), reference)
    const answer = await settle(person('lead'), reference, 'duty_to_notify', typed)
    expect(answer).toMatchObject({
      changed: { done: 'It was done', by: 'A colleague', version: 2 },
      form: { typed },
    })
    expect(await dutyOf(reference, 'duty_to_notify')).toMatchObject({ reference: 'MS 77' })
  })

  it('settled by five at once is settled by one, and four are told', async () => {
    const other = await refusedAll()
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => settle(council(), other, 'duty_to_notify', notified)),
    )
    expect(answers.filter((answer) => 'act' in answer)).toHaveLength(1)
    expect(answers.filter((answer) => 'changed' in answer)).toHaveLength(4)
    const outcomes = await asOwner((tx) =>
      tx.outcome.count({ where: { referral: { reference: other } } }),
    )
    expect(outcomes).toBe(1)
  })

  it('that is found not to be needed says why, and is that outcome', async () => {
    const other = await refusedAll()
    const typed = { settledAs: 'not_needed', words }
    expect(await settle(council(), other, 'duty_to_notify', typed)).toHaveProperty('act')
    expect(await dutyOf(other, 'duty_to_notify')).toMatchObject({
      settledAs: 'not_needed',
      manner: null,
      reference: null,
    })
    const [outcome] = await asOwner((tx) =>
      tx.outcome.findMany({ where: { referral: { reference: other } } }),
    )
    expect(outcome?.value).toBe('not_required')
  })

  it('may name an adult who agreed that police know', async () => {
    const agreed = await send(person('referrer.police'), 'V02')
    const typed = { ...notified, settledAs: 'named' }
    const answer = await settle(person('referrer.police'), agreed, 'duty_to_notify', typed)
    expect(answer).toHaveProperty('act')
    const [outcome] = await asOwner((tx) =>
      tx.outcome.findMany({ where: { referral: { reference: agreed } } }),
    )
    expect(outcome?.value).toBe('submitted_named')
  })
})

describe('a crime record, which the police owe, is settled', () => {
  it.each<[string, 'act' | typeof NotAllowed | typeof NotFound, string | null]>([
    ['officer', 'act', null],
    ['supervisor', 'act', null],
    ['desk', 'act', null],
    ['beacon', 'act', null],
    ['lead', 'act', null],
    ['referrer.council', NotAllowed, 'role'],
    ['referrer.school', NotFound, 'not_found'],
    ['admin', NotFound, 'not_found'],
    ['auditor', NotFound, 'not_found'],
  ])('by %s: %o', async (name, expected, because) => {
    const reference = await send(person('referrer.council'), 'V01')
    if (name === 'lead') await openWithReason(person(name), reference)
    const attempt = settle(person(name), reference, 'crime_record')
    if (expected === 'act') {
      expect(await attempt).toHaveProperty('act')
      return
    }
    await expect(attempt).rejects.toBeInstanceOf(expected)
    expect(await dutyOf(reference, 'crime_record')).toMatchObject({ settledAt: null })
    const refused = await asOwner((tx) =>
      tx.event.findFirst({
        where: { type: 'action.refused', accountId: person(name).accountId },
        orderBy: { sequence: 'desc' },
      }),
    )
    expect(refused?.detail).toMatchObject({ action: 'settle_duty', because })
  })

  it('with evidence that is read by the police and the lead, and by no other queue', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    await settle(person('officer'), reference, 'crime_record')
    const readBy = async (name: string) =>
      (await findCase(person(name), reference)).work.timeline.some((entry) => entry.words === words)
    expect(await readBy('supervisor')).toBe(true)
    expect(await readBy('lead')).toBe(true)
    expect(await readBy('desk')).toBe(false)
    expect(await readBy('beacon')).toBe(false)
    expect(await readBy('referrer.council')).toBe(false)
  })

  it('is not there on a case without one', async () => {
    const reference = await send(person('referrer.council'), 'V03')
    await expect(settle(person('officer'), reference, 'crime_record')).rejects.toEqual(
      new NotFound(),
    )
  })
})

describe('the list of duties', () => {
  it('is everybody’s own: the lead sees all, a queue its own, an organisation its own', async () => {
    const lead = await findDuties(person('lead'), 1)
    const all = await asOwner((tx) => tx.duty.count({ where: { settledAt: null } }))
    expect(lead.unmet).toBe(all)
    const officer = await findDuties(person('officer'), 1)
    const police = await asOwner((tx) =>
      tx.duty.count({ where: { settledAt: null, ownerQueue: 'POLICE' } }),
    )
    expect(officer.unmet).toBeGreaterThanOrEqual(police)
    expect(new Set(officer.duties.map(({ owner }) => owner))).toContain('Police queue')
    const { organisation } = person('referrer.council')
    const council = await findDuties(person('referrer.council'), 1)
    expect(new Set(council.duties.map(({ owner }) => owner))).toEqual(new Set([organisation.name]))
    expect(council.unmet).toBeLessThan(all)
    expect((await findDuties(person('referrer.fire'), 1)).unmet).toBe(0)
  })

  it('has what is due first at the top, and no duty twice on two pages', async () => {
    const first = await findDuties(person('lead'), 1)
    const due = first.duties.map(({ dueAt }) => dueAt.getTime())
    expect(due).toEqual([...due].sort((one, other) => one - other))
    const second = await findDuties(person('lead'), 2)
    const ids = [...first.duties, ...second.duties].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it.each(['admin', 'auditor'])('is nothing for %s', async (name) => {
    await expect(findDuties(person(name), 1)).rejects.toEqual(new NotFound())
  })
})

describe('the pages of duties', () => {
  const pathOf = (reference: string, kind: string) => `/cases/${reference}/duties/${kind}`

  it('list what is owed, with a way to each', async () => {
    const cookie = await cookieOf(person('lead'))
    const html = await (await get(openList, '/duties', {}, { cookie })).text()
    expect(html).toContain('not settled')
    expect(html).toMatch(/href="\/cases\/[\w-]+\/duties\/crime_record"/)
  })

  it('show the form, say what is wrong beside the field, and lead back to the case', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    const params = { reference, kind: 'crime_record' }
    const headers = { cookie: await cookieOf(person('officer')) }
    const path = pathOf(reference, params.kind)
    const shown = await get(openDuty, path, params, headers)
    expect(await shown.text()).toContain('Crime number')
    const typed = { version: '1', settledAs: 'done', words }
    const wrong = await post(postDuty, path, params, new URLSearchParams(typed), headers)
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).toContain('Enter the crime number')
    expect(html).toContain(words)
    const whole = new URLSearchParams({ ...typed, reference: '41/1/26' })
    const right = await post(postDuty, path, params, whole, headers)
    expect(right.status).toBe(303)
    expect(right.headers.get('location')).toBe(`/cases/${reference}#duties`)
    const late = await post(postDuty, path, params, whole, headers)
    expect(late.status).toBe(409)
    expect(await late.text()).toContain(words)
  })

  it('are forbidden to those who neither own the duty nor work the case', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    const params = { reference, kind: 'crime_record' }
    const headers = { cookie: await cookieOf(person('referrer.council')) }
    const answer = await get(openDuty, pathOf(reference, params.kind), params, headers)
    expect(answer.status).toBe(403)
  })
})
