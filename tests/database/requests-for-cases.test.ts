import { describe, expect, it } from 'vitest'
import { POST as postRequest } from '@/app/shares/ask/route'
import { findCase } from '@/lib/casework/find-case'
import { findShares } from '@/lib/casework/find-shares'
import { requestCase } from '@/lib/casework/request-case'
import { requestTaken } from '@/lib/casework/share-request-form'
import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { makeReference } from '@/lib/referral/reference'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase } from '@/tests/support/dump-database'
import { cookieOf, post } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { dayIn, sharing } from '@/tests/support/sharing'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { act, send } = casework(database)
const { answer } = sharing(database)

const unknown = makeReference(new Uint8Array(8))
const requestForm = (reference: string, but: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({
    reference,
    purpose: 'health',
    basis: 'consent',
    ...dayIn(20),
    words: 'They are a patient here',
    ...but,
  })
const asked = (reference: string) =>
  asOwner((tx) => tx.share.findMany({ where: { kind: 'request', referral: { reference } } }))
/** Sends a case, has somebody ask for it, and gives what was stored of that. */
const sendAndAsk = async (who: string, but: Readonly<Record<string, string>> = {}) => {
  const reference = await send(person('referrer.nhs'), 'V16')
  await requestCase(person(who), requestForm(reference, but))
  const [share] = await asked(reference)
  if (!share) throw new Error('Nothing was stored')
  return { reference, share: share.id, row: share }
}

describe('whoever asks for a case', () => {
  const implicating = typedOf({ ...workedCase('V16'), implicated: 'referrer' })

  it('reads the same page, whether there is one, there is none, or they may not know of it', async () => {
    const asker = person('referrer.housing')
    const there = await send(person('referrer.nhs'), 'V16')
    const { reference: hidden } = await sendTyped(asker, implicating)
    const cookie = await cookieOf(asker)
    const pages = await Promise.all(
      [there, unknown, hidden, there].map(async (reference) => {
        const page = await post(postRequest, '/shares/ask', {}, requestForm(reference), { cookie })
        return [page.status, await page.text()]
      }),
    )
    expect(pages[0]?.[0]).toBe(200)
    expect(pages[0]?.[1]).toContain(requestTaken)
    for (const page of pages) expect(page).toEqual(pages[0])
    expect(await asked(there)).toHaveLength(1)
    expect(await asked(hidden)).toEqual([])
  })

  it('leaves no row but the event of what is hidden from them', async () => {
    const asker = person('referrer.housing')
    const { reference } = await sendTyped(asker, implicating)
    const before = await asOwner(dumpDatabase)
    await requestCase(asker, requestForm(reference))
    const after = await asOwner(dumpDatabase)
    const changed = [...after].flatMap(([table, rows]) =>
      JSON.stringify(rows) === JSON.stringify(before.get(table)) ? [] : [table],
    )
    expect(changed).toEqual(['audit.event_head', 'event'])
    const last = await asOwner((tx) => tx.event.findFirst({ orderBy: { sequence: 'desc' } }))
    expect(last).toMatchObject({ type: 'share.requested', referralId: null })
  })

  it('sees nothing of it before the answer, in no list and no table', async () => {
    const { reference, share } = await sendAndAsk('referrer.housing')
    const asker = person('referrer.housing')
    const { waiting, received, given, ended } = await findShares(asker)
    const ids = [waiting, received, given, ended].flat().map(({ id }) => id)
    expect(ids).not.toContain(share)
    expect(await withActor(asker, (tx) => tx.share.count({ where: { id: share } }))).toBe(0)
    await expect(findCase(asker, reference)).rejects.toEqual(new NotFound())
    await expect(answer(asker, share, { answer: 'accept' })).rejects.toEqual(new NotFound())
  })

  it('is told what is wrong with what they typed, and keeps it', async () => {
    const wrong = requestForm('HMS-0000-0000-1', { words: '', basis: '' })
    expect(await requestCase(person('referrer.housing'), wrong)).toMatchObject({
      taken: {
        typed: { reference: 'HMS-0000-0000-1', purpose: 'health' },
        problems: [{ question: 'basis' }, { question: 'words' }, { question: 'reference' }],
      },
    })
  })

  it('has a part in sharing: not the administrator, not the auditor', async () => {
    for (const name of ['admin', 'auditor'])
      await expect(requestCase(person(name), requestForm(unknown))).rejects.toEqual(new NotFound())
  })
})

describe('a request', () => {
  it('goes to the organisation of whoever owns it, else to the desk or the lead, and to its queue', async () => {
    const first = await sendAndAsk('referrer.housing')
    const council = person('desk').organisation.id
    expect(first.row).toMatchObject({ toOrganisationId: council, acceptedAt: null })
    const owned = await send(person('referrer.police'), 'V02')
    await act(person('beacon'), owned, 'BEACON', 'accept')
    await requestCase(person('referrer.housing'), requestForm(owned))
    const [row] = await asked(owned)
    const told = await asOwner((tx) =>
      tx.message.findMany({ where: { type: 'request.received', referralId: row?.referralId } }),
    )
    const { primary } = await asOwner((tx) =>
      tx.referral.findUniqueOrThrow({ where: { reference: owned } }),
    )
    expect(primary).toBe('BEACON')
    expect(row?.toOrganisationId).toBe(person('beacon').organisation.id)
    expect(told.map(({ recipient }) => recipient)).toEqual(['queue:BEACON'])
  })

  it('is accepted by those who work the case, and then seen on its terms alone', async () => {
    const { reference, share } = await sendAndAsk('referrer.housing')
    expect((await findShares(person('beacon'))).waiting.map(({ id }) => id)).toContain(share)
    expect(await answer(person('beacon'), share, { answer: 'accept' })).toEqual({
      done: 'accepted',
    })
    expect((await findCase(person('referrer.housing'), reference)).audience).toBe('partner_support')
    const told = await asOwner((tx) => tx.message.findMany({ where: { type: 'request.answered' } }))
    expect(told.map(({ recipient }) => recipient)).toEqual([
      `account:${person('referrer.housing').accountId}`,
    ])
  })

  it('is declined with a reason, and stays closed', async () => {
    const { reference, share } = await sendAndAsk('referrer.housing')
    await answer(person('officer'), share, { answer: 'decline', reason: 'no_basis' })
    const asker = person('referrer.housing')
    expect((await findShares(asker)).ended).toContainEqual(
      expect.objectContaining({ id: share, state: 'declined', reference: null }),
    )
    await expect(findCase(asker, reference)).rejects.toEqual(new NotFound())
  })

  it('cannot be accepted by a lead who may not know who the person is, but for advice', async () => {
    const { share } = await sendAndAsk('referrer.housing')
    expect(await answer(person('lead'), share, { answer: 'accept' })).toMatchObject({
      form: { problems: [{ question: 'answer' }] },
    })
    const advice = await sendAndAsk('referrer.housing', { purpose: 'advice', basis: 'no_identity' })
    expect(await answer(person('lead'), advice.share, { answer: 'accept' })).toEqual({
      done: 'accepted',
    })
  })

  it('cannot be accepted for police, where the adult has not agreed that they know', async () => {
    const typed = typedOf({ ...workedCase('V16'), consentPoliceIdentity: 'refused' })
    const { reference } = await sendTyped(person('referrer.nhs'), typed)
    const form = requestForm(reference, { purpose: 'investigation', basis: 'legal_duty' })
    await requestCase(person('officer'), form)
    const [share] = await asked(reference)
    expect(await answer(person('beacon'), share?.id ?? '', { answer: 'accept' })).toMatchObject({
      form: {
        problems: [
          {
            message: 'The person has not agreed that police know them. Police can give advice only',
          },
        ],
      },
    })
  })

  it('is stored once, however often it is made', async () => {
    const { reference } = await sendAndAsk('referrer.housing')
    await requestCase(person('referrer.housing'), requestForm(reference))
    expect(await asked(reference)).toHaveLength(1)
  })

  it('holds why it was made, sealed, for those who decide', async () => {
    const { share, row } = await sendAndAsk('referrer.housing')
    expect(Buffer.from(row.words ?? []).toString()).not.toContain('patient')
    const { waiting } = await findShares(person('desk'))
    expect(waiting.find(({ id }) => id === share)?.words).toBe('They are a patient here')
  })
})
