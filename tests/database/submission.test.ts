import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { Changed, NotAllowed } from '@/lib/refusals'
import { findDraft } from '@/lib/referral/find-draft'
import { findReceipt } from '@/lib/referral/find-receipt'
import type { Receipt } from '@/lib/referral/receipt'
import { saveStep } from '@/lib/referral/save-step'
import { startDraft } from '@/lib/referral/start-draft'
import { referralJourney } from '@/lib/referral/steps'
import { submitDraft } from '@/lib/referral/submit-draft'
import { submitReferral, type Submitted } from '@/lib/referral/submit-referral'
import { answersOf } from '@/tests/support/answers-of'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase } from '@/tests/support/dump-database'
import { formOf } from '@/tests/support/form-of'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import cases from '@/tests/domain/routing-cases.json'

const database = testDatabase()
const { asOwner } = database
const { person, colleagueOf } = countyPeople(database)
const nurse = () => person('referrer.nhs')

/** In danger, and refused everything: every statement of a submission runs. */
const danger = cases.find(({ id }) => id === 'V04')
const typed = typedOf(answersOf(danger ?? fail('V04 is gone')).answers)

function fail(why: string): never {
  throw new Error(why)
}

const completeDraft = async () => {
  const id = await startDraft(nurse())
  const form = formOf(referralJourney.questions, typed)
  for (const { id: step } of referralJourney.steps) await saveStep(nurse(), id, step, form)
  return id
}
const receiptOf = (sent: Submitted): Receipt =>
  'receipt' in sent ? sent.receipt : fail(JSON.stringify(sent.problems))
const fifty = <T>(act: () => Promise<T>) => Promise.all(Array.from({ length: 50 }, act))
const sendWithKey = (idempotencyKey: string, answers = typed, actor = nurse()) =>
  submitReferral(actor, { typed: answers, idempotencyKey, door: 'api' })

describe('a failure anywhere in a submission', () => {
  let draftId = ''
  beforeAll(async () => {
    draftId = await completeDraft()
    await asOwner(
      (tx) => tx.$executeRaw`
        CREATE FUNCTION break_it() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'broken on purpose'; END $$`,
    )
  })

  it.each([
    'BEFORE DELETE ON draft',
    'BEFORE INSERT ON referral',
    'BEFORE INSERT ON identity',
    'BEFORE INSERT ON item',
    'BEFORE INSERT ON consent_entry',
    'BEFORE INSERT ON search_term',
    'BEFORE INSERT ON message',
    "BEFORE INSERT ON event FOR EACH ROW WHEN (NEW.type = 'referral.submitted')",
    "BEFORE INSERT ON event FOR EACH ROW WHEN (NEW.type = 'referral.routed')",
    "BEFORE INSERT ON event FOR EACH ROW WHEN (NEW.type = 'consent.overridden')",
    'BEFORE UPDATE ON audit.event_head',
  ])('%s stores nothing at all, and the draft is still there', async (when) => {
    const before = await asOwner(dumpDatabase)
    const [table = ''] = /\b(audit\.)?\w+$/.exec(when.replace(/ FOR EACH.*/, '')) ?? []
    await asOwner((tx) =>
      tx.$executeRawUnsafe(`CREATE TRIGGER broken ${when} EXECUTE FUNCTION break_it()`),
    )
    try {
      await expect(submitDraft(nurse(), draftId)).rejects.toThrow(/broken on purpose/)
    } finally {
      await asOwner((tx) => tx.$executeRawUnsafe(`DROP TRIGGER broken ON ${table}`))
    }
    expect(await asOwner(dumpDatabase)).toEqual(before)
    expect((await findDraft(nurse(), draftId)).typed).toMatchObject(typed)
  })

  it('is no hindrance to sending the same draft again', async () => {
    const { reference } = receiptOf(await submitDraft(nurse(), draftId))
    expect(await findReceipt(nurse(), reference)).toMatchObject({ reference, priority: 'P1' })
    expect(await asOwner((tx) => tx.draft.count({ where: { id: draftId } }))).toBe(0)
  })
})

