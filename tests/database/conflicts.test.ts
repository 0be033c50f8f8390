import { beforeAll, describe, expect, it } from 'vitest'
import { GET as conflictPage, POST as conflictForm } from '@/app/cases/[reference]/conflict/route'
import type { Actor } from '@/lib/access/actor'
import { findCase } from '@/lib/casework/find-case'
import { findKept } from '@/lib/casework/find-kept'
import { declareConflict } from '@/lib/casework/keep-case-from'
import { NotAllowed, NotFound } from '@/lib/refusals'
import type { Destination } from '@/lib/routing/queues'
import { makeReference } from '@/lib/referral/reference'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { openWithReason } from '@/tests/support/open-with-reason'
import { countsSeenBy, expectOutOfSight } from '@/tests/support/out-of-sight'
import { cookieOf, get, post } from '@/tests/support/requests'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send, act, tryTo, itemOf } = casework(database)

const words = 'I know this person: they live next door.'
const declare = (actor: Actor, reference: string, typed = words) =>
  declareConflict(actor, { reference, form: new URLSearchParams({ words: typed }) })

describe('whoever says that they are too close to a case', () => {
  it.each<[name: string, queue: Destination]>([
    ['officer', 'POLICE'],
    ['supervisor', 'POLICE'],
    ['beacon', 'BEACON'],
    ['desk', 'NRM'],
    ['lead2', 'HOLD'],
  ])('loses sight of it at once: %s', async (name, queue) => {
    const reference = await send(person('referrer.nhs'), 'V16')
    expect((await findCase(person(name), reference)).reference).toBe(reference)
    expect(await declare(person(name), reference)).toHaveProperty('kept')
    await expectOutOfSight(person(name), reference, queue)
  })

  it('hands it back to the queue, and the leads are told', async () => {
    const reference = await send(person('referrer.nhs'), 'V16')
    await act(person('officer'), reference, 'POLICE', 'accept')
    await declare(person('officer'), reference)
    expect(await itemOf(reference, 'POLICE')).toMatchObject({ ownerId: null, state: 'new' })
    const { id } = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
    const told = await asOwner((tx) =>
      tx.message.findMany({ where: { referralId: id, type: 'conflict.declared' } }),
    )
    expect(told.map(({ recipient }) => recipient).sort()).toEqual([
      'role:police_supervisor',
      'role:safeguarding_lead',
    ])
    await openWithReason(person('lead'), reference)
    expect((await findKept(person('lead'), reference)).lines).toMatchObject([
      { reason: 'own_conflict', words },
    ])
  })

  it('reads in no number that there is such a case', async () => {
    const officer = person('officer')
    const before = await countsSeenBy(officer, 'POLICE')
    const reference = await send(person('referrer.nhs'), 'V16')
    await declare(officer, reference)
    expect(await countsSeenBy(officer, 'POLICE')).toEqual(before)
    await act(person('supervisor'), reference, 'POLICE', 'accept')
    expect(await countsSeenBy(officer, 'POLICE')).toEqual(before)
  })

  it('does nothing to it any more', async () => {
    const reference = await send(person('referrer.nhs'), 'V16')
    await declare(person('officer'), reference)
    await expect(tryTo(person('officer'), reference, 'POLICE', 'accept')).rejects.toThrow(NotFound)
    await expect(declare(person('officer'), reference)).rejects.toThrow(NotFound)
  })

  it('is not given it by a colleague', async () => {
    const reference = await send(person('referrer.nhs'), 'V16')
    await declare(person('officer'), reference)
    await act(person('supervisor'), reference, 'POLICE', 'accept')
    const given = await tryTo(person('supervisor'), reference, 'POLICE', 'assign', {
      typed: { owner: person('officer').accountId },
    })
    expect(given).toMatchObject({ form: { problems: [{ question: 'owner' }] } })
  })

  it('says why, and what they typed is kept', async () => {
    const reference = await send(person('referrer.nhs'), 'V16')
    expect(await declare(person('officer'), reference, ' ')).toMatchObject({
      form: { problems: [{ question: 'words' }] },
    })
    expect((await findCase(person('officer'), reference)).reference).toBe(reference)
  })
})

it('the last lead who sees a case goes on leading it', async () => {
  const reference = await send(person('referrer.nhs'), 'V16')
  await declare(person('lead2'), reference)
  expect(await declare(person('lead'), reference)).toMatchObject({
    form: { typed: { words }, problems: [{ question: 'words' }] },
  })
  expect((await findCase(person('lead'), reference)).reference).toBe(reference)
})

it('who does not work it has no conflict with it', async () => {
  const reference = await send(person('referrer.nhs'), 'V16')
  await expect(declare(person('referrer.nhs'), reference)).rejects.toThrow(NotAllowed)
  for (const name of ['referrer.fire', 'admin', 'auditor', 'desk.stevenage'])
    await expect(declare(person(name), reference)).rejects.toThrow(NotFound)
})

describe('on the page', () => {
  let reference = ''
  const path = () => `/cases/${reference}/conflict`
  beforeAll(async () => {
    reference = await send(person('referrer.nhs'), 'V16')
  })

  it('one form, which shows nothing of the case', async () => {
    const cookie = await cookieOf(person('beacon'))
    const shown = await get(conflictPage, path(), { reference }, { cookie })
    expect([shown.status, (await shown.text()).includes('You will not see this case')]).toEqual([
      200,
      true,
    ])
    const body = new URLSearchParams({ words })
    const done = await post(conflictForm, path(), { reference }, body, { cookie })
    expect(done.status).toBe(200)
    await expectOutOfSight(person('beacon'), reference, 'BEACON')
  })

  it('is not there where there is no such case, and where it is out of sight', async () => {
    const cookie = await cookieOf(person('beacon'))
    const nowhere = makeReference(new Uint8Array([3, 1, 4, 1, 5, 9, 2, 6]))
    for (const one of [reference, nowhere]) {
      const answer = await get(
        conflictPage,
        `/cases/${one}/conflict`,
        { reference: one },
        { cookie },
      )
      expect(answer.status).toBe(404)
    }
  })
})
