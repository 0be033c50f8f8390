import { addDays, addHours, addMinutes } from 'date-fns'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { isRole } from '@/lib/access/roles'
import { findDuties } from '@/lib/casework/find-duties'
import { keepCaseFrom } from '@/lib/casework/keep-case-from'
import { atMoment } from '@/lib/clock'
import { deliverMessages } from '@/lib/notifications/deliver-messages'
import { findSettings } from '@/lib/notifications/find-settings'
import { isMessageType, kindOf } from '@/lib/notifications/messages'
import { saveSettings } from '@/lib/notifications/save-settings'
import { typedOf } from '@/lib/notifications/settings-form'
import { findUnmet } from '@/lib/supervision/find-unmet'
import { sendDigest } from '@/lib/supervision/send-digest'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { startMailbox } from '@/tests/support/mailbox'
import { openWithReason } from '@/tests/support/open-with-reason'

const mailbox = await startMailbox()
process.env.MESSAGES = 'smtp'
process.env.SMTP_URL = mailbox.url
process.env.MESSAGES_FROM = 'Referrals <no-reply@refer.test>'
afterAll(() => mailbox.stop())

const database = testDatabase()
const { asOwner } = database
const { person, colleagueOf } = countyPeople(database)
const { send } = casework(database)
const council = () => person('referrer.council')
const colleague = () => colleagueOf(council())
const charity = () => person('referrer.charity')
const nurse = () => person('referrer.nhs')
const lead = () => person('lead')

const farOn = addDays(new Date(), 40)

/** Sends the summary as if none had been sent. Out: who is told how many of what. */
const told = async (at = farOn) => {
  await asOwner(async (tx) => {
    await tx.delivery.deleteMany()
    await tx.message.deleteMany()
    await tx.digest.deleteMany()
  })
  expect(await atMoment(at, sendDigest)).toBe(true)
  const people = [
    [council().accountId, 'Amira'],
    [colleague().accountId, 'her colleague'],
    [charity().accountId, 'Priya'],
    [council().organisation.id, 'council'],
    [charity().organisation.id, 'charity'],
    [person('desk.stevenage').organisation.id, 'Stevenage'],
  ] as const
  const messages = await asOwner((tx) => tx.message.findMany())
  return messages
    .map(({ type, recipient, number }) => {
      const named = people.reduce((text, [id, name]) => text.replace(id, name), recipient)
      return `${named}: ${number} ${type.replace('digest.', '')}`
    })
    .toSorted()
}

const letters = async () => {
  mailbox.received.length = 0
  await atMoment(addHours(farOn, 1), deliverMessages)
  return mailbox.received
}

const references: string[] = []
/** What waits: three duties of the council, one of the charity, and a case that the council’s desk has. */
beforeAll(async () => {
  references.push(
    await send(council(), 'V05'),
    await send(council(), 'V05'),
    await send(colleague(), 'V03'),
    await send(charity(), 'V05'),
    await send(nurse(), 'V16'),
  )
})

/** Changes an account for as long as something takes. */
const whileAccount = async <T>(
  { accountId }: Actor,
  data: { readonly role?: string; readonly disabledAt?: Date; readonly organisationId?: string },
  does: () => Promise<T>,
) => {
  const where = { id: accountId }
  const before = await asOwner((tx) => tx.account.findUniqueOrThrow({ where }))
  await asOwner((tx) => tx.account.update({ where, data }))
  try {
    return await does()
  } finally {
    const { role, disabledAt, organisationId } = before
    await asOwner((tx) => tx.account.update({ where, data: { role, disabledAt, organisationId } }))
  }
}

const base = [
  'account:Amira: 2 sent_duties',
  'account:Priya: 1 sent_duties',
  'account:her colleague: 1 sent_duties',
  'organisation:charity:first_responder_desk: 1 organisation_duties',
  'organisation:council:first_responder_desk: 1 queue_cases',
  'organisation:council:first_responder_desk: 3 organisation_duties',
  'queue:BEACON: 1 queue_cases',
  'queue:POLICE: 1 queue_duties',
  'queue:POLICE: 2 queue_cases',
  'role:safeguarding_lead: 5 duties',
  // Three of them are on hold, and the leads’ alone.
  'role:safeguarding_lead: 7 cases',
]

