import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { GET as showList } from '@/app/cases/[reference]/correct/route'
import { GET as showForm, POST as postForm } from '@/app/cases/[reference]/correct/[question]/route'
import type { Actor } from '@/lib/access/actor'
import { findCase } from '@/lib/casework/find-case'
import type { ActionName } from '@/lib/casework/transitions'
import { takeAction } from '@/lib/casework/take-action'
import { withActor } from '@/lib/database/with-actor'
import type { RawAnswers } from '@/lib/journey/question'
import { correctAnswers } from '@/lib/referral/correct-answers'
import { findCorrectable } from '@/lib/referral/find-correctable'
import { findDetails } from '@/lib/referral/find-details'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { referralFacts } from '@/lib/routing/facts'
import type { Destination } from '@/lib/routing/queues'
import { correct } from '@/tests/support/correct'
import { correctionPosted } from '@/tests/support/correction-posted'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase } from '@/tests/support/dump-database'
import { openWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person, colleagueOf } = countyPeople(database)
const worker = () => person('referrer.council')

/** An adult who agrees to everything, safe now. */
const agrees = typedOf(workedCase('V01'))
/** The same adult, whom nobody has asked yet: on hold. */
const notAsked: RawAnswers = {
  ...agrees,
  consentNrm: 'not_asked',
  consentSupport: 'not_asked',
  consentPoliceIdentity: 'not_asked',
}
const born = ['', '', '2012']

const send = async (typed: RawAnswers, author: Actor = worker()) =>
  (await sendTyped(author, typed)).reference

const referralOf = (reference: string) =>
  asOwner((tx) =>
    tx.referral.findUniqueOrThrow({
      where: { reference },
      include: {
        items: { orderBy: { queue: 'asc' } },
        consents: { orderBy: [{ recordedAt: 'asc' }, { purpose: 'asc' }] },
        duties: true,
        corrections: true,
      },
    }),
  )
const queuesOf = async (reference: string) =>
  (await referralOf(reference)).items.map(({ queue, state }) => `${queue} ${state}`)
const messagesSince = async (reference: string, before: Date) => {
  const { id } = await referralOf(reference)
  const rows = await asOwner((tx) =>
    tx.message.findMany({ where: { referralId: id, queuedAt: { gt: before } } }),
  )
  return rows.map(({ type, recipient, priority }) => `${type} ${recipient} ${priority}`).sort()
}
const eventsOf = async (reference: string) => {
  const { id } = await referralOf(reference)
  return asOwner((tx) =>
    tx.event.findMany({
      where: { referralId: id, type: { not: 'referral.viewed' } },
      orderBy: { sequence: 'asc' },
      select: { type: true, detail: true },
    }),
  )
}
const act = async (actor: Actor, reference: string, queue: Destination, action: ActionName) => {
  const { items } = await referralOf(reference)
  const version = items.find((item) => item.queue === queue)?.version ?? 0
  const form = new URLSearchParams({
    reason: 'other_service',
    words: 'Not for us',
    signpost: 'none',
  })
  const taken = await takeAction(actor, { reference, queue, action, version, form })
  if (!('act' in taken)) throw new Error(JSON.stringify(taken))
}
const typedAs = async (actor: Actor, reference: string) => (await findCase(actor, reference)).typed

