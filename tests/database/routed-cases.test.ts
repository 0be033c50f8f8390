import { beforeAll, describe, expect, it } from 'vitest'
import { events as eventTypes } from '@/lib/audit/events'
import { messages as messageTypes } from '@/lib/notifications/messages'
import type { Receipt } from '@/lib/referral/receipt'
import { firstLookDue } from '@/lib/casework/deadlines'
import { decide, decision } from '@/lib/routing/decision'
import { referralFacts } from '@/lib/routing/facts'
import type { Destination, Priority } from '@/lib/routing/queues'
import { answersOf } from '@/tests/support/answers-of'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import cases from '@/tests/domain/routing-cases.json'

const database = testDatabase()
const { asOwner } = database
const { referrerOf } = countyPeople(database)
const receipts = new Map<string, Receipt>()

beforeAll(async () => {
  for (const routingCase of cases) {
    const { answers, organisationType } = answersOf(routingCase)
    const receipt = await sendTyped(referrerOf(organisationType), typedOf(answers))
    receipts.set(routingCase.id, receipt)
  }
})

const stored = (id: string) =>
  asOwner(async (tx) => {
    const { reference } = receipts.get(id) ?? {}
    const referral = await tx.referral.findUniqueOrThrow({
      where: { reference },
      include: { items: { orderBy: { queue: 'asc' } }, consents: true },
    })
    const where = { referralId: referral.id }
    return {
      referral,
      events: await tx.event.findMany({ where, orderBy: { sequence: 'asc' } }),
      messages: await tx.message.findMany({ where, orderBy: { recipient: 'asc' } }),
    }
  })

describe.each(cases)('$id $title', ({ id, facts, expected }) => {
  it('is stored with its facts, its decision and the policy that made it', async () => {
    const { referral } = await stored(id)
    const told = decision.parse(referral.decision)
    // The stored facts give the stored decision, and so do the facts of the worked case.
    expect(decide(referralFacts.parse(referral.facts))).toEqual(told)
    expect(decide(referralFacts.parse(facts))).toEqual(told)
    expect(told.queues).toEqual(expect.arrayContaining(expected.queuesMustInclude))
    expect(expected.primary).toContain(referral.primary)
    expect(referral).toMatchObject({
      primary: told.primary,
      priority: told.priority,
      policyVersion: told.policyVersion,
      ageGroup: facts.ageGroup,
      exploitationTypes: facts.exploitationTypes,
      area: facts.location === 'elsewhere_uk' ? null : 'stevenage',
      door: 'api',
      hiddenFrom: [],
      restricted: false,
    })
  })

  it('stands in each queue, as its decision says, with the deadline of its priority', async () => {
    const { referral } = await stored(id)
    const { items, primary } = decision.parse(referral.decision)
    const held = { queue: 'HOLD', kind: 'hold', identity: 'withheld' }
    const placed = primary === 'HOLD' ? [held, ...items] : items
    expect(referral.items.map(({ queue, kind, identity }) => ({ queue, kind, identity }))).toEqual(
      [...placed].sort((a, b) => a.queue.localeCompare(b.queue)),
    )
    for (const item of referral.items)
      expect(item).toMatchObject({
        state: 'new',
        reference: referral.reference,
        priority: referral.priority,
        dueAt: firstLookDue(
          referral.priority as Priority,
          item.queue as Destination,
          referral.submittedAt,
        ),
        enteredAt: referral.submittedAt,
        ageGroup: referral.ageGroup,
        area: referral.area,
        people: facts.potentialVictimCount,
      })
    expect(receipts.get(id)).toMatchObject({ dueAt: referral.dueAt, hidden: false })
  })

  it('enters what was asked about consent, each purpose on its own', async () => {
    const { referral } = await stored(id)
    const wasAsked = facts.ageGroup === 'adult' && facts.personIdentified
    const answer = (given: string) => (given === 'not_sought' ? 'not_asked' : given)
    const entries = referral.consents.map((entry) => [entry.purpose, entry.answer, entry.capacity])
    expect(entries.sort()).toEqual(
      wasAsked
        ? [
            ['nrm', answer(facts.consentNrm), facts.capacity],
            ['police_identity', answer(facts.consentPoliceIdentity), facts.capacity],
            ['support', answer(facts.consentSupport), facts.capacity],
          ]
        : [],
    )
  })

  it('is recorded, and tells whoever must look without a word about the person', async () => {
    const { referral, events, messages } = await stored(id)
    const isHeld = referral.primary === 'HOLD'
    // Only V04 shares an adult's identity with police without their agreement.
    const isOverridden = id === 'V04'
    expect(events.map(({ type }) => type)).toEqual([
      'referral.submitted',
      'referral.routed',
      ...(isOverridden ? ['consent.overridden'] : []),
    ])
    for (const { accountId, type, detail } of events) {
      expect(accountId).toBe(referral.accountId)
      expect(eventTypes).toHaveProperty([type])
      expect(JSON.stringify(detail)).toMatch(/^[\w":,.{}[\] -]*$/)
    }
    const lead = 'role:safeguarding_lead'
    expect(messages.map(({ type, recipient }) => [recipient, type])).toEqual([
      ...referral.items
        .filter(({ queue }) => queue !== 'HOLD')
        .map(({ queue }) => [`queue:${queue}`, 'item.arrived']),
      ...(isHeld ? [[lead, 'referral.on_hold']] : []),
      ...(isOverridden ? [[lead, 'identity.overridden']] : []),
    ])
    for (const { type, handedOverAt } of messages) {
      expect(messageTypes).toHaveProperty([type])
      expect(handedOverAt).toBeNull()
    }
  })
})

it('a tip about people whom nobody has met overrides nobody’s consent, even in danger', async () => {
  const tip = cases.find((one) => !one.facts.personIdentified)
  if (!tip) throw new Error('There is no tip among the cases')
  const { answers, organisationType } = answersOf(tip)
  const typed = typedOf({ ...answers, immediateDanger: 'yes' })
  const { reference } = await sendTyped(referrerOf(organisationType), typed)
  const { id } = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
  const where = { referralId: id }
  const events = await asOwner((tx) => tx.event.findMany({ where }))
  expect(events.map(({ type }) => type)).not.toContain('consent.overridden')
  const messages = await asOwner((tx) => tx.message.findMany({ where }))
  expect(messages.map(({ recipient }) => recipient)).toEqual(['queue:POLICE'])
})
