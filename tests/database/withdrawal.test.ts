import { describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { findCase } from '@/lib/casework/find-case'
import { withActor } from '@/lib/database/with-actor'
import { casework } from '@/tests/support/casework'
import { confirmRecall, say, withdraw } from '@/tests/support/consents'
import { correct } from '@/tests/support/correct'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { shareForm, sharing } from '@/tests/support/sharing'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send, act, tryTo, itemOf } = casework(database)
const { share, shareOf, offer } = sharing(database)

/** An adult who agrees to everything, referred by a worker of the NHS. */
const sent = () => send(person('referrer.nhs'), 'V16')

const accepted = async () => {
  const reference = await sent()
  for (const [name, queue] of [
    ['officer', 'POLICE'],
    ['beacon', 'BEACON'],
    ['desk', 'NRM'],
  ] as const)
    await act(person(name), reference, queue, 'accept')
  return reference
}

const submitted = async () => {
  const reference = await accepted()
  await act(person('desk'), reference, 'NRM', 'confirm_consent')
  await act(person('desk'), reference, 'NRM', 'submit')
  return reference
}

const placesOf = (reference: string) =>
  asOwner(async (tx) =>
    Object.fromEntries(
      (await tx.item.findMany({ where: { reference }, orderBy: { queue: 'asc' } })).map(
        ({ queue, state, identity }) => [queue, `${state}, ${identity}`],
      ),
    ),
  )

const recallsOf = (reference: string) =>
  asOwner((tx) => tx.recall.findMany({ where: { reference }, orderBy: { askedAt: 'asc' } }))

const newsOf = (reference: string, type: string) =>
  asOwner(async (tx) =>
    (
      await tx.message.findMany({
        where: {
          type,
          referralId: (await tx.referral.findUniqueOrThrow({ where: { reference } })).id,
        },
        orderBy: { recipient: 'asc' },
      })
    ).map(({ recipient }) => recipient.replace(/[0-9a-f-]{36}/, '…')),
  )

/** The questions about the person whose answers somebody sees. */
const said = async (actor: Actor, reference: string) =>
  Object.keys((await findCase(actor, reference)).typed).filter((id) => !id.startsWith('referrer'))

describe('what happens when a person changes their mind', () => {
  it.each<[purpose: string, when: string, () => Promise<string>, Record<string, string>, string[]]>(
    [
      [
        'nrm',
        'before anybody began',
        sent,
        {
          BEACON: 'new, shared',
          NRM: 'moved, withheld',
          POLICE: 'new, shared',
        },
        [],
      ],
      [
        'nrm',
        'once the desk had it',
        accepted,
        { BEACON: 'working, shared', NRM: 'moved, withheld', POLICE: 'working, shared' },
        ['NRM'],
      ],
      [
        'nrm',
        'once the Home Office has it',
        submitted,
        { BEACON: 'working, shared', NRM: 'working, shared', POLICE: 'working, shared' },
        ['NRM'],
      ],
      [
        'support',
        'before anybody began',
        sent,
        { BEACON: 'moved, withheld', NRM: 'new, shared', POLICE: 'new, shared' },
        [],
      ],
      [
        'support',
        'once Beacon had it',
        accepted,
        { BEACON: 'working, withheld', NRM: 'working, shared', POLICE: 'working, shared' },
        ['BEACON'],
      ],
      [
        'police_identity',
        'before anybody began',
        sent,
        { BEACON: 'new, shared', NRM: 'new, shared', POLICE: 'new, withheld' },
        [],
      ],
      [
        'police_identity',
        'once police had it',
        accepted,
        { BEACON: 'working, shared', NRM: 'working, shared', POLICE: 'working, withheld' },
        ['POLICE'],
      ],
    ],
  )('about %s %s', async (purpose, _, prepare, expected, asked) => {
    const reference = await prepare()
    await withdraw(person('referrer.nhs'), reference, purpose)
    expect(await placesOf(reference)).toEqual(expected)
    expect((await recallsOf(reference)).map(({ queue }) => queue)).toEqual(asked)
  })
})