describe('what a correction does to the queues', () => {
  it.each<[what: string, sent: RawAnswers, RawAnswers, queues: string[], priority: string]>([
    [
      'an adult turns out to be a child: whom to refer is not asked, and both queues have it',
      notAsked,
      { who: 'child', dateOfBirth: born, childTold: 'no' },
      ['HOLD moved', 'NRM new', 'POLICE new'],
      'P2',
    ],
    [
      'somebody who was not asked agrees: what was on hold goes to the Home Office’s queue',
      notAsked,
      { consentNrm: 'given' },
      ['HOLD moved', 'NRM new', 'POLICE new'],
      'P3',
    ],
    [
      'danger that was not known is there: it is immediate, and police have it',
      { ...notAsked, immediateDanger: 'unknown' },
      { immediateDanger: 'yes', safePlaceTonight: 'no' },
      ['HOLD moved', 'POLICE new'],
      'P1',
    ],
    [
      'they agree to support: the victim care centre has it too',
      { ...agrees, consentSupport: 'refused' },
      { consentSupport: 'given' },
      ['BEACON new', 'NRM new', 'POLICE new'],
      'P3',
    ],
    [
      'they change their mind about the Home Office: nobody loses it',
      agrees,
      { consentNrm: 'withdrawn' },
      ['BEACON new', 'NRM new', 'POLICE new'],
      'P3',
    ],
    [
      'there is no danger after all: it stays as urgent as it was',
      { ...agrees, immediateDanger: 'yes', safePlaceTonight: 'no' },
      { immediateDanger: 'no' },
      ['BEACON new', 'NRM new', 'POLICE new'],
      'P1',
    ],
    [
      'whether they can decide is in doubt: the safeguarding lead has it too',
      agrees,
      { capacity: 'doubted' },
      ['BEACON new', 'HOLD new', 'NRM new', 'POLICE new'],
      'P2',
    ],
    [
      'a phone number was wrong: nothing',
      agrees,
      { contactPhone: '07700 900 999' },
      ['BEACON new', 'NRM new', 'POLICE new'],
      'P3',
    ],
  ])('%s', async (_, sent, changed, queues, priority) => {
    const reference = await send(sent)
    expect(await correct(worker(), reference, changed)).toHaveProperty('corrected')
    const { items, ...row } = await referralOf(reference)
    expect(items.map(({ queue, state }) => `${queue} ${state}`)).toEqual(queues)
    expect(row.priority).toBe(priority)
    for (const item of items.filter(({ state }) => state === 'new'))
      expect([item.queue, item.priority]).toEqual([item.queue, priority])
  })

  it('a phone number routes nothing again, and an age does: the facts as sent stay as they were', async () => {
    const reference = await send(notAsked)
    await correct(worker(), reference, { contactPhone: '07700 900 998' })
    expect((await referralOf(reference)).revisedFacts).toBeNull()
    await correct(worker(), reference, { who: 'child', dateOfBirth: born, childTold: 'no' })
    const row = await referralOf(reference)
    expect(referralFacts.parse(row.facts).ageGroup).toBe('adult')
    expect(referralFacts.parse(row.revisedFacts).ageGroup).toBe('child')
    expect(row.primary).toBe('NRM')
    expect(row.items.map(({ ageGroup }) => ageGroup)).toEqual(['child', 'child', 'child'])
    expect(row.duties.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['childrens_social_care', 'crime_record']),
    )
    expect(row.items.find(({ queue }) => queue === 'NRM')?.handlerId).not.toBeNull()
  })

  it('what becomes immediate is due as soon as what comes in immediate', async () => {
    const reference = await send({ ...agrees, immediateDanger: 'unknown' })
    const before = new Map((await referralOf(reference)).items.map((one) => [one.queue, one.dueAt]))
    await correct(worker(), reference, { immediateDanger: 'yes', safePlaceTonight: 'no' })
    for (const { queue, dueAt, badges } of (await referralOf(reference)).items) {
      expect(dueAt.getTime()).toBeLessThan(before.get(queue)?.getTime() ?? 0)
      expect(badges).toContain('danger')
    }
  })

  it('what somebody has accepted keeps its owner and its review', async () => {
    const reference = await send({ ...agrees, immediateDanger: 'unknown' })
    await act(person('officer'), reference, 'POLICE', 'accept')
    const police = async () =>
      (await referralOf(reference)).items.find(({ queue }) => queue === 'POLICE')
    const { ownerId, dueAt } = (await police()) ?? {}
    await correct(worker(), reference, { immediateDanger: 'yes', safePlaceTonight: 'no' })
    expect(await police()).toMatchObject({ ownerId, dueAt, state: 'working', priority: 'P1' })
  })

  it('a queue that declined has it again where the new answer sends it there', async () => {
    const reference = await send(agrees)
    await act(person('beacon'), reference, 'BEACON', 'decline')
    await correct(worker(), reference, { consentSupport: 'refused' })
    expect(await queuesOf(reference)).toContain('BEACON declined')
    await correct(worker(), reference, { consentSupport: 'given' })
    expect(await queuesOf(reference)).toContain('BEACON new')
  })

  it('a tip about a place does not become a person', async () => {
    const reference = await send(agrees)
    expect(await correct(worker(), reference, { who: 'place', placeAges: 'adults' })).toMatchObject(
      { form: { problems: [{ question: 'who' }], typed: { who: 'place' } } },
    )
    expect((await referralOf(reference)).corrections).toEqual([])
  })
})

