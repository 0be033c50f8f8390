import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { findCorrectable } from '@/lib/referral/find-correctable'
import { findDetails } from '@/lib/referral/find-details'
import { questionOf } from '@/lib/referral/question-of'
import { submitReferral } from '@/lib/referral/submit-referral'
import { withActorInSql } from '@/lib/database/with-actor'
import { exampleReferral } from '@/lib/exchange/examples'
import type { OperationName } from '@/lib/exchange/operations'
import cases from '@/tests/domain/routing-cases.json'
import { answersOf } from '@/tests/support/answers-of'
import { addToken, bearer, callApi } from '@/tests/support/call-api'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { typedOf } from '@/tests/support/send-answers'

const database = testDatabase()
const { asOwner } = database
const { person, referrerOf } = countyPeople(database)
const { act } = casework(database)
const nurse = () => person('referrer.nhs')

const tokens = new Map<string, Record<string, string>>()
const tokenOf = (actor: Actor) => tokens.get(actor.accountId) ?? {}
beforeAll(async () => {
  const callers = [nurse(), person('desk'), person('officer'), person('referrer.fire')]
  for (const actor of [
    ...callers,
    ...cases.map(({ facts }) => referrerOf(facts.referrerOrganisationType)),
  ])
    if (!tokens.has(actor.accountId))
      tokens.set(actor.accountId, bearer(await addToken(database, actor)))
})

type Asked = Omit<Parameters<typeof callApi>[1], 'token'>
const ask = (name: OperationName, actor: Actor, asked: Asked = {}) =>
  callApi(name, { token: tokenOf(actor), ...asked })
const send = async (actor = nurse(), changed: object = {}, whole: object = exampleReferral) => {
  const headers = { 'idempotency-key': randomUUID() }
  const answer = await ask('sendReferral', actor, {
    body: { ...whole, ...changed },
    headers,
  })
  return z.object({ reference: z.string() }).parse(await answer.json()).reference
}
const tagOf = async (reference: string, actor = nurse()) =>
  (await ask('findReferral', actor, { params: { reference } })).headers.get('etag') ?? ''
const pointersOf = async (answer: Response) =>
  z
    .object({ errors: z.array(z.object({ pointer: z.string() })).default([]) })
    .parse(await answer.json())
    .errors.map(({ pointer }) => pointer)

const feed = z.object({
  events: z.array(
    z.object({ sequence: z.number(), type: z.string(), reference: z.string(), at: z.string() }),
  ),
  after: z.number(),
  more: z.boolean(),
})
const follow = async (after: number, actor = nurse(), limit = 500) =>
  feed.parse(
    await (await ask('readEvents', actor, { query: `?after=${after}&limit=${limit}` })).json(),
  )
const newest = async (actor = nurse()) => {
  let page = await follow(0, actor)
  while (page.more) page = await follow(page.after, actor)
  return page.after
}

