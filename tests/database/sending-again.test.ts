import { describe, expect, it } from 'vitest'
import { POST as postAgain } from '@/app/cases/[reference]/send-again/route'
import { GET as showCheck } from '@/app/refer/[draft]/check/route'
import { GET as showReferrals } from '@/app/refer/route'
import type { Actor } from '@/lib/access/actor'
import { findCase } from '@/lib/casework/find-case'
import { takeAction } from '@/lib/casework/take-action'
import type { ActionName } from '@/lib/casework/transitions'
import { withActor } from '@/lib/database/with-actor'
import type { RawAnswers } from '@/lib/journey/question'
import { findDraft } from '@/lib/referral/find-draft'
import { saveStep } from '@/lib/referral/save-step'
import { sendAgain } from '@/lib/referral/send-again'
import { submitDraft } from '@/lib/referral/submit-draft'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { decision } from '@/lib/routing/decision'
import type { Destination } from '@/lib/routing/queues'
import { correct } from '@/tests/support/correct'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { formOf } from '@/tests/support/form-of'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'
import { questions } from '@/lib/referral/questions'

const database = testDatabase()
const { asOwner } = database
const { person, colleagueOf } = countyPeople(database)
const nurse = () => person('referrer.nhs')

/** An adult whom nobody asked about the Home Office: Beacon alone has it. */
const typed: RawAnswers = {
  ...typedOf(workedCase('V01')),
  consentNrm: 'not_asked',
  consentSupport: 'given',
  consentPoliceIdentity: 'not_asked',
}

const withoutBlanks = (answers: RawAnswers) =>
  Object.fromEntries(Object.entries(answers).filter(([, raw]) => raw.length > 0))

const referralOf = (reference: string) =>
  asOwner((tx) =>
    tx.referral.findUniqueOrThrow({ where: { reference }, include: { items: true, links: true } }),
  )

const act = async (
  actor: Actor,
  reference: string,
  queue: Destination,
  action: ActionName,
  fields: Record<string, string> = {},
) => {
  const { items } = await referralOf(reference)
  const version = items.find((item) => item.queue === queue)?.version ?? 0
  const form = new URLSearchParams(fields)
  const taken = await takeAction(actor, { reference, queue, action, version, form })
  if (!('act' in taken)) throw new Error(JSON.stringify(taken))
}
const decline = (actor: Actor, reference: string, queue: Destination) =>
  act(actor, reference, queue, 'decline', {
    reason: 'wrong_details',
    signpost: 'none',
    words: 'The number is wrong',
  })
const sendDeclined = async (answers = typed) => {
  const { reference } = await sendTyped(nurse(), answers)
  await decline(person('beacon'), reference, 'BEACON')
  return reference
}
const sentFrom = async (draft: string) => {
  const sent = await submitDraft(nurse(), draft)
  if (!('receipt' in sent)) throw new Error(JSON.stringify(sent.problems))
  return sent.receipt.reference
}

