import { addDays, addMonths } from 'date-fns'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { endShares } from '@/lib/casework/end-shares'
import { escalateOverdue } from '@/lib/casework/escalate-overdue'
import { findCase } from '@/lib/casework/find-case'
import { findShare, findShares } from '@/lib/casework/find-shares'
import { sharePurposes } from '@/lib/casework/shares'
import { atMoment } from '@/lib/clock'
import { agreesToShare, type Entry } from '@/lib/consent/ledger'
import { purposes } from '@/lib/consent/purposes'
import { recallDays } from '@/lib/consent/withdrawal'
import { confirmByOf } from '@/lib/contact/confirm-by'
import { savePlan } from '@/lib/contact/save-plan'
import { tellContactDue } from '@/lib/contact/tell-contact-due'
import { withActor } from '@/lib/database/with-actor'
import { casework } from '@/tests/support/casework'
import { confirmRecall, say, withdraw } from '@/tests/support/consents'
import { planForm } from '@/tests/support/contact'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { shareForm, sharing } from '@/tests/support/sharing'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send, act } = casework(database)
const { answer, offer, shareOf } = sharing(database)

const monday = new Date('2027-03-01T10:00:00Z')
const onMonday = <T>(does: () => Promise<T>) => atMoment(monday, does)

/** Who was told something of a case, with ids left out. */
const toldOf = (reference: string, type: string) =>
  asOwner(async (tx) => {
    const { id: referralId } = await tx.referral.findUniqueOrThrow({ where: { reference } })
    const rows = await tx.message.findMany({ where: { referralId, type } })
    return rows.map(({ recipient }) => recipient).sort()
  })

const eventsOf = (reference: string, type: string) =>
  asOwner(async (tx) => {
    const { id: referralId } = await tx.referral.findUniqueOrThrow({ where: { reference } })
    return (await tx.event.findMany({ where: { referralId, type } })).map(({ detail }) => detail)
  })

describe('an agreement to share that runs out', () => {
  const lastDay = addMonths(monday, purposes.sharing.months)
  const after = new Date(lastDay.getTime() + 60_000)
  const before = new Date(lastDay.getTime() - 60_000)
  const yearOn = { 'until-day': '1', 'until-month': '2', 'until-year': '2028' }

  const shared = (purpose: 'housing' | 'safeguarding', basis: 'consent' | 'safeguarding') =>
    onMonday(async () => {
      const reference = await send(person('referrer.nhs'), 'V16')
      const [desk, housing] = [person('desk'), person('referrer.housing')]
      await act(desk, reference, 'NRM', 'accept')
      await say(desk, reference, 'sharing', { organisation: housing.organisation.slug })
      const words = 'Ring before you visit'
      const id = await offer(
        desk,
        reference,
        shareForm(housing, { purpose, basis, words, ...yearOn }),
      )
      await answer(housing, id, { answer: 'accept' })
      return { reference, id, housing }
    })
  const opens = (actor: Actor, reference: string, at: Date) =>
    atMoment(at, () =>
      findCase(actor, reference).then(
        () => true,
        () => false,
      ),
    )

  it.each(['housing', 'safeguarding'] as const)(
    'for %s, shows nothing from then on, before anything runs by itself',
    async (purpose) => {
      const { reference, id, housing } = await shared(purpose, 'consent')
      expect(await opens(housing, reference, before)).toBe(true)
      expect(await opens(housing, reference, after)).toBe(false)
      const rows = await atMoment(after, () =>
        withActor(housing, async (tx) => [
          await tx.referral.count({ where: { reference } }),
          await tx.identity.count({ where: { referral: { reference } } }),
          await tx.answerPart.count({ where: { referral: { reference } } }),
        ]),
      )
      expect(rows).toEqual([0, 0, 0])
      expect(await atMoment(after, () => findShare(housing, id))).toMatchObject({
        state: 'ended',
        reference: null,
        words: null,
      })
      const { received } = await atMoment(after, () => findShares(housing))
      expect(received.map((line) => line.id)).not.toContain(id)
    },
  )

  it('leaves a share that does not stand on it', async () => {
    const { reference, housing } = await shared('housing', 'safeguarding')
    expect(await opens(housing, reference, after)).toBe(true)
  })

  it('is written down, and told to both sides, once', async () => {
    const { reference, id, housing } = await shared('housing', 'consent')
    await atMoment(before, endShares)
    expect((await shareOf(id)).endedAt).toBeNull()
    await atMoment(after, endShares)
    await atMoment(addDays(after, 1), endShares)
    expect((await shareOf(id)).endedAt).toEqual(after)
    expect(await eventsOf(reference, 'share.ended')).toEqual([{ share: id, because: 'lapsed' }])
    expect(await toldOf(reference, 'share.lapsed')).toEqual([`account:${person('desk').accountId}`])
    expect(await toldOf(reference, 'share.ended')).toContain(
      `organisation:${housing.organisation.id}:referrer`,
    )
  })

  it('goes on where the person is asked again in time', async () => {
    const { reference, id, housing } = await shared('housing', 'consent')
    await atMoment(before, () =>
      say(person('desk'), reference, 'sharing', { organisation: housing.organisation.slug }),
    )
    expect(await opens(housing, reference, after)).toBe(true)
    await atMoment(after, endShares)
    expect((await shareOf(id)).endedAt).toBeNull()
  })
})

