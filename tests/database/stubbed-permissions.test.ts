import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { addAccount } from '@/lib/access/add-account'
import { disableAccount } from '@/lib/access/disable-account'
import { findAccounts } from '@/lib/access/find-accounts'
import type * as permissions from '@/lib/access/permissions'
import { findEvents } from '@/lib/audit/find-events'
import { findCase } from '@/lib/casework/find-case'
import { findOwnReferrals } from '@/lib/casework/find-referrals'
import { findState } from '@/lib/casework/find-state'
import { findWorklist } from '@/lib/casework/find-worklist'
import { discardDraft } from '@/lib/referral/discard-draft'
import { findDetails } from '@/lib/referral/find-details'
import { findDraft } from '@/lib/referral/find-draft'
import { findDrafts } from '@/lib/referral/find-drafts'
import { findReceipt } from '@/lib/referral/find-receipt'
import { saveDetails } from '@/lib/referral/save-details'
import { saveStep } from '@/lib/referral/save-step'
import { startDraft } from '@/lib/referral/start-draft'
import { submitDraft } from '@/lib/referral/submit-draft'
import { NotFound } from '@/lib/refusals'
import { decision } from '@/lib/routing/decision'
import { queues, type Queue } from '@/lib/routing/queues'
import { answersOf } from '@/tests/support/answers-of'
import { withCanaries } from '@/tests/support/canaries'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { sendTyped } from '@/tests/support/send-answers'
import cases from '@/tests/domain/routing-cases.json'

// Everybody may do and see everything, as far as the verbs know: only the database says no.
vi.mock('@/lib/access/permissions', async (original) => ({
  ...(await original<typeof permissions>()),
  may: () => true,
  maySeeQueue: () => true,
}))

vi.mock('@/lib/disclosure/audience', () => ({ audienceOf: () => 'first_responder_desk' }))

const database = testDatabase()
const { asOwner } = database
const { person, referrerOf } = countyPeople(database)

interface Sent {
  readonly reference: string
  readonly organisationId: string
  readonly queues: readonly Queue[]
  readonly shared: readonly Queue[]
  readonly isHeld: boolean
}
const sent: Sent[] = []
let draftId = ''
const author = () => person('referrer.council')

beforeAll(async () => {
  for (const routingCase of cases) {
    const { answers, organisationType } = answersOf(routingCase)
    const actor = referrerOf(organisationType)
    const { reference } = await sendTyped(actor, withCanaries(answers))
    const row = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
    const { items, primary } = decision.parse(row.decision)
    sent.push({
      reference,
      organisationId: actor.organisation.id,
      queues: items.map(({ queue }) => queue),
      shared: items.filter(({ identity }) => identity === 'shared').map(({ queue }) => queue),
      isHeld: primary === 'HOLD',
    })
  }
  draftId = await startDraft(author())
  await saveStep(author(), draftId, 'danger', new URLSearchParams({ immediateDanger: 'unknown' }))
})

const queueOf: Readonly<Record<string, Queue>> = {
  officer: 'POLICE',
  supervisor: 'POLICE',
  beacon: 'BEACON',
  desk: 'NRM',
}
const names = [
  ...Object.keys(queueOf),
  ...['lead', 'admin', 'auditor', 'referrer.nhs', 'referrer.fire', 'referrer.beacon'],
]
const isOwn = (actor: Actor, { organisationId }: Sent) =>
  actor.role === 'referrer' && organisationId === actor.organisation.id
const isTheirs = (name: string, one: Sent) => {
  const queue = queueOf[name]
  return name === 'lead' || (queue ? one.queues.includes(queue) : isOwn(person(name), one))
}