describe('one act of sending makes one referral', () => {
  it('when a draft is sent fifty times at once', async () => {
    const id = await completeDraft()
    const sent = await fifty(() => submitDraft(nurse(), id))
    const [first, ...others] = sent.map(receiptOf)
    for (const other of others) expect(other).toEqual(first)
    expect(sent.filter((one) => 'again' in one && !one.again)).toHaveLength(1)
    const stored = await asOwner((tx) => tx.referral.findMany({ where: { draftId: id } }))
    expect(stored.map(({ reference }) => reference)).toEqual([first?.reference])
  })

  it('when a call of the API is made fifty times at once', async () => {
    const key = randomUUID()
    const sent = await fifty(() => sendWithKey(key))
    const [first, ...others] = sent.map(receiptOf)
    for (const other of others) expect(other).toEqual(first)
    expect(sent.filter((one) => 'again' in one && !one.again)).toHaveLength(1)
    const stored = await asOwner((tx) => tx.referral.findMany({ where: { idempotencyKey: key } }))
    expect(stored.map(({ reference }) => reference)).toEqual([first?.reference])
  })

  it('when it is sent again after other work', async () => {
    const id = await completeDraft()
    const first = receiptOf(await submitDraft(nurse(), id))
    await sendTyped(nurse(), typed)
    expect(await submitDraft(nurse(), id)).toEqual({ receipt: first, again: true })
  })

  it('and another for the same key of another account', async () => {
    const key = randomUUID()
    const first = receiptOf(await sendWithKey(key))
    const second = receiptOf(await sendWithKey(key, typed, colleagueOf(nurse())))
    expect(second.reference).not.toBe(first.reference)
  })

  it('and is refused where the key was used for other answers', async () => {
    const key = randomUUID()
    const first = receiptOf(await sendWithKey(key))
    const other = { ...typed, account: 'Somebody else altogether' }
    await expect(sendWithKey(key, other)).rejects.toBeInstanceOf(Changed)
    expect(receiptOf(await sendWithKey(key))).toEqual(first)
  })

  it('and is refused to one of two that use a key for different answers at once', async () => {
    const key = randomUUID()
    const other = { ...typed, account: 'Somebody else altogether' }
    const both = await Promise.allSettled([sendWithKey(key), sendWithKey(key, other)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { name: 'Changed' },
    })
  })
})

describe('nothing is sent', () => {
  it('where answers are missing: it says which', async () => {
    const id = await startDraft(nurse())
    await saveStep(nurse(), id, 'danger', new URLSearchParams({ immediateDanger: 'no' }))
    const before = await asOwner(dumpDatabase)
    const sent = await submitDraft(nurse(), id)
    expect('problems' in sent && sent.problems.map(({ question }) => question)).toContain('account')
    expect(await asOwner(dumpDatabase)).toEqual(before)
  })

  it('of a draft that another tab saved after it was looked at', async () => {
    const id = await completeDraft()
    const { version } = await findDraft(nurse(), id)
    await saveStep(nurse(), id, 'danger', new URLSearchParams({ immediateDanger: 'no' }))
    const stale = { typed, idempotencyKey: `draft:${id}`, door: 'pages' } as const
    const send = submitReferral(nurse(), { ...stale, draft: { id, version } })
    await expect(send).rejects.toBeInstanceOf(Changed)
    expect((await findDraft(nurse(), id)).typed).toMatchObject({ immediateDanger: 'no' })
  })

  it.each(['officer', 'supervisor', 'beacon', 'desk', 'lead', 'admin', 'auditor'])(
    'by %s',
    async (name) => {
      const send = sendWithKey(randomUUID(), typed, person(name))
      await expect(send).rejects.toBeInstanceOf(NotAllowed)
    },
  )
})

it('gives a hundred referrals a hundred references', async () => {
  const references = (
    await Promise.all(Array.from({ length: 100 }, () => sendTyped(nurse(), typed)))
  ).map(({ reference }) => reference)
  expect(new Set(references).size).toBe(100)
})
