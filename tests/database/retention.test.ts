import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { GET } from '@/app/retention/route'
import { GET as showOne, POST } from '@/app/retention/[disposal]/route'
import { decideDisposal } from '@/lib/retention/decide-disposal'
import { answerDisposal } from '@/lib/retention/answer-disposal'
import { expireData } from '@/lib/retention/expire-data'
import { findDisposals } from '@/lib/retention/find-disposals'
import { liftHold, placeHold } from '@/lib/retention/place-hold'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'
import { atMoment } from '@/lib/clock'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { disposalOf, endLongAgo } from '@/tests/support/life-of-data'
import { cookieOf, get, post } from '@/tests/support/requests'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send } = casework(database)

const form = (typed: Record<string, string>) => new URLSearchParams(typed)
const dispose = form({ decision: 'dispose', disposeBecause: 'time_over', words: 'Nothing open' })
const keep = (year: string) =>
  form({
    decision: 'keep',
    keepBecause: 'open_matter',
    'until-day': '1',
    'until-month': '2',
    'until-year': year,
  })
const yes = form({ agree: 'yes' })

const sendEnded = async (ended: Parameters<typeof endLongAgo>[2] = {}) => {
  const reference = await send(person('referrer.council'), 'V05')
  await endLongAgo(database, reference, ended)
  return reference
}
const dueOf = async (reference: string) => {
  const found = await disposalOf(database, reference)
  if (!found) throw new Error('It is not due')
  return found
}

describe('the time of a referral', () => {
  it.each([
    ['closed long ago', { finishedAs: 'closed' }, 'no_further_action'],
    ['declined by every queue long ago', { finishedAs: 'declined' }, 'declined'],
  ])('is over where it was %s', async (_, ended, kind) => {
    expect((await dueOf(await sendEnded(ended))).kind).toBe(kind)
  })

  it('is over later by the rule of its kind: a closed one outlasts a declined one', async () => {
    const at = new Date(Date.now() - 1_000 * 24 * 60 * 60 * 1000)
    const closed = await sendEnded({ at })
    const declined = await sendEnded({ at, finishedAs: 'declined' })
    expect(await disposalOf(database, closed)).toBeNull()
    expect(await disposalOf(database, declined)).toBeDefined()
  })

  it('is not over while somebody works it, or has a duty', async () => {
    const worked = await send(person('referrer.council'), 'V05')
    expect(await disposalOf(database, worked)).toBeNull()
    const owed = await sendEnded()
    await asOwner(async (tx) => {
      const { id } = await tx.referral.findUniqueOrThrow({ where: { reference: owed } })
      await tx.duty.create({
        data: {
          referralId: id,
          kind: 'review',
          openedAt: new Date('2010-01-01'),
          dueAt: new Date('2010-01-02'),
        },
      })
    })
    expect(await disposalOf(database, owed)).toBeNull()
  })

  it('is marked once, however often the job runs', async () => {
    const reference = await sendEnded()
    await Promise.all(
      [expireData(), expireData(), expireData()].map((run) => run.catch(() => null)),
    )
    await expireData()
    expect(await asOwner((tx) => tx.disposal.count({ where: { reference } }))).toBe(1)
  })
})

describe('a review before disposal', () => {
  it('keeps until a day, and is due again after it', async () => {
    const reference = await sendEnded()
    const { id, version } = await dueOf(reference)
    expect(await decideDisposal(person('lead'), id, version, keep('2030'))).toEqual({ done: true })
    expect((await findDisposals(person('lead'))).disposals.map((one) => one.id)).not.toContain(id)
    await atMoment(new Date('2030-02-03T12:00:00Z'), expireData)
    expect((await dueOf(reference)).decision).toBeNull()
  })

  it('says what is missing beside the field, and keeps what was typed', async () => {
    const { id, version } = await dueOf(await sendEnded())
    const answer = await decideDisposal(
      person('lead'),
      id,
      version,
      form({ decision: 'keep', words: 'Because' }),
    )
    expect(answer).toMatchObject({
      taken: {
        problems: expect.arrayContaining([
          expect.objectContaining({ question: 'until' }),
          expect.objectContaining({ question: 'keepBecause' }),
        ]),
        typed: { words: 'Because' },
      },
    })
  })

  it('takes two people to erase: not the one who asked, whoever they are', async () => {
    const reference = await sendEnded()
    const { id, version } = await dueOf(reference)
    await decideDisposal(person('lead'), id, version, dispose)
    await expect(answerDisposal(person('lead'), id, version + 1, yes)).rejects.toThrow(NotAllowed)
    await expect(
      database.asNobody(async (tx) => {
        const { accountId, organisation, role } = person('lead')
        await tx.$queryRaw`select set_config('app.account_id', ${accountId}, true),
          set_config('app.organisation_id', ${organisation.id}, true), set_config('app.role', ${role}, true)`
        await tx.$queryRaw`select erase_referral(${id}::uuid, ${version + 1}::integer, now())`
      }),
    ).rejects.toThrow(/second person/)
    expect(await answerDisposal(person('admin'), id, version + 1, yes)).toEqual({ done: true })
    expect(await asOwner((tx) => tx.referral.count({ where: { reference } }))).toBe(0)
    const list = await findDisposals(person('lead'))
    expect(list.erased.map((one) => one.reference)).toContain(reference)
  })

  it('is due again where the second person does not agree', async () => {
    const reference = await sendEnded()
    const { id, version } = await dueOf(reference)
    await decideDisposal(person('lead'), id, version, dispose)
    await answerDisposal(person('admin'), id, version + 1, form({ agree: 'no' }))
    expect(await dueOf(reference)).toMatchObject({ decision: null, words: null })
  })

  it('is decided once: whoever comes second is told', async () => {
    const { id, version } = await dueOf(await sendEnded())
    await decideDisposal(person('lead'), id, version, dispose)
    await expect(decideDisposal(person('lead'), id, version, dispose)).rejects.toThrow(Changed)
    await answerDisposal(person('admin'), id, version + 1, yes)
    await expect(answerDisposal(person('admin'), id, version + 1, yes)).rejects.toThrow(NotFound)
  })

  it('seals what was written about it', async () => {
    const reference = await sendEnded()
    const { id, version } = await dueOf(reference)
    await decideDisposal(person('lead'), id, version, dispose)
    const row = await asOwner((tx) => tx.disposal.findUniqueOrThrow({ where: { id } }))
    expect(Buffer.from(row.words ?? []).includes('Nothing open')).toBe(false)
  })
})