describe('a declined referral that is sent again', () => {
  it('begins with its answers, as they were corrected, and says that it is not the first', async () => {
    const { reference } = await sendTyped(nurse(), typed)
    await correct(nurse(), reference, { familyName: 'Petkov' }, 'Misspelt')
    await decline(person('beacon'), reference, 'BEACON')
    const draft = await findDraft(nurse(), await sendAgain(nurse(), reference))
    expect(withoutBlanks(draft.typed)).toEqual({
      ...typed,
      familyName: 'Petkov',
      earlier: 'earlier',
    })
  })

  it('leads to the answers to check, and may be corrected before it is sent', async () => {
    const reference = await sendDeclined()
    const cookie = await cookieOf(nurse())
    const path = `/cases/${reference}/send-again`
    const answer = await post(postAgain, path, { reference }, '', { cookie })
    const check = answer.headers.get('location') ?? ''
    expect([answer.status, check]).toEqual([303, expect.stringMatching(/^\/refer\/[\w-]+\/check$/)])
    const draft = check.split('/')[2] ?? ''
    const page = await get(showCheck, check, { draft }, { cookie })
    expect(await page.text()).toContain('Send referral')

    const agreed = { consentNrm: 'given', consentSupport: 'given', consentPoliceIdentity: 'given' }
    await saveStep(nurse(), draft, 'agreed', formOf(questions, agreed))
    const { decision: decided, sentAgainFromId } = await referralOf(await sentFrom(draft))
    expect(decision.parse(decided)).toMatchObject({ primary: 'NRM' })
    expect(decision.parse(decided).actions).toContain('link_cases')
    expect(sentAgainFromId).toBe((await referralOf(reference)).id)
  })

  it('is linked to the first, for whoever works both, and the first stays as it was', async () => {
    const reference = await sendDeclined()
    const before = await referralOf(reference)
    const again = await sentFrom(await sendAgain(nurse(), reference))
    expect((await referralOf(again)).links).toMatchObject([
      { otherId: before.id, kind: 'same_person', endedAt: null },
    ])
    expect(await referralOf(reference)).toEqual(before)
    const beacon = person('beacon')
    expect((await findCase(beacon, again)).work.links).toMatchObject([{ reference }])
    expect((await findCase(beacon, reference)).work.links).toMatchObject([{ reference: again }])
    expect((await findCase(nurse(), again)).work.links).toEqual([])
  })

  it('is one draft, however often it is asked for, and one referral', async () => {
    const reference = await sendDeclined()
    const drafts = await Promise.all(
      Array.from({ length: 10 }, () => sendAgain(nurse(), reference)),
    )
    expect(new Set(drafts).size).toBe(1)
    const { id } = await referralOf(reference)
    const begun = await asOwner((tx) =>
      tx.event.count({ where: { referralId: id, type: 'referral.sent_again' } }),
    )
    expect(begun).toBe(1)
    const again = await sentFrom(drafts[0] ?? '')
    await expect(sendAgain(nurse(), reference)).rejects.toThrow(again)
  })

  it('is a tip about the same scene, where nobody was identified', async () => {
    const tip = typedOf(workedCase('V13'))
    const { reference } = await sendTyped(nurse(), tip)
    await decline(person('officer'), reference, 'POLICE')
    const draft = await sendAgain(nurse(), reference)
    expect(withoutBlanks((await findDraft(nurse(), draft)).typed)).toEqual(tip)
    expect((await referralOf(await sentFrom(draft))).links).toMatchObject([{ kind: 'same_scene' }])
  })
})

describe('it is refused', () => {
  it('while somebody still works on it, and where it was closed and not declined', async () => {
    const { reference } = await sendTyped(nurse(), typed)
    await expect(sendAgain(nurse(), reference)).rejects.toBeInstanceOf(NotAllowed)
    await act(person('beacon'), reference, 'BEACON', 'accept')
    await expect(sendAgain(nurse(), reference)).rejects.toBeInstanceOf(NotAllowed)
    await act(person('beacon'), reference, 'BEACON', 'close', { reason: 'needs_met' })
    await expect(sendAgain(nurse(), reference)).rejects.toBeInstanceOf(NotAllowed)
  })

  it.each(['referrer.council', 'colleague.referrer.nhs', 'officer', 'beacon', 'desk', 'lead'])(
    'to %s, who did not send it',
    async (name) => {
      const reference = await sendDeclined()
      await expect(sendAgain(person(name), reference)).rejects.toEqual(new NotFound())
    },
  )

  it('by the database too: nobody links two cases that they did not send', async () => {
    const [one, other] = [await sendDeclined(), await sendDeclined()]
    const [first, second] = [await referralOf(one), await referralOf(other)]
    const link = (actor: Actor) =>
      withActor(
        actor,
        (tx) => tx.$queryRaw`
          insert into link (id, referral_id, other_id, kind, account_id, at)
          values (gen_random_uuid(), ${first.id}::uuid, ${second.id}::uuid, 'same_person',
            ${actor.accountId}::uuid, now())`,
      )
    await link(nurse())
    for (const actor of [colleagueOf(nurse()), person('referrer.council')])
      await expect(link(actor)).rejects.toThrow(/row-level security/)
  })
})

describe('the list of a referrer', () => {
  const rows = async () => {
    const cookie = await cookieOf(nurse())
    const html = await (await get(showReferrals, '/refer', {}, { cookie })).text()
    return html.split('<tr').slice(2)
  }

  it('has the question that waits for them first, then where each stands and who has it', async () => {
    const declined = await sendDeclined()
    const asked = (await sendTyped(nurse(), typed)).reference
    const newest = (await sendTyped(nurse(), typed)).reference
    await act(person('beacon'), asked, 'BEACON', 'ask', {
      reason: 'contact',
      words: 'When can we call?',
    })
    const list = await rows()
    const rowOf = (reference: string) =>
      list.findIndex((row) => row.includes(`/cases/${reference}"`))
    expect(rowOf(asked)).toBe(0)
    expect(list[0]).toContain('We have a question for you')
    expect(list[0]).not.toContain('When can we call?')
    expect(rowOf(newest)).toBeLessThan(rowOf(declined))
    expect(list[rowOf(newest)]).toMatch(/Received\. Nobody has taken it yet.*With: Beacon/)
    expect(list[rowOf(declined)]).toContain('correct it and send it again')
  })
})