describe('whether an agreement covers a share', () => {
  const other = { answer: 'given', capacity: 'no_concern', expiresAt: null } as const
  const expired = new Date('2027-02-01T00:00:00Z')
  const first = { ...other, recordedAt: new Date('2027-01-01T00:00:00Z') }
  const later = { ...other, recordedAt: new Date('2027-01-02T00:00:00Z') }
  type Said = Omit<Entry, 'organisationId'> & { readonly isNamed?: boolean }
  const cases: readonly (readonly [string, readonly Said[]])[] = [
    ['nothing was said', []],
    ['support', [{ purpose: 'support', ...first }]],
    ['support, in doubt', [{ purpose: 'support', ...first, capacity: 'doubted' }]],
    ['police knowing them', [{ purpose: 'police_identity', ...first }]],
    ['the organisation by name', [{ purpose: 'sharing', ...first, isNamed: true }]],
    ['it by name, run out', [{ purpose: 'sharing', ...first, expiresAt: expired, isNamed: true }]],
    [
      'support, and not it by name',
      [
        { purpose: 'support', ...later },
        { purpose: 'sharing', ...first, answer: 'refused', isNamed: true },
      ],
    ],
    [
      'support, and it by name was not asked',
      [
        { purpose: 'support', ...first },
        { purpose: 'sharing', ...later, answer: 'not_asked', isNamed: true },
      ],
    ],
    [
      'support, taken back at the same moment',
      [
        { purpose: 'support', ...first },
        { purpose: 'support', ...first, answer: 'withdrawn' },
      ],
    ],
    [
      'by name, given again after it ran out',
      [
        { purpose: 'sharing', ...first, expiresAt: expired, isNamed: true },
        { purpose: 'sharing', ...later, isNamed: true },
      ],
    ],
    ['another organisation by name', [{ purpose: 'sharing', ...first }]],
  ]

  it.each(cases)('is the same to the database and to the rules: %s', async (_, said) => {
    const reference = await send(person('referrer.nhs'), 'V16')
    const { accountId } = person('referrer.nhs')
    const organisationId = person('referrer.housing').organisation.id
    const another = person('referrer.charity').organisation.id
    const entries = said.map(({ isNamed, ...entry }): Entry => ({
      ...entry,
      organisationId: isNamed ? organisationId : entry.purpose === 'sharing' ? another : null,
    }))
    const found = await asOwner(async (tx) => {
      const { id } = await tx.referral.findUniqueOrThrow({ where: { reference } })
      await tx.$executeRaw`alter table consent_entry disable trigger user`
      await tx.consentEntry.deleteMany({ where: { referralId: id } })
      await tx.consentEntry.createMany({
        data: entries.map((entry) => ({
          ...entry,
          referralId: id,
          accountId,
          wordingVersion: '1',
        })),
      })
      await tx.$executeRaw`alter table consent_entry enable trigger user`
      const rows: Record<string, boolean | undefined> = {}
      for (const purpose of Object.keys(sharePurposes)) {
        const [row] = await tx.$queryRaw<{ agrees: boolean }[]>`
          select agrees_to_share(${id}::uuid, ${organisationId}::uuid, ${purpose},
            ${monday}::timestamptz) as agrees`
        rows[purpose] = row?.agrees
      }
      return rows
    })
    const asRuled = Object.fromEntries(
      Object.keys(sharePurposes).map((purpose) => [
        purpose,
        agreesToShare(entries, { purpose, organisationId }, monday),
      ]),
    )
    expect(found).toEqual(asRuled)
  })
})