describe('somebody at work is said to be involved after it was sent', () => {
  it('in the police: they see it no more, nobody of them is told, and the lead has it', async () => {
    const reference = await send(agrees)
    await act(person('officer'), reference, 'POLICE', 'accept')
    await correct(worker(), reference, { implicated: 'police' })
    for (const name of ['officer', 'supervisor', 'referrer.police'])
      await expect(findCase(person(name), reference)).rejects.toEqual(new NotFound())
    expect(await queuesOf(reference)).toEqual(['BEACON new', 'NRM new', 'POLICE moved'])
    await findCase(person('lead'), reference)
    const { id, hiddenFrom, restricted } = await referralOf(reference)
    const deliveries = await asOwner(async (tx) => {
      await tx.$queryRaw`select hand_over_messages(now() + interval '1 hour', now(), '{}', '{}', null)`
      return tx.delivery.findMany({
        where: { message: { referralId: id, type: 'referral.corrected' } },
        select: { account: { select: { role: true } } },
      })
    })
    expect([...new Set(deliveries.map(({ account }) => account.role))].sort()).toEqual([
      'beacon_worker',
      'first_responder_desk',
    ])
    expect(hiddenFrom).toContain(person('officer').organisation.id)
    expect(restricted).toBe(true)
  })

  it('in the council that has it to submit: another organisation has it, and the author a receipt', async () => {
    const reference = await send(agrees)
    await act(person('desk'), reference, 'NRM', 'accept')
    expect(await correct(worker(), reference, { implicated: 'referrer' })).toMatchObject({
      isHidden: true,
    })
    await expect(findCase(worker(), reference)).rejects.toEqual(new NotFound())
    await expect(findCase(person('desk'), reference)).rejects.toEqual(new NotFound())
    const item = (await referralOf(reference)).items.find(({ queue }) => queue === 'NRM')
    expect(item).toMatchObject({ state: 'new', ownerId: null })
    expect(item?.handlerId).not.toBe(person('desk').organisation.id)
  })
})

describe('what the person agreed to', () => {
  it('is entered again where it changed, and the old entry stays', async () => {
    const reference = await send(notAsked)
    await correct(worker(), reference, { consentPoliceIdentity: 'given' })
    const { consents } = await referralOf(reference)
    expect(consents.map(({ purpose, answer }) => `${purpose} ${answer}`)).toEqual([
      'nrm not_asked',
      'police_identity not_asked',
      'support not_asked',
      'police_identity given',
    ])
  })

  it('withdrawn from police: they know the name no more, nor what it was corrected to', async () => {
    const reference = await send(agrees)
    await correct(worker(), reference, { givenNames: 'Dimitrios' }, 'Misspelt: Dimitrios')
    const officer = person('officer')
    expect(await typedAs(officer, reference)).toMatchObject({ givenNames: 'Dimitrios' })
    await correct(worker(), reference, { consentPoliceIdentity: 'refused' }, 'Dimitrios said so')
    const seen = await findCase(officer, reference)
    expect(seen.audience).toBe('police_withheld')
    expect(seen.corrections).toMatchObject([
      { question: 'consentPoliceIdentity', old: 'given', new: 'refused', why: '' },
    ])
    expect(JSON.stringify([seen.typed, seen.corrections])).not.toContain('Dimit')
    const rows = await withActor(officer, (tx) =>
      tx.correction.findMany({ where: { referral: { reference } }, select: { question: true } }),
    )
    expect(rows).toEqual([{ question: 'consentPoliceIdentity' }])
  })

  it('a consent that the desk confirmed does not outlast the agreement', async () => {
    const reference = await send(agrees)
    const desk = person('desk')
    await act(desk, reference, 'NRM', 'accept')
    const { items } = await referralOf(reference)
    const version = items.find(({ queue }) => queue === 'NRM')?.version ?? 0
    const form = new URLSearchParams({ confirm: 'yes' })
    const asked = { reference, queue: 'NRM', action: 'confirm_consent', version, form } as const
    expect(await takeAction(desk, asked)).toHaveProperty('act')
    await correct(worker(), reference, { consentNrm: 'withdrawn' })
    const { work } = await findCase(desk, reference)
    const submit = work.items[0]?.offers.find(({ action }) => action === 'submit')
    expect(submit?.blocked).toMatch(/Confirm with the person/)
  })

  it('danger that overrides it is reviewed by the lead', async () => {
    const reference = await send({ ...agrees, consentPoliceIdentity: 'refused' })
    const before = new Date()
    await correct(worker(), reference, { immediateDanger: 'yes', safePlaceTonight: 'no' })
    expect(await messagesSince(reference, before)).toContain(
      'identity.overridden role:safeguarding_lead P1',
    )
    expect((await eventsOf(reference)).map(({ type }) => type)).toContain('consent.overridden')
  })
})

