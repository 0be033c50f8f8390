import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { dueAfterPause } from '@/lib/casework/deadlines'
import { endShares } from '@/lib/casework/end-shares'
import { escalateOverdue } from '@/lib/casework/escalate-overdue'
import { resumeHeld } from '@/lib/casework/resume-held'
import { settleDuty } from '@/lib/casework/settle-duty'
import { atMoment } from '@/lib/clock'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send, act, itemOf } = casework(database)

const monday = new Date('2027-03-01T10:00:00Z')
const inAMonth = new Date('2027-04-01T10:00:00Z')
const onMonday = <T>(does: () => Promise<T>) => atMoment(monday, does)
const everywhere = () => send(person('referrer.nhs'), 'V16')

/** Everything that was told and recorded about a case since it was clear. */
const since = async (reference: string) =>
  asOwner(async (tx) => {
    const { id: referralId } = await tx.referral.findUniqueOrThrow({ where: { reference } })
    const told = await tx.message.findMany({
      where: { referralId, type: { in: ['item.overdue', 'hand_over.overdue', 'duty.overdue'] } },
    })
    const events = await tx.event.findMany({
      where: { referralId, type: { endsWith: 'escalated' } },
    })
    return {
      told: told.map(({ type, recipient }) => `${type} to ${recipient}`).sort(),
      events: events.map(({ type, detail }) => `${type} ${JSON.stringify(detail)}`).sort(),
    }
  })

beforeEach(async () => {
  // Each test begins with nothing that is overdue, on hold or shared.
  await atMoment(new Date('2099-01-01T10:00:00Z'), async () => {
    await resumeHeld()
    await escalateOverdue()
    await endShares()
  })
})

describe('what is overdue', () => {
  it('is all told of, however much it is, and each once', async () => {
    const reference = await onMonday(everywhere)
    await asOwner(async (tx) => {
      const { id: referralId } = await tx.referral.findUniqueOrThrow({ where: { reference } })
      await tx.duty.createMany({
        data: Array.from({ length: 250 }, (_, index) => ({
          referralId,
          kind: `duty ${index}`,
          ownerQueue: 'HOLD',
          openedAt: monday,
          dueAt: monday,
        })),
      })
    })
    expect(await atMoment(inAMonth, escalateOverdue)).toBe(4 + 250)
    expect((await since(reference)).told).toHaveLength(4 + 250)
    expect(await atMoment(inAMonth, escalateOverdue)).toBe(0)
  })

  it('is told to the next role of each queue, and of each duty', async () => {
    const reference = await onMonday(everywhere)
    expect(await atMoment(inAMonth, escalateOverdue)).toBe(4)
    expect(await since(reference)).toEqual({
      told: [
        'duty.overdue to role:police_supervisor',
        'hand_over.overdue to role:safeguarding_lead',
        'item.overdue to role:police_supervisor',
        'item.overdue to role:safeguarding_lead',
      ],
      events: [
        'duty.escalated {"duty":"crime_record"}',
        'item.escalated {"queue":"BEACON"}',
        'item.escalated {"queue":"NRM"}',
        'item.escalated {"queue":"POLICE"}',
      ],
    })
  })

  it('is told once, however often and by however many it is asked', async () => {
    const reference = await onMonday(everywhere)
    const counts = await Promise.all(
      Array.from({ length: 5 }, () => atMoment(inAMonth, escalateOverdue)),
    )
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4)
    expect(await atMoment(inAMonth, escalateOverdue)).toBe(0)
    expect((await since(reference)).told).toHaveLength(4)
  })

  it('is not told before it is due', async () => {
    await onMonday(everywhere)
    expect(await onMonday(escalateOverdue)).toBe(0)
  })

  it('is a hand-over only until the desk takes it up: then it is a case like others', async () => {
    const reference = await onMonday(everywhere)
    await onMonday(() => act(person('desk'), reference, 'NRM', 'accept'))
    await atMoment(inAMonth, escalateOverdue)
    const { told } = await since(reference)
    expect(told).not.toContain('hand_over.overdue to role:safeguarding_lead')
    expect(told).toContain('item.overdue to role:safeguarding_lead')
  })

  it('is told again of a new deadline, once', async () => {
    const reference = await onMonday(everywhere)
    await atMoment(inAMonth, escalateOverdue)
    await atMoment(inAMonth, () => act(person('beacon'), reference, 'BEACON', 'accept'))
    expect(await atMoment(new Date('2027-06-01T10:00:00Z'), escalateOverdue)).toBe(1)
    const { told } = await since(reference)
    expect(told.filter((one) => one === 'item.overdue to role:safeguarding_lead')).toHaveLength(2)
  })

  it('is neither what stands still, nor what is finished, nor a duty that is settled', async () => {
    const reference = await onMonday(everywhere)
    await onMonday(async () => {
      await act(person('desk'), reference, 'NRM', 'ask')
      await act(person('beacon'), reference, 'BEACON', 'decline')
      const form = new URLSearchParams({ settledAs: 'done', reference: '41/1/27', words: 'Done' })
      const asked = { reference, kind: 'crime_record', version: 1, form } as const
      await settleDuty(person('officer'), asked)
    })
    await atMoment(inAMonth, escalateOverdue)
    expect((await since(reference)).told).toEqual(['item.overdue to role:police_supervisor'])
  })

  it('is the lead’s own, where the case is on hold with them', async () => {
    const reference = await onMonday(() => send(person('referrer.council'), 'V05'))
    await atMoment(inAMonth, escalateOverdue)
    expect((await since(reference)).told).toContain('item.overdue to role:safeguarding_lead')
  })
})