describe('what was asked back and nobody answers', () => {
  const late = addDays(monday, recallDays + 1)
  let reference = ''
  beforeAll(async () => {
    reference = await onMonday(async () => {
      const sent = await send(person('referrer.nhs'), 'V16')
      await act(person('officer'), sent, 'POLICE', 'accept')
      await act(person('beacon'), sent, 'BEACON', 'accept')
      await act(person('desk'), sent, 'NRM', 'accept')
      await withdraw(person('referrer.nhs'), sent, 'support', 'police_identity', 'nrm')
      return sent
    })
    const recall = await asOwner((tx) =>
      tx.recall.findFirstOrThrow({ where: { reference, queue: 'NRM' } }),
    )
    await onMonday(() => confirmRecall(person('desk'), recall.id, { as: 'destroyed' }))
  })

  it('is told to nobody before it is due', async () => {
    await atMoment(addDays(monday, recallDays - 1), escalateOverdue)
    expect(await toldOf(reference, 'recall.overdue')).toEqual([])
  })

  it('is then told to the next role of each who had it, once, and not of what was answered', async () => {
    await atMoment(late, escalateOverdue)
    await atMoment(addDays(late, 7), escalateOverdue)
    expect(await toldOf(reference, 'recall.overdue')).toEqual([
      'role:police_supervisor',
      'role:safeguarding_lead',
    ])
    expect(await eventsOf(reference, 'recall.escalated')).toHaveLength(2)
  })
})

describe('a plan of safe contact that nobody confirms again', () => {
  const due = confirmByOf(monday)
  const confirmPlan = async (actor: Actor, reference: string) => {
    const version = await asOwner((tx) =>
      tx.contactPlan.count({ where: { referral: { reference } } }),
    )
    expect(await savePlan(actor, { reference, version, form: planForm() })).toEqual({
      version: version + 1,
    })
  }
  const planned = (queues: readonly ('BEACON' | 'POLICE')[], id = 'V16') =>
    onMonday(async () => {
      const reference = await send(person('referrer.nhs'), id)
      const workers = { BEACON: person('beacon'), POLICE: person('officer') }
      for (const queue of queues) await act(workers[queue], reference, queue, 'accept')
      await confirmPlan(person('referrer.nhs'), reference)
      return reference
    })

  it('is told to those who have the case, or to their queue, once for each plan', async () => {
    const reference = await planned(['BEACON'])
    await atMoment(addDays(due, -1), tellContactDue)
    expect(await toldOf(reference, 'contact.due')).toEqual([])
    await atMoment(due, tellContactDue)
    await atMoment(addDays(due, 1), tellContactDue)
    expect(await toldOf(reference, 'contact.due')).toEqual(
      [
        `account:${person('beacon').accountId}`,
        `organisation:${person('desk').organisation.id}:first_responder_desk`,
        'queue:POLICE',
      ].sort(),
    )
    await atMoment(due, () => confirmPlan(person('beacon'), reference))
    await atMoment(addDays(due, 1), tellContactDue)
    expect(await toldOf(reference, 'contact.due')).toHaveLength(3)
    await atMoment(confirmByOf(due), tellContactDue)
    expect(await toldOf(reference, 'contact.due')).toHaveLength(6)
    expect(await eventsOf(reference, 'contact.due')).toHaveLength(2)
  })

  it('is told once, however many ask at the same moment', async () => {
    const reference = await planned(['BEACON'])
    await Promise.all(Array.from({ length: 4 }, () => atMoment(due, tellContactDue)))
    expect(await eventsOf(reference, 'contact.due')).toHaveLength(1)
  })

  it('is told to nobody of a case that is over', async () => {
    const reference = await planned(['BEACON'])
    await asOwner((tx) =>
      tx.item.updateMany({
        where: { reference },
        data: { finishedAt: monday, finishedAs: 'closed', finishedBecause: 'resolved' },
      }),
    )
    await atMoment(due, tellContactDue)
    expect(await toldOf(reference, 'contact.due')).toEqual([])
  })

  it('is told to whoever sent it, where those who work it may not know', async () => {
    const reference = await planned([])
    await asOwner((tx) =>
      tx.item.updateMany({ where: { reference }, data: { identity: 'withheld' } }),
    )
    await atMoment(due, tellContactDue)
    expect(await toldOf(reference, 'contact.due')).toEqual([
      `account:${person('referrer.nhs').accountId}`,
    ])
  })
})