describe('who corrects', () => {
  it('whoever sent it, and the desk that has it, who tells the referrer', async () => {
    const reference = await send(agrees)
    await correct(worker(), reference, { contactPhone: '07700 900 997' })
    const before = new Date()
    await correct(person('desk'), reference, { contactPhone: '07700 900 996' })
    expect(await typedAs(worker(), reference)).toMatchObject({ contactPhone: '07700 900 996' })
    expect(await messagesSince(reference, before)).toContain(
      `referral.state_changed account:${worker().accountId} P3`,
    )
  })

  it.each(['officer', 'supervisor', 'beacon', 'lead', 'colleague.referrer.council'])(
    'not %s, who may see it',
    async (name) => {
      const reference = await send(agrees)
      const actor = person(name)
      await findCase(actor, reference)
      if (name === 'lead') await openWithReason(actor, reference)
      await expect(findCorrectable(actor, reference)).rejects.toBeInstanceOf(NotAllowed)
      const form = correctionPosted({ contactPhone: '07700 900 995' })
      const post = correctAnswers(actor, { reference, question: 'contactPhone', version: 0, form })
      await expect(post).rejects.toBeInstanceOf(NotAllowed)
      const { id, corrections } = await referralOf(reference)
      expect(corrections).toEqual([])
      const forged = withActor(
        actor,
        (tx) => tx.$queryRaw`
          insert into correction (id, referral_id, question, part, words, account_id, organisation_id, at)
          values (gen_random_uuid(), ${id}::uuid, 'who', 'story', '', ${actor.accountId}::uuid,
            ${actor.organisation.id}::uuid, now())`,
      )
      await expect(forged).rejects.toThrow(/row-level security/)
    },
  )

  it.each(['referrer.nhs', 'admin', 'auditor'])('for %s there is nothing', async (name) => {
    const reference = await send(agrees)
    await expect(findCorrectable(person(name), reference)).rejects.toEqual(new NotFound())
    const form = correctionPosted({ contactPhone: '07700 900 994' })
    const post = correctAnswers(person(name), {
      reference,
      question: 'contactPhone',
      version: 0,
      form,
    })
    await expect(post).rejects.toEqual(new NotFound())
  })

  it('nobody, once everybody has finished', async () => {
    const reference = await send(agrees)
    for (const [name, queue] of [
      ['desk', 'NRM'],
      ['beacon', 'BEACON'],
      ['officer', 'POLICE'],
    ] as const)
      await act(person(name), reference, queue, 'decline')
    await expect(findCorrectable(worker(), reference)).rejects.toThrow(/finished/)
  })

  it('not a question that was never asked', async () => {
    const reference = await send(agrees)
    for (const question of ['childTold', 'placeAges', 'why', 'constructor', '']) {
      const form = correctionPosted({ [question]: 'yes' })
      const post = correctAnswers(worker(), { reference, question, version: 0, form })
      await expect(post).rejects.toEqual(new NotFound())
    }
  })
})