describe('the monthly summary', () => {
  it('tells everybody how much is theirs, and leads how much there is', async () => {
    expect(await told()).toEqual(base)
  })

  it('adds up to what the lead reads by organisation and queue', async () => {
    const { owners } = await atMoment(farOn, () => findUnmet(lead()))
    const overdue = owners.map(({ owner, lines }) => [
      owner,
      lines.reduce((sum, line) => sum + line.overdue, 0),
    ])
    expect(Object.fromEntries(overdue)).toEqual({
      [council().organisation.name]: 4,
      [charity().organisation.name]: 1,
      'Police queue': 3,
      'Beacon queue': 1,
      'Safeguarding lead': 3,
    })
  })

  it('tells a referrer of no more than they find among their duties', async () => {
    const found = async (actor: Actor) => (await atMoment(farOn, () => findDuties(actor, 1))).duties
    expect((await found(charity())).map(({ reference }) => reference)).toEqual([references[3]])
    const councils = (await found(council())).map(({ reference }) => reference)
    expect(councils).toEqual(expect.arrayContaining(references.slice(0, 2)))
  })

  it.each([
    ['has left', () => ({ disabledAt: new Date() })],
    ['works at the desk now', () => ({ role: 'first_responder_desk' })],
    ['works elsewhere now', () => ({ organisationId: nurse().organisation.id })],
  ])('tells nothing to whoever sent a referral and %s', async (_, change) => {
    expect(await whileAccount(council(), change(), () => told())).toEqual(
      base.filter((line) => !line.startsWith('account:Amira')),
    )
  })

  it('tells the desk that has a case, and every desk where none has', async () => {
    const where = { reference: references[4], queue: 'NRM' }
    const hand = (handlerId: string | null) =>
      asOwner((tx) => tx.item.updateMany({ where, data: { handlerId } }))
    const others = base.filter((line) => !/^organisation:council.*queue_cases/.test(line))
    await hand(person('desk.stevenage').organisation.id)
    expect(await told()).toEqual(
      [...others, 'organisation:Stevenage:first_responder_desk: 1 queue_cases'].toSorted(),
    )
    await hand(null)
    expect(await told()).toEqual([...others, 'queue:NRM: 1 queue_cases'].toSorted())
    await hand(council().organisation.id)
    expect(await told()).toEqual(base)
  })

  it('tells of what is late alone, and nobody of nothing', async () => {
    expect(await told(addMinutes(new Date(), 1))).toEqual([])
  })

  it.each([
    [
      'kept from one person',
      async (reference: string) => {
        await openWithReason(lead(), reference)
        const typed = { reason: 'knows_them', words: 'A neighbour', whom: 'person' }
        const form = new URLSearchParams({ ...typed, person: person('lead2').accountId })
        expect(await keepCaseFrom(lead(), { reference, form })).toHaveProperty('kept')
      },
    ],
    [
      'kept from an organisation',
      (reference: string) =>
        asOwner(async (tx) => {
          const hiddenFrom = [nurse().organisation.id]
          await tx.referral.update({ where: { reference }, data: { hiddenFrom } })
          await tx.item.updateMany({ where: { reference }, data: { hiddenFrom } })
        }),
    ],
    [
      'restricted',
      (reference: string) =>
        asOwner(async (tx) => {
          await tx.referral.update({ where: { reference }, data: { restricted: true } })
          await tx.item.updateMany({ where: { reference }, data: { restricted: true } })
        }),
    ],
  ])('has a case that is %s in nobody’s number', async (_, keep) => {
    const [own, desks] = [await send(council(), 'V05'), await send(nurse(), 'V16')]
    const counted = await told()
    for (const line of [
      'account:Amira: 3 sent_duties',
      'organisation:council:first_responder_desk: 4 organisation_duties',
      'organisation:council:first_responder_desk: 2 queue_cases',
      'queue:POLICE: 2 queue_duties',
      'queue:POLICE: 3 queue_cases',
    ])
      expect(counted).toContain(line)
    await keep(own)
    await keep(desks)
    expect(await told()).toEqual(base)
  })
})