describe('a legal hold', () => {
  it('stops what is due, and what two people agreed on', async () => {
    const reference = await sendEnded()
    const { id, version } = await dueOf(reference)
    await decideDisposal(person('lead'), id, version, dispose)
    await placeHold(person('lead'), form({ reference, because: 'court' }))
    await expect(answerDisposal(person('admin'), id, version + 1, yes)).rejects.toThrow(NotAllowed)
    expect(await asOwner((tx) => tx.referral.count({ where: { reference } }))).toBe(1)

    const { holds } = await findDisposals(person('lead'))
    const hold = holds.find((one) => one.reference === reference)
    await liftHold(person('lead'), hold?.id ?? '')
    await expect(liftHold(person('lead'), hold?.id ?? '')).rejects.toThrow(Changed)
    expect(await answerDisposal(person('admin'), id, version + 1, yes)).toEqual({ done: true })
  })

  it('keeps what was not due yet from being due', async () => {
    const reference = await sendEnded()
    await placeHold(person('lead'), form({ reference, because: 'inquiry' }))
    expect(await disposalOf(database, reference)).toBeNull()
  })

  it('is refused beside the field where there is no such case', async () => {
    const answer = await placeHold(
      person('lead'),
      form({ reference: 'HMS-0000-0000-0', because: 'court' }),
    )
    expect(answer).toMatchObject({ taken: { problems: [{ question: 'reference' }] } })
  })
})

describe('who sees what is due', () => {
  let id = ''
  let reference = ''
  beforeAll(async () => {
    reference = await sendEnded()
    id = (await dueOf(reference)).id
  })

  it.each(['officer', 'desk', 'beacon', 'referrer.council', 'auditor'])('not %s', async (name) => {
    await expect(findDisposals(person(name))).rejects.toThrow(NotFound)
    await expect(decideDisposal(person(name), id, 1, dispose)).rejects.toThrow(NotFound)
    await expect(answerDisposal(person(name), id, 1, yes)).rejects.toThrow(NotFound)
    await expect(placeHold(person(name), form({ reference, because: 'court' }))).rejects.toThrow(
      NotFound,
    )
  })

  it('the administrator only what waits for a second person, and no hold', async () => {
    expect((await findDisposals(person('admin'))).disposals.map((one) => one.id)).not.toContain(id)
    await decideDisposal(person('lead'), id, 1, dispose)
    const list = await findDisposals(person('admin'))
    expect(list.disposals.map((one) => one.id)).toContain(id)
    expect(list).toMatchObject({ isReviewer: false, holds: [], erased: [] })
  })

  it('on pages that work by plain forms', async () => {
    const cookie = await cookieOf(person('admin'))
    const list = await get(GET, '/retention', {}, { cookie })
    expect(await list.text()).toContain(`href="/retention/${id}"`)
    const params = { disposal: id }
    const path = `/retention/${id}`
    expect(await (await get(showOne, path, params, { cookie })).text()).toContain('name="agree"')
    const empty = await post(POST, path, params, form({ version: '2' }), { cookie })
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('Select if you agree')
    const done = await post(POST, path, params, form({ version: '2', agree: 'yes' }), { cookie })
    expect([done.status, done.headers.get('location')]).toEqual([303, '/retention'])
    const gone = await post(POST, path, params, form({ version: '2', agree: 'yes' }), { cookie })
    expect(gone.status).toBe(404)
  })
})

describe('what needs no review', () => {
  it('goes by itself when its time is over, and not before', async () => {
    const { accountId } = person('lead')
    const session = (daysAgo: number) => {
      const at = new Date(Date.now() - daysAgo * 24 * 60 * 60 * 1000)
      return {
        id: randomUUID(),
        tokenHash: new Uint8Array(Buffer.from(randomUUID())),
        accountId,
        startedAt: at,
        lastSeenAt: at,
        expiresAt: at,
        endedAt: at,
      }
    }
    const [old, recent] = [session(400), session(10)]
    await asOwner((tx) => tx.session.createMany({ data: [old, recent] }))
    expect((await expireData()).deleted).toBeGreaterThan(0)
    const left = await asOwner((tx) =>
      tx.session.findMany({ where: { id: { in: [old.id, recent.id] } }, select: { id: true } }),
    )
    expect(left).toEqual([{ id: recent.id }])
  })
})