describe('what is kept of a correction', () => {
  it('the old answer, the new one and why, for those who may know the answer, and no word outside the seal', async () => {
    const reference = await send(agrees)
    await correct(worker(), reference, { familyName: 'Canaryova' }, 'The passport says Canaryova')
    const expected = {
      question: 'familyName',
      old: 'Petrov',
      new: 'Canaryova',
      why: 'The passport says Canaryova',
    }
    for (const actor of [worker(), person('desk'), person('officer')])
      expect((await findCase(actor, reference)).corrections).toMatchObject([expected])
    expect((await findCase(person('beacon'), reference)).corrections).toMatchObject([
      { ...expected, why: '' },
    ])
    for (const actor of [person('lead'), colleagueOf(worker())])
      expect((await findCase(actor, reference)).corrections).toEqual([])
    expect(JSON.stringify(await asOwner(dumpDatabase))).not.toContain('Canaryova')
    expect(await eventsOf(reference)).toContainEqual({
      type: 'answer.corrected',
      detail: { act: expect.any(String) as string, questions: ['familyName'] },
    })
  })

  it('everything that changes with an answer, and the details ask what they now need', async () => {
    const reference = await send(agrees)
    await correct(worker(), reference, { who: 'child', dateOfBirth: born, childTold: 'yes' })
    const { typed, corrections } = await findCase(worker(), reference)
    expect(corrections.map(({ question }) => question).sort()).toEqual([
      ...['capacity', 'childTold', 'consentNrm', 'consentPoliceIdentity', 'consentSupport'],
      ...['dateOfBirth', 'who'],
    ])
    expect(typed).toMatchObject({ who: 'child', childTold: 'yes', consentNrm: '' })
    const stepsOf = async (one: string) =>
      (await findDetails(worker(), one)).walked.stops.flatMap(({ questions }) => questions)
    expect(await stepsOf(reference)).not.toEqual(await stepsOf(await send(agrees)))
  })

  it('the corrected name leads to the case, and so does the old one', async () => {
    const reference = await send(agrees)
    const { id } = await referralOf(reference)
    const terms = () => asOwner((tx) => tx.searchTerm.count({ where: { referralId: id } }))
    const before = await terms()
    await correct(worker(), reference, { familyName: 'Quillfeather' })
    expect(await terms()).toBeGreaterThan(before)
  })
})

describe('who is told', () => {
  it('whoever works it: the owner where it has one, the queue where not; and new queues as of any other', async () => {
    const reference = await send({ ...agrees, consentSupport: 'refused' })
    await act(person('officer'), reference, 'POLICE', 'accept')
    const before = new Date()
    await correct(worker(), reference, { consentSupport: 'given' })
    expect(await messagesSince(reference, before)).toEqual([
      'item.arrived queue:BEACON P3',
      `referral.corrected account:${person('officer').accountId} P3`,
      'referral.corrected queue:NRM P3',
    ])
  })

  it('whoever accepted a share of it, until it ends', async () => {
    const reference = await send(agrees)
    const { id } = await referralOf(reference)
    const adviser = person('referrer.charity')
    const share = {
      referralId: id,
      kind: 'referral',
      purpose: 'support',
      basis: 'consent',
    } as const
    const at = new Date()
    await asOwner((tx) =>
      tx.share.createMany({
        data: [null, at].map((endedAt) => ({
          ...share,
          id: randomUUID(),
          fromOrganisationId: person('beacon').organisation.id,
          toOrganisationId: (endedAt ? person('referrer.fire') : adviser).organisation.id,
          offeredAt: at,
          offeredBy: person('beacon').accountId,
          acceptedAt: at,
          acceptedBy: (endedAt ? person('referrer.fire') : adviser).accountId,
          endedAt,
        })),
      }),
    )
    await correct(worker(), reference, { contactPhone: '07700 900 991' })
    expect(await messagesSince(reference, at)).toEqual([
      `referral.corrected account:${adviser.accountId} P3`,
      'referral.corrected queue:BEACON P3',
      'referral.corrected queue:NRM P3',
      'referral.corrected queue:POLICE P3',
    ])
  })

  it('the lead of what is on hold, and whoever has a new duty', async () => {
    const reference = await send(notAsked)
    const before = new Date()
    await correct(worker(), reference, { who: 'child', dateOfBirth: born, childTold: 'no' })
    expect(await messagesSince(reference, before)).toEqual([
      'duty.opened queue:POLICE P2',
      'item.arrived queue:NRM P2',
      'item.arrived queue:POLICE P2',
      'referral.corrected role:safeguarding_lead P2',
    ])
  })
})

