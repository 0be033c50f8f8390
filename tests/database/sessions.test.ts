import { createHash, randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { type Tx, withoutActor } from '@/lib/database/with-actor'
import { testDatabase } from '@/tests/support/database'
import { addActor, addOrganisation } from '@/tests/support/people'

const { asOwner } = testDatabase()
let actor: Actor
let token: Uint8Array<ArrayBuffer>

const hashOf = (text: string) => new Uint8Array(createHash('sha256').update(text).digest())

const startSession = (tokenHash: Uint8Array, expires = new Date('2099-01-01')) =>
  withoutActor(
    'sign-in',
    (tx) =>
      tx.$queryRaw`SELECT start_session(${actor.accountId}::uuid, ${tokenHash}, ${expires})::text`,
  )
const findSession = (tokenHash: Uint8Array, idleMinutes = 30) =>
  withoutActor(
    'find-session',
    (tx) => tx.$queryRaw<Record<string, unknown>[]>`
      SELECT * FROM find_session(${tokenHash}, make_interval(mins => ${idleMinutes}::int))`,
  )

beforeEach(async () => {
  actor = await asOwner(async (tx) =>
    addActor(tx, 'referrer', await addOrganisation(tx, randomUUID().slice(0, 8))),
  )
  token = hashOf(randomUUID())
  await startSession(token)
})

describe('a session', () => {
  it('is found with everything that an actor is made of', async () => {
    const { accountId, name, email, role, organisation } = actor
    expect(await findSession(token)).toEqual([
      {
        session_id: expect.any(String),
        account_id: accountId,
        name,
        email,
        job_title: '',
        phone: '',
        role,
        organisation_id: organisation.id,
        organisation_name: organisation.name,
        organisation_slug: organisation.slug,
        organisation_type: 'county_council',
        is_first_responder_organisation: true,
        has_duty_to_notify: true,
        confirmed_at: expect.any(Date),
        proof: 'password',
      },
    ])
  })

  const account = () => ({ where: { id: actor.accountId } })
  const ends: Record<string, (tx: Tx) => Promise<unknown>> = {
    'its account is disabled': (tx) =>
      tx.account.update({ ...account(), data: { disabledAt: new Date() } }),
    'its account gets another role': (tx) =>
      tx.account.update({ ...account(), data: { role: 'auditor' } }),
    'its password changes': (tx) =>
      tx.account.update({ ...account(), data: { passwordHash: 'another' } }),
    'it is signed out': (tx) => tx.$queryRaw`SELECT end_session(${token})::text`,
    'its account’s sessions are ended': (tx) =>
      tx.$queryRaw`SELECT end_sessions_of(${actor.accountId}::uuid)`,
    'its organisation is closed': (tx) =>
      tx.organisation.update({
        where: { id: actor.organisation.id },
        data: { validUntil: new Date('2020-01-01') },
      }),
    'it has expired': (tx) =>
      tx.session.updateMany({
        where: { accountId: actor.accountId },
        data: { expiresAt: new Date('2020-01-01') },
      }),
  }
  it.each(Object.entries(ends))('is over when %s', async (_, end) => {
    await asOwner(end)
    expect(await findSession(token)).toEqual([])
  })

  it('stays when somebody changes their telephone number', async () => {
    await asOwner((tx) => tx.account.update({ ...account(), data: { phone: '01632 960001' } }))
    expect(await findSession(token)).toHaveLength(1)
  })

  const lastSeen = async () => {
    const session = await asOwner((tx) =>
      tx.session.findFirstOrThrow({ where: { accountId: actor.accountId } }),
    )
    return session.lastSeenAt
  }
  const wasSeen = (minutesAgo: number) =>
    asOwner(
      (tx) => tx.$executeRaw`
        UPDATE session SET last_seen_at = now() - make_interval(mins => ${minutesAgo}::int)
        WHERE account_id = ${actor.accountId}::uuid`,
    )

  it('is over after half an hour without a request, and each request starts that anew', async () => {
    await wasSeen(31)
    expect(await findSession(token, 30)).toEqual([])
    await wasSeen(29)
    expect(await findSession(token, 30)).toHaveLength(1)
    expect(await findSession(token, 1)).toHaveLength(1)
  })

  it('is written to once a minute at most', async () => {
    const before = await lastSeen()
    await findSession(token)
    expect(await lastSeen()).toEqual(before)
  })
})

it('nobody signs in to an account that is disabled', async () => {
  await asOwner((tx) =>
    tx.account.update({ where: { id: actor.accountId }, data: { disabledAt: new Date() } }),
  )
  await expect(startSession(hashOf('another'))).rejects.toThrow()
})

describe('signing in', () => {
  const find = (email: string) =>
    withoutActor('sign-in', (tx) => tx.$queryRaw`SELECT * FROM find_sign_in(${email})`)

  it('finds an account however its address is typed', async () => {
    expect(await find(actor.email.toUpperCase())).toEqual([
      {
        account_id: actor.accountId,
        name: actor.name,
        password_hash: 'not a hash',
        has_second_factor: false,
        role: actor.role,
        organisation_id: actor.organisation.id,
        is_open: true,
      },
    ])
    expect(await find('nobody@example.test')).toEqual([])
  })

  it('keeps one spelling of an address', async () => {
    const email = `Upper@${randomUUID()}.test`
    const data = {
      email,
      name: 'x',
      role: 'referrer',
      organisationId: actor.organisation.id,
      passwordHash: 'x',
    }
    await expect(asOwner((tx) => tx.account.create({ data }))).rejects.toThrow(/lower_case/)
  })
})

describe('a key to the partner API', () => {
  let key: Uint8Array<ArrayBuffer>
  beforeAll(() => {
    key = hashOf('key')
  })
  const find = () =>
    withoutActor(
      'find-api-token',
      (tx) => tx.$queryRaw<Record<string, unknown>[]>`SELECT * FROM find_api_token(${key})`,
    )
  beforeEach(async () => {
    await asOwner(async (tx) => {
      await tx.apiToken.deleteMany({})
      await tx.apiToken.create({
        data: {
          tokenHash: key,
          name: 'A key',
          organisationId: actor.organisation.id,
          accountId: actor.accountId,
          scopes: ['refer'],
          expiresAt: new Date('2099-01-01'),
        },
      })
    })
  })

  it('is found with its scopes', async () => {
    expect(await find()).toMatchObject([{ account_id: actor.accountId, scopes: ['refer'] }])
  })

  it.each([{ revokedAt: new Date() }, { expiresAt: new Date('2020-01-01') }])(
    'is refused: %o',
    async (data) => {
      await asOwner((tx) => tx.apiToken.updateMany({ data }))
      expect(await find()).toEqual([])
    },
  )
})