describe('the feed', () => {
  it('tells of one’s own referrals, by number, type, reference and time alone', async () => {
    const before = await newest()
    const reference = await send()
    await act(person('officer'), reference, 'POLICE', 'accept')
    const { events } = await follow(before)
    expect(events.map(({ type }) => type)).toEqual([
      'referral.submitted',
      'referral.routed',
      'item.accepted',
    ])
    expect(new Set(events.map((one) => one.reference))).toEqual(new Set([reference]))
    expect(Object.keys(events[0] ?? {})).toEqual(['sequence', 'type', 'reference', 'at'])
    const others = await follow(0, person('referrer.fire'))
    expect(others.events.filter((one) => one.reference === reference)).toEqual([])
  })

  it('tells nothing of who looked, of notes, of police outcomes or of what is on hold', async () => {
    const reference = await send()
    const before = await newest()
    await withActorInSql(person('lead'), async (tx) => {
      const [row] = await tx.$queryRaw<{ id: string }[]>`
        select id::text from referral where reference = ${reference}`
      for (const [type, detail] of [
        ['referral.viewed', {}],
        ['note.written', {}],
        ['case.kept_from', {}],
        ['outcome.recorded', { track: 'police' }],
        ['item.accepted', { queue: 'HOLD' }],
      ] as const)
        await recordEvent(tx, type, row?.id ?? null, detail)
    })
    expect((await follow(before)).events).toEqual([])
  })

  it('gives pages that join without a gap', async () => {
    const before = await newest()
    for (let at = 0; at < 3; at += 1) await send()
    const whole = (await follow(before)).events
    const pages = []
    for (
      let page = await follow(before, nurse(), 2);
      ;
      page = await follow(page.after, nurse(), 2)
    ) {
      pages.push(...page.events)
      if (!page.more) break
    }
    expect(pages).toEqual(whole)
    expect(whole.length).toBe(6)
  })

  it('never shows something later with a lower number, however many write at once', async () => {
    const before = await newest()
    let isOver = false
    const seen: number[] = []
    const watching = (async () => {
      let after = before
      for (;;) {
        const last = isOver
        const page = await follow(after, nurse(), 7)
        seen.push(...page.events.map(({ sequence }) => sequence))
        after = page.after
        if (last && !page.more) return
      }
    })()
    await Promise.all(Array.from({ length: 12 }, () => send()))
    isOver = true
    await watching
    const all = (await follow(before)).events.map(({ sequence }) => sequence)
    expect(all).toHaveLength(24)
    expect(seen).toEqual(all)
    expect(seen).toEqual(seen.toSorted((one, other) => one - other))
  })

  it('shows nothing of a case that is kept from the organisation', async () => {
    const before = await newest()
    const reference = await send(nurse(), { implicated: 'referrer' })
    expect((await follow(before)).events).toEqual([])
    expect((await ask('findReferral', nurse(), { params: { reference } })).status).toBe(404)
  })

  it.each(['?after=x', '?after=-1', '?limit=0', '?limit=501', '?after=1e3'])(
    'refuses %s',
    async (query) => {
      expect((await ask('readEvents', nurse(), { query })).status).toBe(400)
    },
  )
})

describe('the state', () => {
  it('is not sent again to whoever has it, until it changes', async () => {
    const params = { reference: await send() }
    const etag = await tagOf(params.reference)
    const again = () => ask('findReferral', nurse(), { params, headers: { 'if-none-match': etag } })
    expect((await again()).status).toBe(304)
    await act(person('officer'), params.reference, 'POLICE', 'accept')
    expect((await again()).status).toBe(200)
  })

  it('comes with how many calls are left', async () => {
    const answer = await ask('readEvents', nurse())
    expect(answer.headers.get('ratelimit-policy')).toBe('"default";q=600;w=60')
    expect(answer.headers.get('ratelimit')).toMatch(/^"default";r=\d+;t=\d+$/)
  })
})

