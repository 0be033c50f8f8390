import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { GET as readDocument } from '@/app/api/v1/openapi.json/route'
import { GET as readGuide } from '@/app/api-guide/route'
import type { Actor } from '@/lib/access/actor'
import { answerSchemas, bodySchemas } from '@/lib/exchange/api-schemas'
import { exampleAmendment, exampleDecision, exampleReferral } from '@/lib/exchange/examples'
import { operationNames, operationOf, type OperationName } from '@/lib/exchange/operations'
import { addToken, bearer, callApi } from '@/tests/support/call-api'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { findDoors } from '@/tests/support/doors'
import { get } from '@/tests/support/requests'

const database = testDatabase()
const { person } = countyPeople(database)

const schemaObject = z.record(z.string(), z.unknown())
const documented = z.object({
  openapi: z.literal('3.1.0'),
  servers: z.array(z.object({ url: z.url() })).length(1),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        summary: z.string().min(5),
        security: z.array(z.record(z.string(), z.array(z.string()))),
        responses: z.record(z.string(), z.object({ description: z.string().min(5) })),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), schemaObject) }),
})
const read = async () => documented.parse(await readDocument().json())

/** Every route of the API that is there: its method, its path and what it says that it is. */
const routes = async () =>
  (await findDoors())
    .filter(({ path }) => path.startsWith('/api/v1/') && !path.includes('...'))
    .flatMap(({ path, handlers }) =>
      Object.entries(handlers).map(([method, handler]) => ({
        method,
        path: path.replace('/api/v1', '').replaceAll('[', '{').replaceAll(']', '}'),
        operation:
          'operation' in handler && typeof handler.operation === 'string'
            ? handler.operation
            : undefined,
      })),
    )

describe('the document', () => {
  it('names every route that is there and no other, with its method and its scope', async () => {
    const { paths } = await read()
    const said = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, security }]) => ({
        method: method.toUpperCase(),
        path,
        scopes: security.flatMap((one) => one.token ?? []),
        operation: security.length > 0 ? operationId : undefined,
      })),
    )
    const there = (await routes()).map((route) => ({
      ...route,
      scopes: operationNames
        .filter((name) => name === route.operation)
        .flatMap((name) => operationOf(name).scope ?? []),
    }))
    const inOrder = <One extends { path: string; method: string }>(list: readonly One[]) =>
      list.toSorted((one, other) =>
        `${one.path} ${one.method}`.localeCompare(`${other.path} ${other.method}`),
      )
    expect(inOrder(there)).toEqual(inOrder(said))
  })

  it('has a schema for whatever it points to', async () => {
    const document = await read()
    const text = JSON.stringify(document)
    const pointed = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name)
    for (const name of pointed) expect(Object.keys(document.components.schemas)).toContain(name)
    expect(Object.keys(document.components.schemas)).toEqual([
      ...Object.keys(bodySchemas),
      ...Object.keys(answerSchemas),
    ])
  })

  it('has examples that its own schemas take', async () => {
    const { schemas } = (await read()).components
    const takes = (name: string, example: unknown) =>
      z.fromJSONSchema(schemas[name] ?? {}).safeParse(example).error?.issues
    expect(takes('Referral', exampleReferral)).toBeUndefined()
    expect(takes('Amendment', exampleAmendment)).toBeUndefined()
    expect(takes('Decision', exampleDecision)).toBeUndefined()
    expect(takes('Referral', { ...exampleReferral, who: 'nobody' })).not.toBeUndefined()
    expect(takes('Decision', { ...exampleDecision, track: 'home' })).not.toBeUndefined()
  })

  it('is read as a page by whoever has no token, every operation and every question', async () => {
    const page = await (await get(readGuide, '/api-guide', {})).text()
    for (const name of operationNames) expect(page).toContain(operationOf(name).says)
    for (const id of Object.keys(exampleReferral)) expect(page).toContain(`>${id}<`)
  })
})

/** Asks an operation and holds what it answers to the schema that the document has for it. */
const holdsTo = async (name: OperationName, answer: Response) => {
  const { done } = operationOf(name)
  const { schemas } = (await read()).components
  const isDone = answer.status === done.status
  const body: unknown = await answer.json()
  const schema = schemas[isDone ? (done.schema ?? '') : 'Problem'] ?? {}
  expect(z.fromJSONSchema(schema).safeParse(body).error?.issues).toBeUndefined()
  const { paths } = await read()
  const statuses = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .filter(({ operationId }) => operationId === name)
    .flatMap(({ responses }) => Object.keys(responses))
  expect(statuses).toContain(String(answer.status))
  return body
}

describe('what the routes answer is what the document says', () => {
  let nurse: Record<string, string>
  let desk: Record<string, string>
  const nobody = bearer(randomUUID())
  const tokenOf = async (actor: Actor) => bearer(await addToken(database, actor))
  beforeAll(async () => {
    nurse = await tokenOf(person('referrer.nhs'))
    desk = await tokenOf(person('desk'))
  })
  const reference = async () => {
    const body = { ...exampleReferral, placeNow: `${randomUUID()} Example Street` }
    const sent = await holdsTo(
      'sendReferral',
      await callApi('sendReferral', { token: nurse, body }),
    )
    return z.object({ reference: z.string() }).parse(sent).reference
  }
  const evidence = {
    'content-type': 'application/pdf',
    'evidence-label': 'letter',
  }

  it('of a referral, its state, its correction and what happened', async () => {
    const params = { reference: await reference() }
    const state = await callApi('findReferral', { token: nurse, params })
    const etag = state.headers.get('etag') ?? ''
    await holdsTo('findReferral', state)
    const body = exampleAmendment
    const headers = { 'if-match': etag }
    const amended = await callApi('amendReferral', { token: nurse, params, body, headers })
    expect(amended.status).toBe(200)
    await holdsTo('amendReferral', amended)
    await holdsTo('readEvents', await callApi('readEvents', { token: nurse }))
  })

  it('of a decision', async () => {
    const params = { reference: await reference() }
    const body = { ...exampleDecision, track: 'safeguarding', value: 'plan_in_place' }
    const answer = await callApi('recordDecision', {
      token: desk,
      params,
      body: {
        ...body,
        decidedOn: new Date().toISOString().slice(0, 10),
        decidedBy: 'Adult safeguarding',
      },
    })
    expect(answer.status).toBe(201)
    await holdsTo('recordDecision', answer)
  })

  it.each<[OperationName, Record<string, string>, unknown, number]>([
    ['sendReferral', {}, { who: 'nobody' }, 422],
    ['sendReferral', {}, '{', 400],
    ['amendReferral', {}, exampleAmendment, 428],
    ['amendReferral', { 'if-match': '"x"' }, exampleAmendment, 412],
    ['amendReferral', { 'if-match': '"0.0-0000000000000000"' }, {}, 422],
    ['addEvidence', evidence, 'x', 400],
    ['recordDecision', {}, exampleDecision, 403],
  ])('of %s that is refused: %j %j is %i', async (name, headers, body, status) => {
    const params = { reference: await reference() }
    const answer = await callApi(name, { token: nurse, params, body, headers })
    expect(answer.status).toBe(status)
    await holdsTo(name, answer)
  })

  it.each(operationNames.filter((name) => operationOf(name).scope))(
    'of %s without a token, and of another organisation’s referral',
    async (name) => {
      const params = { reference: 'HMS-0000-0000-0' }
      const unknown = await callApi(name, { token: nobody, params, body: {} })
      expect(unknown.status).toBe(401)
      await holdsTo(name, unknown)
    },
  )
})
