import { describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { findCase } from '@/lib/casework/find-case'
import { whoHasIt } from '@/lib/casework/phrase'
import { NotFound } from '@/lib/refusals'
import type { Answers } from '@/lib/referral/questions'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { act, tryTo, itemOf } = casework(database)

const deskNames = ['desk', 'desk.stevenage', 'desk.police', 'desk.salvationarmy']

/** An adult in Stevenage who agrees to everything, as the NHS refers them, but for what is said. */
const send = async (but: Answers = {}, author = 'referrer.nhs', id = 'V16') => {
  const sent = await sendTyped(person(author), typedOf({ ...workedCase(id), ...but }))
  return sent.reference
}
const avoidsPolice: Answers = { consentPoliceIdentity: 'refused' }

const handlerOf = async (reference: string) =>
  asOwner(async (tx) => {
    const { handler } = await tx.item.findFirstOrThrow({
      where: { reference, queue: 'NRM' },
      select: { handler: { select: { slug: true } } },
    })
    return handler?.slug ?? null
  })

const sees = (actor: Actor, reference: string) =>
  findCase(actor, reference).then(
    () => true,
    (error: unknown) => {
      expect(error).toEqual(new NotFound())
      return false
    },
  )
const desksThatSee = async (reference: string) => {
  const seen: string[] = []
  for (const name of deskNames) if (await sees(person(name), reference)) seen.push(name)
  return seen
}
const passOn = (by: string, reference: string, to: string) =>
  tryTo(person(by), reference, 'NRM', 'pass_on', {
    typed: { handler: person(to).organisation.id },
  })

describe('a referral that its sender may not submit', () => {
  it.each<[string, Answers, string, string, string[]]>([
    [
      'is handed to the county council',
      {},
      'referrer.nhs',
      'hertfordshire-county-council',
      ['desk'],
    ],
    [
      'is handed to the district where the county council may not see it',
      { implicated: 'referrer' },
      'referrer.council',
      'stevenage-council',
      ['desk.stevenage'],
    ],
    [
      'is handed to the police where neither may, or can',
      { implicated: 'referrer', areaNow: 'elsewhere' },
      'referrer.council',
      'hertfordshire-constabulary',
      ['desk.police'],
    ],
    [
      'is handed to The Salvation Army in their place where the adult avoids the police',
      { ...avoidsPolice, implicated: 'referrer', areaNow: 'elsewhere' },
      'referrer.council',
      'the-salvation-army',
      ['desk.salvationarmy'],
    ],
  ])('%s, and no other desk sees it', async (_, but, author, handler, seenBy) => {
    const reference = await send(but, author)
    expect(await handlerOf(reference)).toBe(handler)
    expect(await desksThatSee(reference)).toEqual(seenBy)
  })

  it('shows its sender who has it', async () => {
    const reference = await send()
    const { work } = await findCase(person('referrer.nhs'), reference)
    expect(whoHasIt(work.queues)).toContain(
      'Hertfordshire County Council, to submit it to the Home Office',
    )
  })
})

describe('passing it on', () => {
  it('goes from the county council to the district and to the police, each seeing it in turn', async () => {
    const reference = await send()
    expect(await passOn('desk', reference, 'desk.stevenage')).toHaveProperty('act')
    expect(await desksThatSee(reference)).toEqual(['desk.stevenage'])
    expect(await passOn('desk.stevenage', reference, 'desk.police')).toHaveProperty('act')
    expect(await desksThatSee(reference)).toEqual(['desk.police'])
    const { work } = await findCase(person('referrer.nhs'), reference)
    expect(work.queues.find(({ queue }) => queue === 'NRM')).toMatchObject({
      handler: 'Hertfordshire Constabulary',
      state: 'new',
    })
    const recipients = await asOwner((tx) =>
      tx.message.findMany({ where: { type: 'hand_over.offered' }, select: { recipient: true } }),
    )
    for (const name of ['desk.stevenage', 'desk.police'])
      expect(recipients).toContainEqual({
        recipient: `organisation:${person(name).organisation.id}:first_responder_desk`,
      })
  })

  it.each([
    ['an organisation that is no First Responder Organisation', {}, 'referrer.nhs'],
    ['a council of another area', { areaNow: 'watford' }, 'desk.stevenage'],
    ['the police, of an adult who avoids them', avoidsPolice, 'desk.police'],
    ['the organisation that has it', {}, 'desk'],
  ] as const)('cannot go to %s', async (_, but, to) => {
    const reference = await send(but)
    expect(await passOn('desk', reference, to)).toMatchObject({
      form: { problems: [{ question: 'handler' }] },
    })
    expect(await handlerOf(reference)).toBe('hertfordshire-county-council')
  })

  it('is blocked with why where nobody is left, and the lead is no help either', async () => {
    const but = { ...avoidsPolice, implicated: 'referrer', areaNow: 'elsewhere' } as const
    const reference = await send(but, 'referrer.council')
    const { organisation } = person('desk.police')
    for (const by of ['desk.salvationarmy', 'lead2'])
      expect(
        await tryTo(person(by), reference, 'NRM', 'pass_on', {
          typed: { handler: organisation.id },
        }),
      ).toEqual({
        blocked: 'No other First Responder Organisation can take it. Tell the safeguarding lead',
      })
  })
})

describe('submitting', () => {
  it('waits until the desk has confirmed with the adult that they agree', async () => {
    const reference = await send()
    const desk = person('desk')
    await act(desk, reference, 'NRM', 'accept')
    const blocked = { blocked: 'Confirm with the person first that they agree' }
    expect(await tryTo(desk, reference, 'NRM', 'submit')).toEqual(blocked)
    expect(
      await tryTo(desk, reference, 'NRM', 'confirm_consent', { typed: { confirm: 'no' } }),
    ).toHaveProperty('form')
    expect(await tryTo(desk, reference, 'NRM', 'submit')).toEqual(blocked)
    await act(desk, reference, 'NRM', 'confirm_consent')
    await act(desk, reference, 'NRM', 'submit', { typed: { reference: 'NRM 2026 0042' } })
    const { work } = await findCase(desk, reference)
    expect(work.outcomes).toMatchObject([
      { track: 'nrm', value: 'submitted', reference: 'NRM 2026 0042' },
    ])
    expect(work.items.find(({ queue }) => queue === 'NRM')).toMatchObject({ move: 'homeOffice' })
    const consents = await asOwner((tx) =>
      tx.consentEntry.findMany({ where: { referral: { reference }, accountId: desk.accountId } }),
    )
    expect(consents).toMatchObject([{ purpose: 'nrm', answer: 'given' }])
  })

  it('needs the confirmation again from the desk that it was passed on to', async () => {
    const reference = await send()
    await act(person('desk'), reference, 'NRM', 'accept')
    await act(person('desk'), reference, 'NRM', 'confirm_consent')
    await passOn('desk', reference, 'desk.stevenage')
    await act(person('desk.stevenage'), reference, 'NRM', 'accept')
    expect(await tryTo(person('desk.stevenage'), reference, 'NRM', 'submit')).toHaveProperty(
      'blocked',
    )
  })

  it('of a child needs no consent', async () => {
    const reference = await send({}, 'referrer.school', 'V06')
    const desk = person('desk')
    await act(desk, reference, 'NRM', 'accept')
    expect(await tryTo(desk, reference, 'NRM', 'confirm_consent')).toHaveProperty('blocked')
    await act(desk, reference, 'NRM', 'submit')
  })

  it('is not for another desk, nor for those who work other queues', async () => {
    const reference = await send()
    await act(person('desk'), reference, 'NRM', 'accept')
    for (const name of ['desk.stevenage', 'officer', 'beacon', 'referrer.beacon'])
      await expect(tryTo(person(name), reference, 'NRM', 'submit')).rejects.toEqual(new NotFound())
    expect(await tryTo(person('lead'), reference, 'NRM', 'submit')).toHaveProperty('blocked')
  })
})

describe('nobody accepts it', () => {
  const escalate = (at: Date) =>
    asOwner((tx) => tx.$queryRaw`select escalate_overdue(${at}::timestamptz, 100)`)
  const told = (reference: string) =>
    asOwner(async (tx) => {
      const { id } = await tx.referral.findUniqueOrThrow({ where: { reference } })
      const messages = await tx.message.findMany({
        where: { referralId: id, type: 'hand_over.overdue' },
      })
      return messages.map(({ recipient }) => recipient)
    })
  const minutes = (count: number, from: Date) => new Date(from.getTime() + count * 60_000)

  it('so the lead is told at the deadline, once', async () => {
    const reference = await send()
    const { dueAt } = await itemOf(reference, 'NRM')
    await escalate(minutes(-1, dueAt))
    expect(await told(reference)).toEqual([])
    await escalate(minutes(1, dueAt))
    await escalate(minutes(60, dueAt))
    expect(await told(reference)).toEqual(['role:safeguarding_lead'])
  })

  it('and once more where it was passed on and nobody there takes it up', async () => {
    const reference = await send()
    const first = await itemOf(reference, 'NRM')
    await escalate(minutes(1, first.dueAt))
    await passOn('desk', reference, 'desk.stevenage')
    const second = await itemOf(reference, 'NRM')
    await escalate(minutes(1, second.dueAt))
    expect(await told(reference)).toHaveLength(2)
  })

  it('but nobody is told of what was accepted in time', async () => {
    const reference = await send()
    const { dueAt } = await itemOf(reference, 'NRM')
    await act(person('desk'), reference, 'NRM', 'accept')
    await escalate(minutes(1, dueAt))
    expect(await told(reference)).toEqual([])
  })
})