describe('its letters', () => {
  beforeEach(() => told())

  it('go to each once, with a number, and say nothing of anybody', async () => {
    const received = await letters()
    const said = (name: string) =>
      received
        .filter(({ to }) => to === person(name).email)
        .map(({ body }) => body.split('\n')[0])
        .toSorted()
    expect({
      amira: said('referrer.council'),
      priya: said('referrer.charity'),
      desk: said('desk'),
      officer: said('officer'),
      supervisor: said('supervisor'),
      worker: said('beacon'),
    }).toEqual({
      amira: ['2 duties not done in time on referrals you sent.'],
      priya: ['A duty on a referral that you sent is not done in time. See your duties.'],
      desk: [
        '3 duties of your organisation not done in time.',
        'A case in your queue is not finished in time. See your queue.',
      ],
      officer: [
        '2 cases in your queue not finished in time.',
        'A duty of your queue is not done in time. See your duties.',
      ],
      supervisor: [
        '2 cases in your queue not finished in time.',
        'A duty of your queue is not done in time. See your duties.',
      ],
      worker: ['A case in your queue is not finished in time. See your queue.'],
    })
    for (const name of ['desk.stevenage', 'referrer.nhs', 'colleague.referrer.charity', 'admin'])
      expect(said(name)).toEqual([])
    const names = await asOwner((tx) => tx.organisation.findMany({ select: { name: true } }))
    for (const { subject, body } of received)
      for (const name of [...references, 'HMS-', ...names.map((one) => one.name)])
        expect(`${subject}\n${body}`).not.toContain(name)
  })

  it('are about no case: no row of a message leads to one', async () => {
    const rows = await asOwner((tx) => tx.message.findMany())
    expect(rows).toHaveLength(base.length)
    for (const { referralId, priority, actId } of rows)
      expect({ referralId, priority, actId }).toEqual({
        ...{ referralId: null, priority: 'P3', actId: null },
      })
    const { detail } = await asOwner((tx) =>
      tx.event.findFirstOrThrow({ where: { type: 'digest.sent' }, orderBy: { sequence: 'desc' } }),
    )
    expect(Object.keys(detail as object).toSorted()).toEqual(['cases', 'duties', 'month'])
  })

  it('come once in a month, and again in the next', async () => {
    await letters()
    expect(await atMoment(addHours(farOn, 2), sendDigest)).toBe(false)
    expect(await letters()).toEqual([])
    expect(await asOwner((tx) => tx.message.count())).toBe(base.length)
    expect(await atMoment(addDays(farOn, 31), sendDigest)).toBe(true)
    expect(await asOwner((tx) => tx.message.count())).toBe(2 * base.length)
  })

  it('are of types that the settings of each who gets them offer', async () => {
    await letters()
    const deliveries = await asOwner((tx) =>
      tx.delivery.findMany({ include: { message: true, account: true } }),
    )
    expect(deliveries.length).toBeGreaterThan(base.length)
    for (const { message, account } of deliveries) {
      if (!isMessageType(message.type) || !isRole(account.role)) throw new Error(message.type)
      expect([message.type, kindOf(message.type).concerns]).toEqual([
        message.type,
        expect.arrayContaining([account.role]),
      ])
    }
  })

  it('can be turned off, by each for themselves', async () => {
    const form = (settings: Awaited<ReturnType<typeof findSettings>>) =>
      new URLSearchParams({ ...typedOf(settings), 'digest.sent_duties': 'never' })
    expect(await saveSettings(council(), form(await findSettings(council())))).toEqual({
      saved: true,
    })
    const to = (await letters()).map((letter) => letter.to)
    expect(to).not.toContain(council().email)
    expect(to).toContain(colleague().email)
  })
})
