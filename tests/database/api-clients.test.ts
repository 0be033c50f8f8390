import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { phrases } from '@/lib/casework/phrase'
import { exampleReferral } from '@/lib/exchange/examples'
import { addToken, answerApi } from '@/tests/support/call-api'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { root } from '@/tests/support/read-source'

/** The routes of the API behind a socket, at the address that the service believes to have. */
const server = createServer((incoming, outgoing) => {
  const answer = async () => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const answered = await answerApi(
      new Request(new URL(incoming.url ?? '/', service), {
        method: incoming.method ?? 'GET',
        headers: new Headers(incoming.headers as Record<string, string>),
        ...(body.length > 0 && { body }),
      }),
    )
    outgoing.writeHead(answered.status, Object.fromEntries(answered.headers))
    outgoing.end(await answered.text())
  }
  void answer().catch(() => outgoing.writeHead(500).end())
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = server.address()
const port = typeof address === 'object' && address ? address.port : 0
const service = `http://127.0.0.1:${port}`
process.env.ORIGIN = service
afterAll(() => new Promise((resolve) => server.close(resolve)))

const database = testDatabase()
const { person } = countyPeople(database)
let token = ''
beforeAll(async () => {
  token = await addToken(database, person('referrer.nhs'))
})

describe('the client of the handbook', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'api-client-')), 'referral.json')
  const run = async (referral: object, key = token) => {
    writeFileSync(file, JSON.stringify(referral))
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(root, 'docs/api-client.mjs'), file],
      { env: { ...process.env, SERVICE: service, TOKEN: key } },
    )
    return stdout.trim().split('\n')
  }

  it('sends a referral once, however often it is run, and follows it', async () => {
    const first = await run(exampleReferral)
    const again = await run(exampleReferral)
    expect(first[0]).toContain(phrases.received)
    expect(again).toEqual(first)
    const [reference = ''] = first[0]?.split(' ') ?? []
    expect(first.slice(1).map((line) => line.split(' ').slice(1))).toEqual([
      [reference, 'referral.submitted'],
      [reference, 'referral.routed'],
    ])
  })

  it('says what is wrong, by its place', async () => {
    await expect(run({ ...exampleReferral, who: 'nobody' })).rejects.toThrow('/who')
    await expect(run(exampleReferral, 'a-key-that-does-not-hold')).rejects.toThrow('token')
  })
})

/** What a client knows that has read nothing but the document. */
const documented = z.object({
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))),
  components: z.object({
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
    securitySchemes: z.record(z.string(), z.object({ type: z.string(), scheme: z.string() })),
  }),
})
const pointer = z.object({ schema: z.object({ $ref: z.string() }) })
const operation = z.object({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  requestBody: z
    .object({
      content: z.record(z.string(), z.looseObject({ example: z.unknown().optional() })),
    })
    .optional(),
  responses: z.record(
    z.string(),
    z.looseObject({
      content: z.record(z.string(), z.unknown()).optional(),
      links: z
        .record(
          z.string(),
          z.object({ operationId: z.string(), parameters: z.record(z.string(), z.string()) }),
        )
        .optional(),
    }),
  ),
})

/** A client that is given the address of the document and a token, and nothing else of this project. */
const clientOf = async (address: string, secret: string) => {
  const document = documented.parse(await (await fetch(address)).json())
  const [base = { url: '' }] = document.servers
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      path,
      method,
      ...operation.parse(described),
    })),
  )
  const schemaIn = (content: unknown) => {
    const name = pointer.parse(content).schema.$ref.split('/').at(-1) ?? ''
    return z.fromJSONSchema(document.components.schemas[name] ?? {})
  }
  const ask = async (
    one: (typeof all)[number],
    filled: Readonly<Record<string, string>> = {},
    body?: unknown,
  ) => {
    const path = one.path.replace(/\{(\w+)\}/g, (_, name: string) => filled[name] ?? '')
    const schemes = one.security.flatMap((names) => Object.keys(names))
    const isBearer = schemes.some(
      (name) => document.components.securitySchemes[name]?.scheme === 'bearer',
    )
    const answer = await fetch(base.url + path, {
      method: one.method.toUpperCase(),
      headers: {
        ...(isBearer && { authorization: `Bearer ${secret}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const told: unknown = await answer.json()
    const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
    const described = one.responses[answer.status]
    const read = schemaIn(described?.content?.[type]).safeParse(told)
    if (!read.success)
      throw new Error(`The answer is not what is documented: ${read.error.message}`)
    return { status: answer.status, told, links: described?.links ?? {} }
  }
  return { all, ask, schemaIn }
}

describe('a client that has read nothing but the document', () => {
  it('builds a referral from the example, sends it and follows it', async () => {
    const { all, ask, schemaIn } = await clientOf(`${service}/api/v1/openapi.json`, token)
    const send = all.find(({ responses }) =>
      Object.values(responses).some(({ links }) => links !== undefined),
    )
    const content = send?.requestBody?.content['application/json']
    if (!send || !content) throw new Error('Nothing is sent')
    const referral = { ...z.looseObject({}).parse(content.example), placeNow: '3 Other Street' }
    expect(schemaIn(content).safeParse(referral).error).toBeUndefined()
    const sent = await ask(send, {}, referral)
    expect(sent.status).toBe(201)

    const [link] = Object.values(sent.links)
    const follow = all.find(({ operationId }) => operationId === link?.operationId)
    if (!link || !follow) throw new Error('Nothing leads on')
    const told = z.record(z.string(), z.unknown()).parse(sent.told)
    const filled = Object.fromEntries(
      Object.entries(link.parameters).map(([name, place]) => [
        name,
        String(told[place.replace('$response.body#/', '')]),
      ]),
    )
    const state = await ask(follow, filled)
    expect(state.told).toMatchObject({ reference: filled.reference, standing: phrases.received })

    const feed = all.find(({ path }) => path === '/events')
    if (!feed) throw new Error('There is no feed')
    const { events } = z
      .object({ events: z.array(z.looseObject({ reference: z.string(), type: z.string() })) })
      .parse((await ask(feed)).told)
    expect(
      events.filter(({ reference }) => reference === filled.reference).map(({ type }) => type),
    ).toEqual(['referral.submitted', 'referral.routed'])
  })
})