describe('work that stood on an agreement', () => {
  it('stops: Beacon cannot take what the person took back, and sees nothing of them', async () => {
    const reference = await accepted()
    expect(await said(person('beacon'), reference)).toContain('givenNames')
    await withdraw(person('referrer.nhs'), reference, 'support')
    expect(await said(person('beacon'), reference)).toEqual([])
    expect(await said(person('desk'), reference)).toContain('givenNames')
    await asOwner((tx) =>
      tx.item.updateMany({ where: { reference, queue: 'BEACON' }, data: { acceptedAt: null } }),
    )
    expect(await tryTo(person('beacon'), reference, 'BEACON', 'accept')).toEqual({
      blocked: 'The person does not agree to it, or has changed their mind',
    })
  })

  it('goes on where the person agrees again', async () => {
    const reference = await accepted()
    await withdraw(person('beacon'), reference, 'support')
    await say(person('beacon'), reference, 'support', { answer: 'given' })
    expect((await placesOf(reference)).BEACON).toBe('working, shared')
    expect(await said(person('beacon'), reference)).toContain('givenNames')
  })

  it('of police stops being about who the person is: they see no name from then on', async () => {
    const reference = await accepted()
    expect(await said(person('officer'), reference)).toContain('givenNames')
    await withdraw(person('officer'), reference, 'police_identity')
    expect(await said(person('officer'), reference)).not.toContain('givenNames')
    expect((await findCase(person('officer'), reference)).audience).toBe('police_withheld')
  })

  it('of the desk stops before it is sent, and is not sent', async () => {
    const reference = await accepted()
    await act(person('desk'), reference, 'NRM', 'confirm_consent')
    await withdraw(person('desk'), reference, 'nrm')
    const taken = await tryTo(person('desk'), reference, 'NRM', 'submit')
    expect(taken).toHaveProperty('blocked')
    const { submittedAt } = await itemOf(reference, 'NRM')
    expect(submittedAt).toBeNull()
  })

  it('stays withdrawn when something else is corrected later', async () => {
    const reference = await accepted()
    await withdraw(person('referrer.nhs'), reference, 'police_identity', 'nrm')
    await correct(person('referrer.nhs'), reference, { threats: 'yes' })
    expect((await placesOf(reference)).POLICE).toBe('working, withheld')
    const { facts } = await findCase(person('referrer.nhs'), reference)
    expect([facts.consentNrm, facts.consentPoliceIdentity]).toEqual(['withdrawn', 'refused'])
  })

  it('keeps what danger allows: police still know who the person is, and the lead is told', async () => {
    const reference = await sent()
    await correct(person('referrer.nhs'), reference, {
      immediateDanger: 'yes',
      safePlaceTonight: 'no',
    })
    await withdraw(person('referrer.nhs'), reference, 'police_identity')
    expect((await placesOf(reference)).POLICE).toBe('new, shared')
    expect(await newsOf(reference, 'identity.overridden')).toEqual(['role:safeguarding_lead'])
  })
})

const housing = { purpose: 'housing', basis: 'consent' } as const