describe('an amendment', () => {
  const amend = (reference: string, body: unknown, headers: Record<string, string>) =>
    ask('amendReferral', nurse(), { params: { reference }, body, headers })
  const said = async (reference: string) =>
    (await findCorrectable(nurse(), reference)).walked.answers
  const why = 'She told us more'

  it('corrects several answers at once, and with them where the referral goes', async () => {
    const reference = await send()
    const corrections = { stillExploited: 'yes', placeNow: '18 Example Street' }
    const headers = { 'if-match': await tagOf(reference) }
    const answer = await amend(reference, { corrections, why }, headers)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      corrected: expect.arrayContaining(Object.keys(corrections)),
    })
    expect(await said(reference)).toMatchObject(corrections)
    expect(answer.headers.get('etag')).toBe(await tagOf(reference))
    const [newestEvent] = (await follow(0)).events
      .filter((one) => one.reference === reference)
      .slice(-1)
    expect(newestEvent?.type).toMatch(/^(answer\.corrected|referral\.rerouted)$/)
  })

  it('is taken as a whole or not at all, and names what is wrong', async () => {
    const reference = await send()
    const headers = { 'if-match': await tagOf(reference) }
    const corrections = {
      placeNow: '18 Example Street',
      consentNrm: 'refused',
      dateOfBirth: { year: 3 },
    }
    const answer = await amend(reference, { corrections, why }, headers)
    expect(answer.status).toBe(422)
    expect(await pointersOf(answer)).toContain('/corrections/dateOfBirth/year')
    expect(await said(reference)).toMatchObject({ placeNow: exampleReferral.placeNow })
  })

  it('asks for what the new answers make needed', async () => {
    const reference = await send()
    const headers = { 'if-match': await tagOf(reference) }
    const child = await amend(reference, { corrections: { who: 'child' }, why }, headers)
    expect(child.status).toBe(422)
    expect((await pointersOf(child)).length).toBeGreaterThan(0)
  })

  it('adds details, those of several tasks at once', async () => {
    const reference = await send()
    const { walked } = await findDetails(nurse(), reference)
    const asked = walked.stops.flatMap(({ questions }) => questions)
    const texts = asked.filter((id) => questionOf(id)?.kind === 'long-text').slice(0, 2)
    const details = Object.fromEntries(texts.map((id) => [id, 'She said so herself']))
    const headers = { 'if-match': await tagOf(reference) }
    const answer = await amend(reference, { details }, headers)
    expect(answer.status).toBe(200)
    expect((await findDetails(nurse(), reference)).typed).toMatchObject(details)
    expect((await amend(reference, { details }, headers)).status).toBe(412)
  })

  it('of what was corrected since is refused, and nothing is lost', async () => {
    const reference = await send()
    const headers = { 'if-match': await tagOf(reference) }
    const place = (placeNow: string) => ({ corrections: { placeNow }, why })
    expect((await amend(reference, place('First Street'), headers)).status).toBe(200)
    expect((await amend(reference, place('Second Street'), headers)).status).toBe(412)
    expect(await said(reference)).toMatchObject({ placeNow: 'First Street' })
  })

  it('with an idempotency key is done once and answered alike; for another call the key is refused', async () => {
    const reference = await send()
    const headers = { 'if-match': await tagOf(reference), 'idempotency-key': randomUUID() }
    const body = { corrections: { placeNow: 'First Street' }, why }
    const answers = await Promise.all([1, 2, 3].map(() => amend(reference, body, headers)))
    const statuses = answers.map(({ status }) => status)
    expect(statuses).toContain(200)
    expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([])
    const [first, again] = [
      await amend(reference, body, headers),
      await amend(reference, body, headers),
    ]
    expect([first.status, again.status]).toEqual([200, 200])
    expect(await again.text()).toBe(await first.text())
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'))
    const other = { ...body, why: 'Something else' }
    expect((await amend(reference, other, headers)).status).toBe(409)
    const count = await asOwner((tx) => tx.correction.count({ where: { referral: { reference } } }))
    expect(count).toBe(1)
  })

  it('that was refused may be tried again with the same key', async () => {
    const reference = await send()
    const headers = { 'if-match': await tagOf(reference), 'idempotency-key': randomUUID() }
    expect((await amend(reference, { corrections: {}, why }, headers)).status).toBe(422)
    const body = { corrections: { placeNow: 'First Street' }, why }
    expect((await amend(reference, body, headers)).status).toBe(200)
  })

  it('of another organisation’s referral finds none', async () => {
    const reference = await send()
    const headers = { 'if-match': await tagOf(reference) }
    const body = { corrections: { placeNow: 'First Street' }, why }
    const asked = { params: { reference }, body, headers }
    expect((await ask('amendReferral', person('referrer.fire'), asked)).status).toBe(404)
  })
})

