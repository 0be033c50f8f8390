import { phrases } from '@/lib/casework/phrase'
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { GET as findState } from '@/app/api/v1/referrals/[reference]/route'
import { POST as sendReferral } from '@/app/api/v1/referrals/route'
import { GET as readSchema } from '@/app/api/v1/schema/route'
import type { Actor } from '@/lib/access/actor'
import { hashToken } from '@/lib/access/hash-token'
import { largestBody } from '@/lib/http/read-body'
import { decide } from '@/lib/routing/decision'
import { referralFacts } from '@/lib/routing/facts'
import { answersOf } from '@/tests/support/answers-of'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { get, post } from '@/tests/support/requests'
import cases from '@/tests/domain/routing-cases.json'

const database = testDatabase()
const { asOwner } = database
const { person, referrerOf, colleagueOf } = countyPeople(database)
const nurse = () => person('referrer.nhs')

const tokens = new Map<string, string>()
const addToken = async (
  { accountId, organisation }: Actor,
  changed: { scopes?: string[]; expiresAt?: Date; revokedAt?: Date } = {},
) => {
  const token = `token-${randomUUID()}`
  await asOwner((tx) =>
    tx.apiToken.create({
      data: {
        tokenHash: hashToken(token),
        name: 'For a test',
        organisationId: organisation.id,
        accountId,
        scopes: ['referrals:send', 'referrals:read'],
        expiresAt: new Date('2099-01-01'),
        ...changed,
      },
    }),
  )
  return token
}

beforeAll(async () => {
  for (const { facts } of cases) {
    const actor = referrerOf(facts.referrerOrganisationType)
    if (!tokens.has(actor.accountId)) tokens.set(actor.accountId, await addToken(actor))
  }
})

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const tokenOf = (actor: Actor) => bearer(tokens.get(actor.accountId) ?? '')

const send = (body: unknown, headers: Record<string, string> = tokenOf(nurse())) =>
  post(
    sendReferral,
    '/api/v1/referrals',
    {},
    typeof body === 'string' ? body : JSON.stringify(body),
    { origin: '', 'content-type': 'application/json', ...headers },
  )
const stateOf = (reference: string, headers: Record<string, string>) =>
  get(findState, `/api/v1/referrals/${reference}`, { reference }, headers)

const sixteenth = () => {
  const found = cases.find(({ id }) => id === 'V16')
  if (!found) throw new Error('V16 is gone')
  return answersOf(found).answers
}
const problem = z.object({
  type: z.string(),
  title: z.string().min(1),
  status: z.number(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string().min(1) })).optional(),
})
const readProblem = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  const told = problem.parse(await answer.json())
  expect(told.status).toBe(answer.status)
  return told
}
const pointersOf = async (answer: Response) =>
  (await readProblem(answer)).errors?.map(({ pointer }) => pointer)

describe('sending a referral', () => {
  it.each(cases)('$id $title', async (routingCase) => {
    const { answers, organisationType } = answersOf(routingCase)
    const token = tokenOf(referrerOf(organisationType))
    const answer = await send(answers, token)
    expect(answer.status).toBe(201)
    const receipt = z
      .object({ reference: z.string() })
      .loose()
      .parse(await answer.json())
    expect(answer.headers.get('location')).toBe(`/api/v1/referrals/${receipt.reference}`)
    const state = await stateOf(receipt.reference, token)
    expect(state.status).toBe(200)
    const told = decide(referralFacts.parse(routingCase.facts))
    expect(await state.json()).toEqual({
      reference: receipt.reference,
      submittedAt: receipt.submittedAt,
      dueAt: receipt.dueAt,
      decision: told,
      items: expect.arrayContaining(told.queues.map((queue) => ({ queue, state: 'new' }))),
      standing: phrases[told.queues.length > 0 ? 'received' : 'held'],
    })
  })

  it('again with the same key gives the same receipt, fifty times at once', async () => {
    const headers = { ...tokenOf(nurse()), 'idempotency-key': randomUUID() }
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(sixteenth(), headers)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    const bodies = await Promise.all(answers.map((answer) => answer.text()))
    expect(new Set(bodies).size).toBe(1)
  })

  it('again without a key is the same act of sending, and with another key it is not', async () => {
    const referenceOf = async (headers: Record<string, string>) =>
      z.object({ reference: z.string() }).parse(await (await send(sixteenth(), headers)).json())
        .reference
    const plain = tokenOf(nurse())
    const first = await referenceOf(plain)
    expect(await referenceOf(plain)).toBe(first)
    expect(await referenceOf({ ...plain, 'idempotency-key': ' ' })).toBe(first)
    expect(await referenceOf({ ...plain, 'idempotency-key': 'another' })).not.toBe(first)
  })

  it('with a key that was used for other answers is a conflict', async () => {
    const headers = { ...tokenOf(nurse()), 'idempotency-key': randomUUID() }
    await send(sixteenth(), headers)
    const answer = await send({ ...sixteenth(), account: 'Something else' }, headers)
    expect((await readProblem(answer)).status).toBe(409)
  })

  it('with two long keys that differ at their end is not mistaken for one act', async () => {
    const key = (end: string) => ({ ...tokenOf(nurse()), 'idempotency-key': 'k'.repeat(200) + end })
    expect((await send(sixteenth(), key(''))).status).toBe(201)
    const answer = await send({ ...sixteenth(), account: 'Something else' }, key('1'))
    expect((await readProblem(answer)).status).toBe(400)
  })

  it('of another organisation is not to be found by this one', async () => {
    const answer = await send(sixteenth())
    const { reference } = z.object({ reference: z.string() }).parse(await answer.json())
    const council = tokenOf(person('referrer.council'))
    const hidden = await stateOf(reference, council)
    const missing = await stateOf('HMS-0000-0000-0', council)
    expect(await hidden.text()).toBe(await missing.text())
    expect([hidden.status, missing.status]).toEqual([404, 404])
  })
})