describe('what was shared by an agreement', () => {
  it.each([
    ['support', 'consent', true],
    ['support', 'safeguarding', false],
    ['police_identity', 'consent', false],
    ['nrm', 'consent', false],
  ])('once they take back %s, housing by %s has ended: %s', async (purpose, basis, isOver) => {
    const reference = await accepted()
    const [desk, district] = [person('desk'), person('referrer.district')]
    const id = await share(desk, district, reference, { purpose: 'housing', basis })
    await withdraw(person('referrer.nhs'), reference, purpose)
    expect((await shareOf(id)).endedAt !== null).toBe(isOver)
    const asked = (await recallsOf(reference)).filter(({ shareId }) => shareId === id)
    expect(asked.map(({ organisationId }) => organisationId)).toEqual(
      isOver ? [district.organisation.id] : [],
    )
    const seen = findCase(district, reference)
    if (isOver) await expect(seen).rejects.toThrow()
    else expect((await seen).audience).toBe('partner_support')
  })

  it('an offer that nobody answered ends too, and nothing is asked back', async () => {
    const reference = await accepted()
    const district = person('referrer.district')
    const id = await offer(person('desk'), reference, shareForm(district, housing))
    await withdraw(person('referrer.nhs'), reference, 'support')
    expect((await shareOf(id)).endedAt).not.toBeNull()
    expect((await recallsOf(reference)).map(({ shareId }) => shareId)).not.toContain(id)
  })

  it('with one organisation by name ends with them alone', async () => {
    const reference = await accepted()
    const [desk, district, charity] = ['desk', 'referrer.district', 'referrer.charity'].map(person)
    if (!desk || !district || !charity) throw new Error('Nobody')
    for (const { organisation } of [district, charity])
      await say(desk, reference, 'sharing', { organisation: organisation.slug })
    const theirs = await share(desk, district, reference, housing)
    const others = await share(desk, charity, reference, housing)
    await withdraw(desk, reference, `sharing-${district.organisation.slug}`)
    expect((await shareOf(theirs)).endedAt).not.toBeNull()
    expect((await shareOf(others)).endedAt).toBeNull()
  })
})

describe('a recall', () => {
  const recalled = async () => {
    const reference = await accepted()
    const district = person('referrer.district')
    await share(person('desk'), district, reference, {
      purpose: 'housing',
      basis: 'consent',
    } as never)
    await withdraw(person('referrer.nhs'), reference, 'support')
    const recalls = await recallsOf(reference)
    const ofBeacon = recalls.find(({ queue }) => queue === 'BEACON')
    const ofDistrict = recalls.find(
      ({ organisationId }) => organisationId === district.organisation.id,
    )
    if (!ofBeacon || !ofDistrict) throw new Error('Nothing was asked back')
    return { reference, ofBeacon: ofBeacon.id, ofDistrict: ofDistrict.id }
  }

  it('tells whoever had it, whoever works the case, who sent it, and the lead', async () => {
    const { reference } = await recalled()
    expect(new Set(await newsOf(reference, 'recall.asked'))).toContain('queue:BEACON')
    expect(await newsOf(reference, 'recall.asked')).toContain('organisation:…:referrer')
    expect(await newsOf(reference, 'consent.withdrawn')).toContain('role:safeguarding_lead')
  })

  it('is answered once, by whoever had it and by nobody else', async () => {
    const { ofDistrict } = await recalled()
    const answer = { as: 'destroyed' }
    await expect(confirmRecall(person('referrer.school'), ofDistrict, answer)).rejects.toThrow()
    expect(await confirmRecall(person('lead'), ofDistrict, answer)).toHaveProperty('blocked')
    expect(await confirmRecall(person('referrer.district'), ofDistrict, answer)).toEqual({
      done: 'destroyed',
    })
    expect(await confirmRecall(person('referrer.district'), ofDistrict, answer)).toEqual({
      blocked: 'It was answered already',
    })
  })

  it('keeps nothing without a lawful basis', async () => {
    const { reference, ofBeacon } = await recalled()
    const without = await confirmRecall(person('beacon'), ofBeacon, { as: 'kept' })
    expect(without).toHaveProperty('form.problems.0.question', 'basis')
    await confirmRecall(person('beacon'), ofBeacon, {
      as: 'kept',
      basis: 'legal_duty',
      words: 'Our record of the first call',
    })
    const row = (await recallsOf(reference)).find(({ id }) => id === ofBeacon)
    expect([row?.confirmedAs, row?.basis]).toEqual(['kept', 'legal_duty'])
    expect(Buffer.from(row?.words ?? []).toString('latin1')).not.toContain('first call')
  })

  it('does not exist for those who had nothing', async () => {
    const { reference } = await recalled()
    for (const name of ['referrer.school', 'admin', 'auditor'])
      expect(await withActor(person(name), (tx) => tx.recall.count({ where: { reference } }))).toBe(
        0,
      )
  })
})
