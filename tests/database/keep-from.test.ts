import { beforeEach, describe, expect, it } from 'vitest'
import { GET as keepPage, POST as keepForm } from '@/app/cases/[reference]/keep-from/route'
import type { Actor } from '@/lib/access/actor'
import { findCase } from '@/lib/casework/find-case'
import { findKept } from '@/lib/casework/find-kept'
import { keepCaseFrom } from '@/lib/casework/keep-case-from'
import { liftKept } from '@/lib/casework/lift-kept'
import { withActor } from '@/lib/database/with-actor'
import { findReceipt } from '@/lib/referral/find-receipt'
import { findOwnReferrals } from '@/lib/casework/find-referrals'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { deliverMessages } from '@/lib/notifications/deliver-messages'
import { openAllWithReason } from '@/tests/support/open-with-reason'
import { expectOutOfSight } from '@/tests/support/out-of-sight'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sharing } from '@/tests/support/sharing'

const database = testDatabase()
const { asOwner } = database
const { person, colleagueOf } = countyPeople(database)
const { send, act, itemOf } = casework(database)
const { share } = sharing(database)

const words = 'A neighbour of the person named them.'
let reference = ''
beforeEach(async () => {
  reference = await send(person('referrer.nhs'), 'V16')
  await openAllWithReason(['lead', 'lead2', 'supervisor'].map(person), reference)
})

const keep = (actor: Actor, typed: Record<string, string>) =>
  keepCaseFrom(actor, {
    reference,
    form: new URLSearchParams({ reason: 'knows_them', words, ...typed }),
  })
const keepPerson = (actor: Actor, { accountId }: Actor) =>
  keep(actor, { whom: 'person', person: accountId })
const keepOrganisation = (actor: Actor, { organisation }: Actor) =>
  keep(actor, { whom: 'organisation', organisation: organisation.id })
const sees = (actor: Actor) =>
  findCase(actor, reference).then(
    () => true,
    () => false,
  )
const lineId = async () => (await findKept(person('lead'), reference)).lines[0]?.id ?? ''
const lift = async (actor: Actor, step: 'ask' | 'lift') =>
  liftKept(actor, { reference, kept: await lineId(), step })

describe('a case that is kept from a person', () => {
  it.each([
    ['officer', 'POLICE'],
    ['beacon', 'BEACON'],
    ['desk', 'NRM'],
    ['lead2', 'HOLD'],
    ['colleague.referrer.nhs', undefined],
  ] as const)('does not exist to them, though to others it does: %s', async (name, queue) => {
    const other = colleagueFor(name)
    expect(await keepPerson(person('lead'), person(name))).toHaveProperty('kept')
    await expectOutOfSight(person(name), reference, queue)
    expect(await sees(other)).toBe(true)
  })

  const colleagueFor = (name: string) =>
    ({
      officer: person('officer2'),
      beacon: person('beacon2'),
      desk: person('lead'),
      lead2: person('lead'),
    })[name] ?? person('referrer.nhs')

  it('goes back to its queue where they had it', async () => {
    await act(person('officer'), reference, 'POLICE', 'accept')
    await keepPerson(person('supervisor'), person('officer'))
    expect(await itemOf(reference, 'POLICE')).toMatchObject({ ownerId: null, state: 'new' })
  })

  it('is kept from them in a queue that it comes to later', async () => {
    const held = await send(person('referrer.council'), 'V05')
    await asOwner(
      (tx) =>
        tx.$queryRaw`
          insert into kept_from (id, referral_id, account_id, reason, added_by, added_at)
          select gen_random_uuid(), id, ${person('officer').accountId}::uuid, 'knows_them',
            ${person('lead').accountId}::uuid, now()
          from referral where reference = ${held}`,
    )
    const typed = { to: 'POLICE', reason: 'risk_changed', rule: 'B15', words }
    await act(person('lead'), held, 'HOLD', 'add_queue', { typed })
    await expectOutOfSight(person('officer'), held, 'POLICE')
    expect((await findCase(person('officer2'), held)).reference).toBe(held)
  })

  it('is not told to them', async () => {
    await keepPerson(person('lead'), person('officer'))
    const { id: message } = await asOwner(async (tx) => {
      const { id } = await tx.referral.findUniqueOrThrow({ where: { reference } })
      const data = {
        type: 'item.arrived',
        recipient: 'queue:POLICE',
        referralId: id,
        priority: 'P1',
      }
      return tx.message.create({ data })
    })
    await deliverMessages()
    const told = await asOwner((tx) => tx.delivery.findMany({ where: { messageId: message } }))
    const accounts = told.map(({ accountId }) => accountId)
    expect(accounts).toContain(person('officer2').accountId)
    expect(accounts).not.toContain(person('officer').accountId)
  })

  it('is not theirs by a share either', async () => {
    const charity = person('referrer.charity')
    await share(person('desk'), charity, reference)
    expect(await sees(charity)).toBe(true)
    await asOwner(
      (tx) =>
        tx.$queryRaw`
          insert into kept_from (id, referral_id, account_id, reason, added_by, added_at)
          select gen_random_uuid(), id, ${charity.accountId}::uuid, 'knows_them', ${person('lead').accountId}::uuid, now()
          from referral where reference = ${reference}`,
    )
    await expectOutOfSight(charity, reference)
    expect(await sees(colleagueOf(charity))).toBe(true)
  })

  it('gives whoever sent it the receipt and nothing else', async () => {
    const author = person('referrer.nhs')
    await keepPerson(person('lead'), author)
    await expectOutOfSight(author, reference)
    expect(await findReceipt(author, reference)).toMatchObject({ reference, hidden: true })
    expect((await findOwnReferrals(author, 500)).map((line) => line.reference)).not.toContain(
      reference,
    )
  })
})