describe('answers that cannot be used are named', () => {
  const without = (id: string) =>
    Object.fromEntries(Object.entries(sixteenth()).filter(([name]) => name !== id))
  const changed = (change: object) => ({ ...sixteenth(), ...change })
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  const asText = (change: string) => JSON.stringify(sixteenth()).replace(/^\{/, `{${change},`)

  it.each<[string, () => unknown, pointers: string[]]>([
    ['one that is always needed', () => without('account'), ['/account']],
    ['one that others make needed', () => without('consentNrm'), ['/consentNrm']],
    ['no option', () => changed({ who: 'nobody' }), ['/who']],
    ['no option of several', () => changed({ worries: ['labour', 'x'] }), ['/worries/1']],
    ['a list for a text', () => changed({ givenNames: ['Ana'] }), ['/givenNames']],
    ['a text for a list', () => changed({ worries: 'labour' }), ['/worries']],
    ['an object for a text', () => changed({ account: { text: 'x' } }), ['/account']],
    ['null', () => changed({ account: null }), ['/account']],
    ['a text for a number', () => changed({ howMany: '2' }), ['/howMany']],
    [
      'a number without end',
      () => asText('"howMany": 1e400').replace('"howMany":1,', ''),
      ['/howMany'],
    ],
    ['a huge number', () => changed({ howMany: Number.MAX_SAFE_INTEGER }), ['/howMany']],
    ['half a person', () => changed({ howMany: 1.5 }), ['/howMany']],
    [
      'a day that is none',
      () => changed({ dateOfBirth: { year: 1990, month: 2, day: 30 } }),
      ['/dateOfBirth/day'],
    ],
    [
      'a month in words',
      () => changed({ dateOfBirth: { year: 1990, month: 'May' } }),
      ['/dateOfBirth/month'],
    ],
    ['an adult of ten', () => changed({ dateOfBirth: { year: 2016 } }), ['/dateOfBirth']],
    ['60,000 characters', () => changed({ account: 'a'.repeat(60_000) }), ['/account']],
    [
      'a question that there is not',
      () => changed({ nationalInsurance: 'x' }),
      ['/nationalInsurance'],
    ],
    ['one with a slash and a tilde', () => changed({ 'a/b~c': 'x' }), ['/a~1b~0c']],
    ['a prototype', () => asText('"__proto__": {"account": "x"}'), ['/__proto__']],
    ['a constructor', () => asText('"constructor": {"prototype": {}}'), ['/constructor']],
    [
      'something very deep',
      () => asText(`"givenNames": ${deep}`).replace('"givenNames":"Ploy",', ''),
      ['/givenNames'],
    ],
    ['a list of everything', () => [], ['']],
    ['nothing', () => 'null', ['']],
    ['a number alone', () => '7', ['']],
  ])('%s', async (_, body, pointers) => {
    const before = await asOwner((tx) => tx.referral.count())
    const answer = await send(body())
    expect(answer.status).toBe(422)
    expect(await pointersOf(answer)).toEqual(pointers)
    expect(await asOwner((tx) => tx.referral.count())).toBe(before)
    expect(Object.getPrototypeOf({})).not.toHaveProperty('account')
  })

  it('two at once', async () => {
    const answer = await send(changed({ who: 'nobody', urgentMedical: 'perhaps' }))
    expect(await pointersOf(answer)).toEqual(expect.arrayContaining(['/who', '/urgentMedical']))
  })

  it('an unlikely pair, until it is confirmed', async () => {
    const unlikely = changed({ immediateDanger: 'yes', safePlaceTonight: 'yes' })
    expect(await pointersOf(await send(unlikely))).toEqual(['/safePlaceTonight'])
    const confirmed = { ...unlikely, confirmed: ['danger-with-a-safe-place'] }
    expect((await send(confirmed)).status).toBe(201)
  })

  it('text that is no well-formed Unicode is kept as clean text', async () => {
    const body = JSON.stringify(changed({ givenNames: 'A\u0000na\ud800' }))
    expect((await send(body)).status).toBe(201)
  })

  it.each<[string, string, Record<string, string>, number]>([
    ['what is no JSON', '{', {}, 400],
    ['nothing at all', '', {}, 400],
    ['a form', 'who=adult', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['more than a million bytes', `"${'a'.repeat(largestBody)}"`, {}, 413],
  ])('%s is not taken', async (_, body, headers, status) => {
    const answer = await send(body, { ...tokenOf(nurse()), ...headers })
    expect((await readProblem(answer)).status).toBe(status)
  })
})

describe('a token', () => {
  const statuses = async (headers: Record<string, string>) => [
    (await send(sixteenth(), headers)).status,
    (await stateOf('HMS-0000-0000-0', headers)).status,
  ]

  it('is kept as its hash alone', async () => {
    const rows = await asOwner(
      (tx) => tx.$queryRaw<{ text: string }[]>`
      SELECT t::text AS text FROM api_token t`,
    )
    for (const token of tokens.values()) {
      expect(rows.some(({ text }) => text.includes(token))).toBe(false)
      const digest = Buffer.from(hashToken(token)).toString('hex')
      expect(rows.some(({ text }) => text.includes(digest))).toBe(true)
    }
  })

  it.each(['', 'Bearer', 'Bearer short', 'Basic dXNlcjpwYXNz', `Bearer ${'x'.repeat(300)}`])(
    'is needed: “%s” is none',
    async (authorization) => {
      expect(await statuses({ authorization })).toEqual([401, 401])
      const answer = await send(sixteenth(), { authorization })
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
      await readProblem(answer)
    },
  )

  it.each<[string, { expiresAt?: Date; revokedAt?: Date }]>([
    ['has expired', { expiresAt: new Date('2020-01-01') }],
    ['was revoked', { revokedAt: new Date() }],
  ])('that %s opens nothing', async (_, changed) => {
    const headers = bearer(await addToken(nurse(), changed))
    expect(await statuses(headers)).toEqual([401, 401])
  })

  it('opens nothing once its account is disabled', async () => {
    const colleague = colleagueOf(nurse())
    const headers = bearer(await addToken(colleague))
    expect(await statuses(headers)).toEqual([201, 404])
    await asOwner((tx) =>
      tx.account.update({ where: { id: colleague.accountId }, data: { disabledAt: new Date() } }),
    )
    expect(await statuses(headers)).toEqual([401, 401])
  })

  it.each<[string[], number[]]>([
    [['referrals:send'], [201, 403]],
    [['referrals:read'], [403, 404]],
    [['refer'], [403, 403]],
    [[], [403, 403]],
  ])('for %j does that and nothing else', async (scopes, expected) => {
    expect(await statuses(bearer(await addToken(nurse(), { scopes })))).toEqual(expected)
  })

  it('of somebody who does not refer sends nothing', async () => {
    expect(await statuses(bearer(await addToken(person('officer'))))).toEqual([403, 404])
  })
})

describe('the schema', () => {
  const schema = async () => z.record(z.string(), z.unknown()).parse(await readSchema().json())

  it('is JSON Schema that takes every worked case and names what it does not take', async () => {
    const { $id, ...draft } = await schema()
    expect($id).toMatch(/^urn:/)
    const compiled = z.fromJSONSchema(draft)
    for (const routingCase of cases) {
      const { answers } = answersOf(routingCase)
      expect(compiled.safeParse(answers).error?.issues).toBeUndefined()
    }
    const refused = compiled.safeParse({ ...sixteenth(), who: 'nobody', other: 1 })
    expect(refused.error?.issues.length).toBeGreaterThan(0)
  })

  it('describes every question in words', async () => {
    const { properties } = z
      .object({ properties: z.record(z.string(), z.object({ description: z.string().min(5) })) })
      .parse(await schema())
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(sixteenth())))
  })
})