describe('a correction that is refused', () => {
  const problems = () => asOwner((tx) => tx.formProblem.findMany({ orderBy: { question: 'asc' } }))
  const amend = async (corrections: object) => {
    const reference = await send()
    await asOwner((tx) => tx.formProblem.deleteMany())
    return ask('amendReferral', nurse(), {
      params: { reference },
      body: { corrections, why: 'Problemvogel' },
      headers: { 'if-match': await tagOf(reference) },
    })
  }

  it.each([
    ['left empty', { threats: null }, 422, [['threats', 'missing']]],
    [
      'in no form that can be read',
      { threats: ['Problemvogel'] },
      422,
      [['threats', 'wrong_form']],
    ],
    ['under a made up name', { Problemvogel: 'yes' }, 422, [['unknownQuestion', 'wrong_form']]],
    ['that is not asked', { placeAges: 'adults' }, 422, [['placeAges', 'together']]],
    ['as it is already', { threats: exampleReferral.threats }, 422, []],
    ['that is right', { placeNow: '18 Example Street' }, 200, []],
  ] as const)(
    'is counted by its question and kind, and by nothing else: %s',
    async (_, corrections, status, counted) => {
      expect((await amend(corrections)).status).toBe(status)
      expect(
        (await problems()).map(({ question, problem, door }) => [question, problem, door]),
      ).toEqual(counted.map((one) => [...one, 'api']))
      expect(tablesWith(await asOwner(dumpDatabase), 'Problemvogel')).toEqual([])
    },
  )

  it('is counted where the new answers make others needed', async () => {
    expect((await amend({ who: 'child' })).status).toBe(422)
    const kinds = (await problems()).map(({ problem }) => problem)
    expect(new Set(kinds)).toEqual(new Set(['missing']))
  })
})

describe('a decision', () => {
  const today = new Date().toISOString().slice(0, 10)
  const decided = {
    track: 'safeguarding',
    value: 's42_started',
    decidedOn: today,
    decidedBy: 'Adult safeguarding',
  }
  const record = (actor: Actor, reference: string, body: object, key = randomUUID()) =>
    ask('recordDecision', actor, {
      params: { reference },
      body,
      headers: { 'idempotency-key': key },
    })
  const outcomes = (reference: string) =>
    asOwner((tx) => tx.outcome.count({ where: { referral: { reference } } }))

  it('is recorded once for each key, by an organisation that works the case', async () => {
    const reference = await send()
    const key = randomUUID()
    const first = await record(person('desk'), reference, decided, key)
    expect(first.status).toBe(201)
    const again = await record(person('desk'), reference, decided, key)
    expect(await again.text()).toBe(await first.text())
    expect(await outcomes(reference)).toBe(1)
  })

  it.each<[string, string, object, number]>([
    ['by whoever sent the referral', 'referrer.nhs', decided, 403],
    ['on a track of others', 'officer', decided, 403],
    [
      'that nothing can follow yet',
      'desk',
      { ...decided, track: 'nrm', value: 'rg_positive', decidedBy: 'Single Competent Authority' },
      409,
    ],
    ['of tomorrow', 'desk', { ...decided, decidedOn: '2999-01-01' }, 422],
    ['that there is not', 'desk', { ...decided, value: 'won' }, 422],
  ])('%s is refused', async (_, name, body, status) => {
    const reference = await send()
    const answer = await record(person(name), reference, body)
    expect([answer.status, await outcomes(reference)]).toEqual([status, 0])
  })

  it('of a case that there is not, or is not theirs, finds none', async () => {
    expect((await record(person('desk'), 'HMS-0000-0000-0', decided)).status).toBe(404)
  })
})

describe('a referral is the same, whichever way it came', () => {
  it.each(cases)('$id $title', async (routingCase) => {
    const { answers, organisationType } = answersOf(routingCase)
    const author = referrerOf(organisationType)
    const reference = await send(author, {}, answers)
    const byApi = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
    const typed = typedOf(answers)
    const sent = await submitReferral(author, {
      typed,
      idempotencyKey: randomUUID(),
      door: 'pages',
    })
    if ('problems' in sent) throw new Error(JSON.stringify(sent.problems))
    const typedIn = await asOwner((tx) =>
      tx.referral.findUniqueOrThrow({ where: { reference: sent.receipt.reference } }),
    )
    const told = ({ facts, decision, priority, hiddenFrom }: typeof byApi) => ({
      facts,
      decision,
      priority,
      hiddenFrom,
    })
    expect(told(byApi)).toEqual(told(typedIn))
    const itemsOf = (id: string) =>
      asOwner((tx) =>
        tx.item.findMany({
          where: { referralId: id },
          orderBy: { queue: 'asc' },
          select: { queue: true, kind: true, identity: true, restricted: true, state: true },
        }),
      )
    expect(await itemsOf(byApi.id)).toEqual(await itemsOf(typedIn.id))
  })
})