describe('a case that is kept from an organisation', () => {
  it('does not exist to anybody there', async () => {
    await act(person('beacon'), reference, 'BEACON', 'accept')
    await keepOrganisation(person('lead'), person('beacon'))
    for (const name of ['beacon', 'beacon2'])
      await expectOutOfSight(person(name), reference, 'BEACON')
    expect(await itemOf(reference, 'BEACON')).toMatchObject({ ownerId: null, state: 'new' })
  })

  it('is not taken from whom it was handed to, so that it is not lost', async () => {
    const { handlerId } = await itemOf(reference, 'NRM')
    const typed = { whom: 'organisation', organisation: handlerId ?? '' }
    expect(await keep(person('lead2'), typed)).toMatchObject({
      form: { problems: [{ question: 'organisation' }] },
    })
  })
})

describe('somebody goes on leading it', () => {
  it('it is not kept from the last lead who would see it', async () => {
    await keepPerson(person('lead'), person('lead2'))
    expect(await keepPerson(person('supervisor'), person('lead'))).toMatchObject({
      form: { typed: { words }, problems: [{ question: 'person' }] },
    })
    expect(await sees(person('lead'))).toBe(true)
  })

  it('not by the database either', async () => {
    await keepPerson(person('lead'), person('lead2'))
    const byHand = withActor(person('lead'), async (tx) => {
      const { id } = await tx.referral.findFirstOrThrow({
        where: { reference },
        select: { id: true },
      })
      return tx.keptFrom.createMany({
        data: [
          {
            id: crypto.randomUUID(),
            referralId: id,
            accountId: person('lead').accountId,
            reason: 'knows_them',
            addedBy: person('lead').accountId,
            addedAt: new Date(),
          },
        ],
      })
    })
    await expect(byHand).rejects.toThrow(/No safeguarding lead/)
  })
})

describe('who keeps and who lifts', () => {
  it.each(['officer', 'beacon', 'desk', 'referrer.nhs'])(
    '%s keeps it from nobody',
    async (name) => {
      await expect(keepPerson(person(name), person('officer2'))).rejects.toThrow(NotAllowed)
      await expect(findKept(person(name), reference)).rejects.toThrow(
        name.startsWith('r') ? NotFound : NotAllowed,
      )
    },
  )

  it('letting them see it again takes a second person', async () => {
    await keepPerson(person('lead'), person('officer'))
    expect(await lift(person('lead'), 'ask')).toBe('asked')
    await expect(lift(person('lead'), 'lift')).rejects.toThrow(NotAllowed)
    expect(await sees(person('officer'))).toBe(false)
    expect(await lift(person('supervisor'), 'lift')).toBe('lifted')
    expect(await sees(person('officer'))).toBe(true)
  })

  it('one who did not ask lifts nothing, and two at once do it once', async () => {
    await keepPerson(person('lead'), person('officer'))
    await expect(lift(person('lead2'), 'lift')).rejects.toThrow(NotAllowed)
    await lift(person('lead'), 'ask')
    const kept = await lineId()
    const both = await Promise.allSettled(
      ['lead2', 'supervisor'].map((name) =>
        liftKept(person(name), { reference, kept, step: 'lift' }),
      ),
    )
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const lost = both.find((one) => one.status === 'rejected')
    expect([Changed, NotFound].some((kind) => lost?.reason instanceof kind)).toBe(true)
  })

  it('an organisation that is said to be involved stays out when it is let in', async () => {
    await keepOrganisation(person('lead'), person('referrer.nhs'))
    await asOwner(
      (tx) =>
        tx.$queryRaw`
          update referral set revised_facts = facts || '{"implicated": "referrer"}' where reference = ${reference}`,
    )
    await lift(person('lead'), 'ask')
    await lift(person('supervisor'), 'lift')
    expect(await sees(person('referrer.nhs'))).toBe(false)
  })

  it('what was written is read by those who lead, and is in no trail', async () => {
    await keepPerson(person('lead'), person('officer'))
    const { lines } = await findKept(person('lead2'), reference)
    expect(lines).toMatchObject([{ words, kind: 'person', mayAskToLift: true }])
    const events = await asOwner((tx) =>
      tx.event.findMany({
        where: { type: 'case.kept_from' },
        orderBy: { sequence: 'desc' },
        take: 1,
      }),
    )
    expect(events).toHaveLength(1)
    expect(JSON.stringify(events[0]?.detail)).not.toMatch(
      new RegExp(`neighbour|${person('officer').accountId}`),
    )
  })
})

it('the page keeps what was typed, and goes out of sight with the case', async () => {
  const cookie = await cookieOf(person('lead2'))
  const path = `/cases/${reference}/keep-from`
  expect((await get(keepPage, path, { reference }, { cookie })).status).toBe(200)
  const wrong = await post(keepForm, path, { reference }, new URLSearchParams({ words }), {
    cookie,
  })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain(words)
  const body = new URLSearchParams({
    whom: 'organisation',
    organisation: person('lead2').organisation.id,
    reason: 'safety',
    words,
  })
  const done = await post(keepForm, path, { reference }, body, { cookie })
  expect(done.status).toBe(200)
  expect(await done.text()).toContain('you do not see it any more')
  await expectOutOfSight(person('lead2'), reference, 'HOLD')
})