describe('what is on hold until a date', () => {
  const until = { 'until-day': '8', 'until-month': '3', 'until-year': '2027' }
  const early = new Date('2027-03-08T08:59:00Z')
  const then = new Date('2027-03-08T09:00:00Z')
  const held = async () => {
    const reference = await onMonday(everywhere)
    await onMonday(async () => {
      await act(person('beacon'), reference, 'BEACON', 'accept')
      await act(person('beacon'), reference, 'BEACON', 'hold', { typed: until })
    })
    return reference
  }

  it('is taken up again on that morning, due later by the working time of the pause', async () => {
    const reference = await held()
    const before = await itemOf(reference, 'BEACON')
    expect(await atMoment(early, resumeHeld)).toBe(0)
    expect(await atMoment(then, resumeHeld)).toBe(1)
    const after = await itemOf(reference, 'BEACON')
    expect(after).toMatchObject({
      state: 'working',
      pausedAt: null,
      pausedUntil: null,
      version: before.version + 1,
      dueAt: dueAfterPause(before.dueAt, monday, then, 'BEACON'),
    })
    // Beacon works 68 hours a week, so a week of them: Monday 10:00 to the next at 9:00 is 67.
    expect(before.dueAt).toEqual(new Date('2027-03-08T20:00:00Z'))
    expect(after.dueAt).toEqual(new Date('2027-03-15T19:00:00Z'))
    const told = await asOwner((tx) =>
      tx.message.findMany({ where: { type: 'item.resumed', queuedAt: then } }),
    )
    expect(told.map(({ recipient }) => recipient)).toEqual([
      `account:${person('beacon').accountId}`,
    ])
    const { id } = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
    const [event] = await asOwner((tx) =>
      tx.event.findMany({ where: { referralId: id, type: 'item.resumed' } }),
    )
    expect(event).toMatchObject({ accountId: null, detail: { queue: 'BEACON' } })
  })

  it('is taken up once, however many ask at the same moment', async () => {
    await held()
    const counts = await Promise.all(Array.from({ length: 5 }, () => atMoment(then, resumeHeld)))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1)
  })

  it('is left alone where somebody took it up before', async () => {
    const reference = await held()
    await atMoment(early, () => act(person('beacon'), reference, 'BEACON', 'resume'))
    expect(await atMoment(then, resumeHeld)).toBe(0)
  })
})

describe('a share', () => {
  const shareUntil = async (day: string | null) => {
    const reference = await onMonday(everywhere)
    const id = randomUUID()
    const [school, nhs] = [person('referrer.school'), person('referrer.nhs')]
    await asOwner(async (tx) => {
      const { id: referralId } = await tx.referral.findUniqueOrThrow({ where: { reference } })
      await tx.share.create({
        data: {
          id,
          referralId,
          kind: 'referral',
          fromOrganisationId: nhs.organisation.id,
          toOrganisationId: school.organisation.id,
          purpose: 'advice',
          basis: 'no_identity',
          until: day ? new Date(day) : null,
          offeredAt: monday,
          offeredBy: nhs.accountId,
          acceptedAt: monday,
        },
      })
    })
    return () => asOwner((tx) => tx.share.findUniqueOrThrow({ where: { id } }))
  }

  it.each([
    ['on its last day', '2027-03-31', '2027-03-31T22:30:00Z', 0],
    ['after it, by the clock in London', '2027-03-31', '2027-03-31T23:30:00Z', 1],
    ['without a last day', null, '2030-01-01T12:00:00Z', 0],
  ])('%s: until %s, at %s, %i ends', async (_, day, at, count) => {
    const read = await shareUntil(day)
    const moment = new Date(at)
    expect(await atMoment(moment, endShares)).toBe(count)
    expect((await read()).endedAt).toEqual(count ? moment : null)
    expect(await atMoment(moment, endShares)).toBe(0)
  })
})
