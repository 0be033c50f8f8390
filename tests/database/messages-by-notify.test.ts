import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { atMoment } from '@/lib/clock'
import { withActor, withActorInSql } from '@/lib/database/with-actor'
import { deliverMessages } from '@/lib/notifications/deliver-messages'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { sendCase } from '@/tests/support/cases'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { onDuty } from '@/tests/support/on-duty'

const [service, secret, template] = [randomUUID(), randomUUID(), randomUUID()]
const calls: { path: string; token: string; body: unknown }[] = []
let status = 201

/** Answers as GOV.UK Notify does, as far as its status. */
const notify = createServer((request, response) => {
  void text(request).then((body) => {
    const token = (request.headers.authorization ?? '').replace('Bearer ', '')
    calls.push({ path: `${request.method} ${request.url}`, token, body: JSON.parse(body) })
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
  })
})
await new Promise<void>((resolve) => notify.listen(0, '127.0.0.1', resolve))
const address = notify.address()
process.env.MESSAGES = 'notify'
process.env.NOTIFY_API_KEY = `our_key-${service}-${secret}`
process.env.NOTIFY_TEMPLATE_ID = template
process.env.NOTIFY_URL = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`

const database = testDatabase()
const { person } = countyPeople(database)
onDuty(database, ['beacon'])
const moment = new Date('2026-11-21T14:14:00Z')

const tell = async () => {
  const nurse = person('referrer.nhs')
  const items = [{ queue: 'BEACON', identity: 'withheld' as const }]
  const id = await withActor(nurse, (tx) => sendCase(tx, nurse, randomUUID(), { items }))
  await atMoment(moment, () =>
    withActorInSql(nurse, (tx) =>
      queueMessages(tx, { id, priority: 'P2' }, [
        { type: 'item.arrived', recipient: 'queue:BEACON' },
      ]),
    ),
  )
  await atMoment(moment, deliverMessages)
  const [delivery] = await database.asOwner((tx) => tx.delivery.findMany())
  return delivery
}

afterAll(() => new Promise((resolve) => notify.close(resolve)))
beforeEach(async () => {
  calls.length = 0
  status = 201
  await database.asOwner((tx) => tx.delivery.deleteMany())
})

const claimsOf = (token: string) => {
  const [head = '', claims = '', signature] = token.split('.')
  const expected = createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url')
  expect(signature).toBe(expected)
  return [head, claims].map((part): unknown =>
    JSON.parse(Buffer.from(part, 'base64url').toString('utf8')),
  )
}

describe('by GOV.UK Notify', () => {
  it('a message is sent with its subject and text, signed with the secret of the key', async () => {
    expect(await tell()).toMatchObject({ state: 'sent', sentAt: moment, lastProblem: null })
    expect(calls).toHaveLength(1)
    const [call] = calls
    expect(call).toMatchObject({
      path: 'POST /v2/notifications/email',
      body: {
        email_address: person('beacon').email,
        template_id: template,
        personalisation: {
          subject: 'You have something to look at',
          body: expect.stringMatching(/^There is a new referral in your queue\.\n/) as string,
        },
        reference: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      },
    })
    expect(claimsOf(call?.token ?? '')).toEqual([
      { typ: 'JWT', alg: 'HS256' },
      { iss: service, iat: moment.getTime() / 1000 },
    ])
  })

  it.each([
    [400, 'refused'],
    [403, 'not_signed_in'],
    [429, 'unreachable'],
    [500, 'unreachable'],
    [302, 'unreachable'],
  ])('status %s is tried again, and its reason kept as a code: %s', async (answer, problem) => {
    status = answer
    expect(await tell()).toMatchObject({ state: 'failed', attempts: 1, lastProblem: problem })
  })

  it('no answer at all is tried again', async () => {
    await new Promise((resolve) => notify.close(resolve))
    expect(await tell()).toMatchObject({ state: 'failed', lastProblem: 'unreachable' })
  })
})
