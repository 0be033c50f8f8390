import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { contextStatement } from '@/lib/database/context'
import { isUniqueViolation } from '@/lib/database/is-unique-violation'
import {
  type InSql,
  type Tx,
  withActor,
  withActorInSql,
  withoutActor,
} from '@/lib/database/with-actor'
import { testDatabase } from '@/tests/support/database'
import { addActor, addOrganisation } from '@/tests/support/people'

const { asOwner } = testDatabase()
let actors: Actor[] = []

beforeAll(async () => {
  actors = await asOwner(async (tx) => {
    const added: Actor[] = []
    for (const slug of ['one', 'two', 'three', 'four', 'five', 'six', 'seven'])
      added.push(await addActor(tx, 'referrer', await addOrganisation(tx, slug)))
    return added
  })
})

const [first, second] = [() => actors[0] as Actor, () => actors[1] as Actor]

const startDraft = (tx: Tx, { accountId, organisation }: Actor, id = randomUUID()) =>
  tx.draft.create({
    data: {
      id,
      accountId,
      organisationId: organisation.id,
      answers: new Uint8Array([1]),
      step: 'first',
      expiresAt: new Date('2099-01-01T00:00:00.123Z'),
    },
  })

const whoAmI = (tx: InSql) =>
  tx.$queryRaw`SELECT current_account() AS account, current_organisation() AS organisation, current_actor_role() AS role`

it('tells the database who acts, for the length of the transaction', async () => {
  const { accountId, organisation, role } = first()
  expect(await withActor(first(), whoAmI)).toEqual([
    { account: accountId, organisation: organisation.id, role },
  ])
  const nobody = [{ account: null, organisation: null, role: null }]
  expect(await withoutActor('public-page', whoAmI)).toEqual(nobody)
  expect(await withoutActor('jobs', whoAmI)).toEqual(nobody)
})

it('never gives one actor the rights of another, however many act at once', async () => {
  const acts = Array.from({ length: 140 }, (_, i) => actors[i % actors.length] as Actor)
  await Promise.all(acts.map((actor) => withActor(actor, (tx) => startDraft(tx, actor))))
  const seen = await Promise.all(
    acts.map((actor) =>
      withActor(actor, async (tx) => {
        const drafts = await tx.draft.findMany({ select: { accountId: true } })
        return (
          drafts.length === 20 && drafts.every(({ accountId }) => accountId === actor.accountId)
        )
      }),
    ),
  )
  expect(seen).toEqual(acts.map(() => true))
})

it('undoes everything when the act fails, and the next act is as good as ever', async () => {
  const id = randomUUID()
  const fails = withActor(second(), async (tx) => {
    await startDraft(tx, second(), id)
    throw new Error('changed my mind')
  })
  await expect(fails).rejects.toThrow('changed my mind')
  expect(await withActor(second(), (tx) => tx.draft.findUnique({ where: { id } }))).toBeNull()
})

it('says when a value is taken, also where its row is not to be seen', async () => {
  const id = randomUUID()
  await withActor(first(), (tx) => startDraft(tx, first(), id))
  const again = withActor(second(), (tx) => startDraft(tx, second(), id))
  expect(await again.catch(isUniqueViolation)).toBe(true)
  expect(isUniqueViolation(new Error('P2002'))).toBe(false)
})

it('keeps an instant to the millisecond', async () => {
  const draft = await withActor(first(), (tx) => startDraft(tx, first()))
  const [row] = await withActor(
    first(),
    (tx) => tx.$queryRaw<{ text: string }[]>`
      SELECT to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') AS text
      FROM draft WHERE id = ${draft.id}::uuid`,
  )
  expect(row?.text).toBe('2099-01-01 00:00:00.123')
  expect(draft.expiresAt.toISOString()).toBe('2099-01-01T00:00:00.123Z')
})

it('refuses an act inside an act, which would wait for itself', async () => {
  await expect(withActor(first(), () => withActor(second(), whoAmI))).rejects.toThrow(/pass tx on/)
  await expect(withActor(first(), () => withoutActor('sign-out', whoAmI))).rejects.toThrow(
    /pass tx on/,
  )
})

it('quotes what it tells the database', async () => {
  const statement = contextStatement({ accountId: "a'; DROP", organisationId: '\\', role: '' })
  expect(statement).toContain("'app.account_id', 'a''; DROP', true")
  expect(statement).toContain("'app.organisation_id',  E'\\\\', true")
})

describe('in plain SQL', () => {
  it('tells the database who acts, for the length of the transaction', async () => {
    const { accountId, organisation, role } = second()
    expect(await withActorInSql(second(), whoAmI)).toEqual([
      { account: accountId, organisation: organisation.id, role },
    ])
    expect(await withoutActor('public-page', whoAmI)).toEqual([
      { account: null, organisation: null, role: null },
    ])
  })

  const start = (tx: InSql, { accountId, organisation }: Actor, id: string) =>
    tx.$queryRaw`
      INSERT INTO draft (id, account_id, organisation_id, answers, step, expires_at)
      VALUES (${id}::uuid, ${accountId}::uuid, ${organisation.id}::uuid, ${new Uint8Array([1, 255])},
        ${"it's $1; DROP"}, ${new Date('2099-01-01T00:00:00.123Z')})`
  const find = (id: string) =>
    withActor(second(), (tx) =>
      tx.draft.findUnique({
        where: { id },
        select: { answers: true, step: true, expiresAt: true },
      }),
    )

  it('keeps every value as it was given', async () => {
    const id = randomUUID()
    await withActorInSql(second(), (tx) => start(tx, second(), id))
    expect(await find(id)).toEqual({
      answers: new Uint8Array([1, 255]),
      step: "it's $1; DROP",
      expiresAt: new Date('2099-01-01T00:00:00.123Z'),
    })
  })

  it('undoes everything when the act fails', async () => {
    const id = randomUUID()
    const fails = withActorInSql(second(), async (tx) => {
      await start(tx, second(), id)
      throw new Error('changed my mind')
    })
    await expect(fails).rejects.toThrow('changed my mind')
    expect(await find(id)).toBeNull()
  })

  it('never says that it is done where a failed statement has undone it', async () => {
    const id = randomUUID()
    const hides = withActorInSql(second(), async (tx) => {
      await start(tx, second(), id)
      await tx.$queryRaw`SELECT 1 / 0`.catch(() => 'never mind')
    })
    await expect(hides).rejects.toThrow()
    expect(await find(id)).toBeNull()
  })

  it('says when a value is taken', async () => {
    const id = randomUUID()
    const act = () => withActorInSql(second(), (tx) => start(tx, second(), id))
    await act()
    expect(await act().catch(isUniqueViolation)).toBe(true)
  })

  it('acts many times at once, and each time for one actor', async () => {
    const acts = Array.from({ length: 60 }, (_, i) => actors[i % actors.length] as Actor)
    const seen = await Promise.all(acts.map((actor) => withActorInSql(actor, whoAmI)))
    expect(seen).toEqual(
      acts.map(({ accountId, organisation, role }) => [
        { account: accountId, organisation: organisation.id, role },
      ]),
    )
  })

  it('is refused inside another act', async () => {
    const nested = withActorInSql(first(), () => withActorInSql(second(), whoAmI))
    await expect(nested).rejects.toThrow(/pass tx on/)
  })
})