describe('nothing that was typed is lost', () => {
  const pathOf = (reference: string, question: string) => `/cases/${reference}/correct/${question}`
  const postTo = async (actor: Actor, reference: string, question: string, form: URLSearchParams) =>
    post(postForm, pathOf(reference, question), { reference, question }, form, {
      cookie: await cookieOf(actor),
    })

  it('the list leads to each question, and its page shows the present answer', async () => {
    const reference = await send(agrees)
    const cookie = await cookieOf(worker())
    const list = await get(showList, `/cases/${reference}/correct`, { reference }, { cookie })
    expect(await list.text()).toContain(`href="${pathOf(reference, 'contactPhone')}"`)
    const question = 'contactPhone'
    const drawn = await get(
      showForm,
      pathOf(reference, question),
      { reference, question },
      { cookie },
    )
    expect(await drawn.text()).toContain('value="07700 900201"')
  })

  it('where why is missing, or the answer is wrong, or the same', async () => {
    const reference = await send(agrees)
    for (const [form, message, kept] of [
      [correctionPosted({ contactPhone: '07700 900 993' }, ''), 'Enter why it changes', '900 993'],
      [correctionPosted({ contactPhone: 'no phone' }), 'must be a phone number', 'no phone'],
      [correctionPosted({ contactPhone: '' }), 'Enter the phone number', 'They told me more'],
      [correctionPosted({ contactPhone: '07700 900201' }), 'the same as before', '900201'],
    ] as const) {
      form.set('version', '0')
      const answer = await postTo(worker(), reference, 'contactPhone', form)
      const html = await answer.text()
      expect([answer.status, html.includes(message), html.includes(kept)]).toEqual([
        422,
        true,
        true,
      ])
    }
    expect((await referralOf(reference)).corrections).toEqual([])
  })

  it('where the answer leads to more questions: they are asked on the same page, without reproach', async () => {
    const reference = await send(agrees)
    const form = correctionPosted({ who: 'child' }, 'They are younger')
    form.set('version', '0')
    const answer = await postTo(worker(), reference, 'who', form)
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).not.toContain('govuk-error-summary')
    expect(html).toContain('name="also" value="childTold,dateOfBirth"')
    expect(html).toContain('name="childTold"')
    expect(html).toContain('value="1981"')
    expect(html).toContain('They are younger')
  })

  it('where somebody else corrected it first: what they typed stands beside what happened', async () => {
    const reference = await send(agrees)
    await correct(person('desk'), reference, { contactPhone: '07700 900 992' })
    const form = correctionPosted({ familyName: 'Petkov' }, 'Misspelt')
    form.set('version', '0')
    const answer = await postTo(worker(), reference, 'familyName', form)
    const html = await answer.text()
    expect(answer.status).toBe(409)
    expect(html).toContain('Somebody corrected this referral')
    expect(html).toContain('value="Petkov"')
    expect(html).toContain('name="version" value="1"')
  })

  it('where it is pressed twice: it is corrected once', async () => {
    const reference = await send(agrees)
    const form = correctionPosted({ familyName: 'Petkov' })
    form.set('version', '0')
    const both = await Promise.all(
      [form, form].map((one) => postTo(worker(), reference, 'familyName', one)),
    )
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect((await referralOf(reference)).corrections).toHaveLength(1)
  })

  it('of ten who correct different answers at once, one is first and nine are told', async () => {
    const reference = await send(agrees)
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        correctAnswers(worker(), {
          reference,
          question: 'contactPhone',
          version: 0,
          form: correctionPosted({ contactPhone: `07700 900 90${index}` }),
        }),
      ),
    )
    expect(all.filter((one) => 'corrected' in one)).toHaveLength(1)
    expect(all.filter((one) => 'form' in one && one.isStale)).toHaveLength(9)
    expect((await referralOf(reference)).corrections).toHaveLength(1)
  })
})
