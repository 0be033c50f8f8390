import { createHash } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { withActor, withoutActor } from '@/lib/database/with-actor'
import { testDatabase } from '@/tests/support/database'
import { addActor, addOrganisation } from '@/tests/support/people'

const { asOwner } = testDatabase()
let auditor: Actor
let referrer: Actor

beforeAll(async () => {
  await asOwner(async (tx) => {
    const organisation = await addOrganisation(tx, 'one')
    auditor = await addActor(tx, 'auditor', organisation)
    referrer = await addActor(tx, 'referrer', organisation)
  })
})

const append = (actor: Actor, type: string) =>
  withActor(
    actor,
    (tx) => tx.$queryRaw`SELECT append_event(${type}, NULL, ${'{"b": 1, "a": "é"}'}::jsonb)::text`,
  )

type Link = { text: string; previous: Uint8Array; hash: Uint8Array }
const readChain = () =>
  withActor(
    auditor,
    (tx) =>
      tx.$queryRaw<
        Link[]
      >`SELECT event_text(event) AS text, previous, hash FROM event ORDER BY sequence`,
  )

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

it('chains each event to the one before, however many are written at once', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, i) => append(referrer, `event ${i}`)))
  const chain = await readChain()
  expect(chain).toHaveLength(40)
  let previous = createHash('sha256').update('the first event').digest('hex')
  for (const link of chain) {
    expect(hex(link.previous)).toBe(previous)
    previous = createHash('sha256').update(link.previous).update(link.text).digest('hex')
    expect(hex(link.hash)).toBe(previous)
  }
})

it('says who did it, from the context and from nothing else', async () => {
  await append(referrer, 'something')
  const event = await withActor(auditor, (tx) =>
    tx.event.findFirst({ where: { type: 'something' } }),
  )
  expect(event).toMatchObject({
    accountId: referrer.accountId,
    organisationId: referrer.organisation.id,
    role: 'referrer',
    detail: { a: 'é', b: 1 },
  })
})

it('leaves no gap in the chain where a transaction is undone', async () => {
  const undone = withActor(referrer, async (tx) => {
    await tx.$queryRaw`SELECT append_event('undone', NULL, '{}')::text`
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  await append(referrer, 'after')
  const [before, after] = (await readChain()).slice(-2)
  expect(after && hex(after.previous)).toBe(before && hex(before.hash))
})

it('records signing in, failing to, and signing out', async () => {
  const token = new Uint8Array([1, 2, 3])
  const { accountId } = referrer
  await withoutActor('sign-in', async (tx) => {
    await tx.$queryRaw`SELECT record_failed_sign_in(${accountId}::uuid, 'wrong')::text`
    await tx.$queryRaw`SELECT record_failed_sign_in(NULL, 'wrong')::text`
    await tx.$queryRaw`SELECT start_session(${accountId}::uuid, ${token}, now() + interval '1 hour')::text`
    await tx.$queryRaw`SELECT end_session(${token})::text`
    await tx.$queryRaw`SELECT end_session(${token})::text`
  })
  const events = await withActor(auditor, (tx) =>
    tx.event.findMany({
      where: { type: { in: ['sign_in.refused', 'session.started', 'session.ended'] } },
      orderBy: { sequence: 'asc' },
    }),
  )
  expect(events.map(({ type, accountId }) => [type, accountId])).toEqual([
    ['sign_in.refused', accountId],
    ['sign_in.refused', null],
    ['session.started', accountId],
    ['session.ended', accountId],
  ])
})

it('deletes drafts whose time is over, and no other', async () => {
  const { accountId, organisation } = referrer
  const draft = (id: string, expiresAt: Date) => ({
    id,
    expiresAt,
    accountId,
    organisationId: organisation.id,
    answers: new Uint8Array(),
    step: 'a',
  })
  await asOwner((tx) =>
    tx.draft.createMany({
      data: [
        draft('00000000-0000-4000-8000-000000000001', new Date('2020-01-01')),
        draft('00000000-0000-4000-8000-000000000002', new Date('2099-01-01')),
      ],
    }),
  )
  const rows = await withoutActor(
    'jobs',
    (tx) => tx.$queryRaw`SELECT delete_expired_drafts() AS count`,
  )
  expect(rows).toEqual([{ count: 1 }])
  expect(await asOwner((tx) => tx.draft.count())).toBe(1)
})