describe.each(names)('with every check of the verbs stubbed out, %s', (name) => {
  const outcome = (act: Promise<unknown>) =>
    act.then(
      () => 'done',
      (error: unknown) => error,
    )

  it('has no draft of anybody else', async () => {
    const form = new URLSearchParams({ immediateDanger: 'no' })
    const actor = person(name)
    expect(await findDrafts(actor)).toEqual([])
    for (const act of [
      () => findDraft(actor, draftId),
      () => saveStep(actor, draftId, 'danger', form),
      () => discardDraft(actor, draftId),
      () => submitDraft(actor, draftId),
    ])
      expect(await outcome(act())).toEqual(new NotFound())
    expect((await findDraft(author(), draftId)).typed.immediateDanger).toBe('unknown')
  })

  it('opens no case of another organisation or queue', async () => {
    const actor = person(name)
    for (const one of sent) {
      const opened = findCase(actor, one.reference)
      if (isTheirs(name, one)) expect((await opened).reference).toBe(one.reference)
      else expect(await outcome(opened)).toEqual(new NotFound())
      const state = await outcome(findState(actor, one.reference))
      if (!isTheirs(name, one)) expect(state).toEqual(new NotFound())
    }
  })

  it('learns no identity that its queue may not know', async () => {
    const queue = queueOf[name]
    for (const one of sent) {
      if (!isTheirs(name, one) || isOwn(person(name), one)) continue
      if (queue && one.shared.includes(queue)) continue
      const { typed } = await findCase(person(name), one.reference)
      for (const id of ['givenNames', 'familyName', 'contactPhone', 'contactAddress'])
        expect([one.reference, typed[id]]).toEqual([one.reference, undefined])
    }
  })

  it.each(Object.keys(queues) as Queue[])(
    'finds nothing in the %s queue but its own',
    async (queue) => {
      const { items } = await findWorklist(person(name), queue)
      const expected = sent.filter((one) => one.queues.includes(queue) && mayList(name, queue, one))
      expect(items.map(({ reference }) => reference).sort()).toEqual(
        expected.map(({ reference }) => reference).sort(),
      )
    },
  )

  it('finds nothing on hold and in no list but what it could open', async () => {
    const theirs = sent.filter((one) => isTheirs(name, one))
    const { items } = await findWorklist(person(name), 'HOLD')
    expect(items.map(({ reference }) => reference).sort()).toEqual(
      theirs.flatMap(({ reference, isHeld }) => (isHeld ? [reference] : [])).sort(),
    )
    const own = await findOwnReferrals(person(name), 500)
    const seen = theirs.map(({ reference }) => reference)
    for (const { reference } of own) expect(seen).toContain(reference)
  })

  it('has no receipt or details of what somebody else sent', async () => {
    const actor = person(name)
    const form = new URLSearchParams({ birthplace: 'Elsewhere' })
    for (const one of sent.filter((other) => !isOwn(actor, other)))
      for (const act of [
        () => findReceipt(actor, one.reference),
        () => findDetails(actor, one.reference),
        () => saveDetails(actor, one.reference, 'background', form),
      ])
        expect(await outcome(act())).toEqual(new NotFound())
    expect(await asOwner((tx) => tx.details.count())).toBe(0)
  })

  it('reads no event of a case that it cannot open', async () => {
    if (name === 'auditor') return
    const { events } = await findEvents(person(name))
    const rows = await asOwner((tx) =>
      tx.event.findMany({ where: { sequence: { in: events.map(({ sequence }) => sequence) } } }),
    )
    const referrals = await asOwner((tx) =>
      tx.referral.findMany({ select: { id: true, reference: true } }),
    )
    const referenceOf = new Map(referrals.map(({ id, reference }) => [id, reference]))
    const theirs = sent.filter((one) => isTheirs(name, one)).map(({ reference }) => reference)
    for (const { referralId } of rows) expect(theirs).toContain(referenceOf.get(referralId ?? ''))
  })

  it('manages no accounts', async () => {
    if (name === 'admin') return
    const actor = person(name)
    const { accounts } = await findAccounts(actor)
    for (const { organisation } of accounts) expect(organisation.name).toBe(actor.organisation.name)
    const other = actor.email === author().email ? person('officer') : author()
    expect(await outcome(disableAccount(actor, other.accountId, true))).not.toBe('done')
    const form = new URLSearchParams({
      name: 'Robin Doe',
      email: `robin.${name}@demo.test`,
      role: 'administrator',
      organisation: actor.organisation.slug,
    })
    expect(await outcome(addAccount(actor, form))).not.toBe('done')
    const added = { where: { email: `robin.${name}@demo.test` } }
    expect(await asOwner((tx) => tx.account.count(added))).toBe(0)
    expect(await asOwner((tx) => tx.account.count({ where: { disabledAt: { not: null } } }))).toBe(
      0,
    )
  })
})

function mayList(name: string, queue: Queue, one: Sent) {
  return name === 'lead' || queueOf[name] === queue || isOwn(person(name), one)
}
