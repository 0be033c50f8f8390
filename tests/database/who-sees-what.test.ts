import { beforeAll, describe, expect, it } from 'vitest'
import { GET as openCase } from '@/app/cases/[reference]/route'
import type { Actor } from '@/lib/access/actor'
import { findCase } from '@/lib/casework/find-case'
import { maskedAnswer } from '@/lib/contact/masked'
import { findOwnReferrals } from '@/lib/casework/find-referrals'
import { findState } from '@/lib/casework/find-state'
import { findWorklist } from '@/lib/casework/find-worklist'
import { findEvents } from '@/lib/audit/find-events'
import type { Audience } from '@/lib/disclosure/field-sets'
import type { RawAnswers, Sensitivity } from '@/lib/journey/question'
import { allQuestions } from '@/lib/referral/all-questions'
import { findDetails } from '@/lib/referral/find-details'
import { findReceipt } from '@/lib/referral/find-receipt'
import { questionOf } from '@/lib/referral/question-of'
import { questions } from '@/lib/referral/questions'
import { makeReference } from '@/lib/referral/reference'
import { saveDetails } from '@/lib/referral/save-details'
import { NotFound } from '@/lib/refusals'
import { decision, type Decision } from '@/lib/routing/decision'
import { queues, type Queue } from '@/lib/routing/queues'
import { answersOf } from '@/tests/support/answers-of'
import { canaryOf, detailsWithCanaries, withCanaries } from '@/tests/support/canaries'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { formOf } from '@/tests/support/form-of'
import { openWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get } from '@/tests/support/requests'
import { sendTyped } from '@/tests/support/send-answers'
import cases from '@/tests/domain/routing-cases.json'

const database = testDatabase()
const { asOwner } = database
const { person, referrerOf, colleagueOf } = countyPeople(database)

interface Sent {
  readonly author: Actor
  readonly reference: string
  readonly decision: Decision
  readonly typed: RawAnswers
}
const sent = new Map<string, Sent>()

/** Cases of the implicated, beside the worked ones: what is changed in which of them. */
const implicated = {
  'an NHS colleague is involved': ['V16', 'referrer.nhs', 'referrer'],
  'a police colleague is involved': ['V02', 'referrer.police', 'referrer'],
  'a constable is involved': ['V01', 'referrer.council', 'police'],
  'a constable is involved, says one': ['V11', 'referrer.police', 'police'],
} as const

const workedCase = (id: string) => {
  const found = cases.find((one) => one.id === id)
  if (!found) throw new Error(`${id} is gone`)
  return found
}

const send = async (name: string, author: Actor, typed: RawAnswers, withDetails: boolean) => {
  const { reference } = await sendTyped(author, typed)
  const row = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
  if (withDetails) {
    const { journey, typed: details } = detailsWithCanaries(typed)
    const form = formOf(journey.questions, details)
    const { walked } = await findDetails(author, reference)
    for (const { step } of walked.stops) await saveDetails(author, reference, step.id, form)
  }
  sent.set(name, { author, reference, decision: decision.parse(row.decision), typed })
}

beforeAll(async () => {
  for (const routingCase of cases) {
    const { answers, organisationType } = answersOf(routingCase)
    await send(routingCase.id, referrerOf(organisationType), withCanaries(answers), true)
  }
  for (const [name, [id, from, who]] of Object.entries(implicated)) {
    const typed = withCanaries({ ...answersOf(workedCase(id)).answers, implicated: who })
    await send(name, person(from), typed, false)
  }
})

const theCase = (name: string) => {
  const found = sent.get(name)
  if (!found) throw new Error(`${name} was not sent`)
  return found
}

/** What each audience may see, written out here a second time. */
const mayKnow: Readonly<Record<Audience, readonly Sensitivity[]>> = {
  referrer: ['identity', 'contact', 'account', 'need', 'fact'],
  referrer_organisation: ['fact'],
  police_named: ['identity', 'contact', 'account', 'need', 'fact'],
  police_withheld: ['fact'],
  police_tip: ['contact', 'account', 'need', 'fact'],
  beacon_worker: ['identity', 'contact', 'need'],
  first_responder_desk: ['identity', 'contact', 'account', 'need', 'fact'],
  partner_support: ['identity', 'contact', 'need'],
  partner_safeguarding: ['identity', 'contact', 'account', 'need', 'fact'],
  partner_advice: ['need', 'fact'],
  safeguarding_lead: ['account', 'need', 'fact'],
}

/** The questions whose answers tell who, where or what story, written out so that none slips away. */
const guarded: Readonly<Record<string, readonly (keyof typeof questions)[]>> = {
  identity: ['givenNames', 'familyName', 'dateOfBirth'],
  contact: [
    ...(['placeNow', 'contactChannels', 'contactPhone', 'contactText', 'contactEmail'] as const),
    ...(['contactAddress', 'contactThrough', 'contactNotes'] as const),
  ],
  account: ['account', 'implicated'],
  need: [
    ...(['language', 'interpreter', 'urgentMedical', 'suicideRisk', 'safePlaceTonight'] as const),
    ...(['careNeeds', 'childrenAtRisk', 'capacity', 'bestInterests'] as const),
  ],
}

it('no question has slipped out of its kind', () => {
  for (const [kind, ids] of Object.entries(guarded))
    for (const id of ids) expect([id, questions[id].sensitivity]).toEqual([id, kind])
})

/** As whom a role should look at a case; nothing where it should not see that there is one. */
const audienceFor = (role: string, { decision: told, typed }: Sent): Audience | undefined => {
  const item = (queue: Queue) => told.items.find((one) => one.queue === queue)
  const police = item('POLICE')
  switch (role) {
    case 'author':
      return 'referrer'
    case 'colleague':
      return 'referrer_organisation'
    case 'officer':
    case 'supervisor':
      if (!police) return undefined
      if (police.identity === 'shared') return 'police_named'
      return typed.who === 'place' ? 'police_tip' : 'police_withheld'
    case 'beacon':
      return item('BEACON') && 'beacon_worker'
    case 'desk':
      return item('NRM') && 'first_responder_desk'
    case 'lead':
      return 'safeguarding_lead'
    default:
      return undefined
  }
}

const roles = [
  ...(['author', 'colleague', 'stranger', 'officer', 'supervisor'] as const),
  ...(['beacon', 'desk', 'lead', 'admin', 'auditor'] as const),
]
const actorFor = (role: string, { author }: Sent): Actor => {
  if (role === 'author') return author
  if (role === 'colleague') return colleagueOf(author)
  if (role === 'stranger')
    return person(author.organisation.type === 'fire' ? 'referrer.school' : 'referrer.fire')
  return person(role)
}

const canaries = Object.entries(allQuestions).flatMap(([id, question]) => {
  const canary = canaryOf(id, question)
  return canary === undefined ? [] : [[id, canary] as const]
})
const canariesIn = (text: string) =>
  canaries.filter(([, canary]) => text.includes(canary)).map(([id]) => id)
const inText = (value: unknown) =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part))

describe.each(roles)('%s', (role) => {
  it.each(cases.map(({ id, title }) => [id, title] as const))('and case %s: %s', async (id) => {
    const subject = theCase(id)
    const actor = actorFor(role, subject)
    const audience = audienceFor(role, subject)
    if (role === 'lead') await openWithReason(actor, subject.reference)
    const answer = await get(
      openCase,
      `/cases/${subject.reference}`,
      { reference: subject.reference },
      { cookie: await cookieOf(actor) },
    )
    const html = await answer.text()
    if (!audience) {
      await expect(findCase(actor, subject.reference)).rejects.toEqual(new NotFound())
      expect(answer.status).toBe(404)
      expect(canariesIn(html)).toEqual([])
      return
    }
    const found = await findCase(actor, subject.reference)
    expect(found.audience).toBe(audience)
    const allowed = (name: string) => {
      const question = questionOf(name)
      return (
        question?.about === 'referrer' ||
        mayKnow[audience].includes(question?.sensitivity ?? 'identity')
      )
    }
    expect(Object.keys(found.typed).filter((name) => !allowed(name))).toEqual([])
    expect(canariesIn(inText(found)).filter((name) => !allowed(name))).toEqual([])
    // The page says what the verb gave, but for how they are reached, and the verb gave all that was sent
    // and is allowed.
    expect(answer.status).toBe(200)
    expect(canariesIn(html)).toEqual(
      canariesIn(inText(found)).filter((name) => !maskedAnswer(name, '')),
    )
    const typed = Object.entries(subject.typed).filter(([name, raw]) => allowed(name) && raw.length)
    for (const [name, raw] of typed)
      if (questionOf(name)) expect([name, found.typed[name]]).toEqual([name, raw])
  })
})

describe('the police, of a person who has not agreed', () => {
  it('learn no name, place or story, in the case or in the queue', async () => {
    const withheld = cases.filter(
      ({ id }) => audienceFor('officer', theCase(id)) === 'police_withheld',
    )
    expect(withheld.length).toBeGreaterThan(1)
    for (const { id } of withheld) {
      const { typed } = await findCase(person('officer'), theCase(id).reference)
      const told = Object.values(guarded)
        .flat()
        .filter((name) => name in typed)
      expect(told).toEqual([])
    }
    expect(canariesIn(inText(await findWorklist(person('officer'), 'POLICE')))).toEqual([])
  })
})

describe('an implicated organisation never sees the case', () => {
  const sees = (actor: Actor, reference: string) =>
    findCase(actor, reference).then(
      () => true,
      () => false,
    )
  const names = [
    'officer',
    'supervisor',
    'beacon',
    'desk',
    'lead',
    'referrer.nhs',
    'referrer.police',
  ]

  it.each<[keyof typeof implicated, string[]]>([
    ['an NHS colleague is involved', ['supervisor', 'beacon', 'desk', 'lead']],
    ['a police colleague is involved', ['beacon', 'lead']],
    ['a constable is involved', ['beacon', 'desk', 'lead']],
    ['a constable is involved, says one', ['beacon', 'desk', 'lead']],
  ])('%s: %j see it', async (name, expected) => {
    const { reference } = theCase(name)
    const seen = await Promise.all(
      names.map(async (one) => ((await sees(person(one), reference)) ? [one] : [])),
    )
    expect(seen.flat()).toEqual(expected)
  })

  it.each<[keyof typeof implicated, string[]]>([
    ['an NHS colleague is involved', ['referrer.nhs', 'colleague.referrer.nhs']],
    ['a police colleague is involved', ['referrer.police', 'colleague.referrer.police', 'officer']],
    ['a constable is involved', ['referrer.police', 'officer', 'supervisor']],
    ['a constable is involved, says one', ['referrer.police', 'officer', 'supervisor']],
  ])('%s: nowhere, for %j', async (name, people) => {
    const { reference } = theCase(name)
    for (const one of people) {
      const actor = person(one)
      const lists = [await findOwnReferrals(actor, 500)]
      expect(lists.flat().map((line) => line.reference)).not.toContain(reference)
      await expect(findState(actor, reference)).rejects.toEqual(new NotFound())
      await expect(findDetails(actor, reference)).rejects.toEqual(new NotFound())
      await expect(findCase(actor, reference)).rejects.toEqual(new NotFound())
      if (actor.role !== 'referrer')
        expect(
          (await findWorklist(actor, 'POLICE')).items.map((item) => item.reference),
        ).not.toContain(reference)
    }
  })

  it.each(Object.keys(implicated))('%s: whoever sent it has the receipt', async (name) => {
    const { author, reference } = theCase(name)
    const isHidden = name !== 'a constable is involved'
    expect(await findReceipt(author, reference)).toMatchObject({ reference, hidden: isHidden })
    await expect(findReceipt(colleagueOf(author), reference)).rejects.toEqual(new NotFound())
  })

  it('and a restricted item is for the supervisor, not for the officer', async () => {
    const { reference } = theCase('an NHS colleague is involved')
    const inQueue = async (name: string) =>
      (await findWorklist(person(name), 'POLICE')).items.map((item) => item.reference)
    expect(await inQueue('supervisor')).toContain(reference)
    expect(await inQueue('officer')).not.toContain(reference)
  })
})

describe('lists', () => {
  const referencesWith = (queue: Queue) =>
    [...sent].flatMap(([, { reference, decision: told }]) =>
      told.queues.includes(queue) ? [reference] : [],
    )

  it.each<[Queue, string, missing: string[]]>([
    ['POLICE', 'supervisor', ['a police colleague is involved']],
    ['POLICE', 'officer', ['a police colleague is involved', 'an NHS colleague is involved']],
    ['BEACON', 'beacon', []],
    ['NRM', 'desk', []],
    ['NRM', 'lead', []],
    ['BEACON', 'lead', []],
    ['POLICE', 'lead', []],
  ])('the %s queue holds what is in it, for %s', async (queue, name, missing) => {
    const actor = person(name)
    const { items } = await findWorklist(actor, queue)
    const hidden = missing.map((one) => theCase(one).reference)
    const expected = referencesWith(queue).filter((reference) => !hidden.includes(reference))
    expect(items.map(({ reference }) => reference).sort()).toEqual(expected.sort())
    expect(canariesIn(inText(items))).toEqual([])
    const order = items.map(({ priority, enteredAt }) => `${priority} ${enteredAt.toISOString()}`)
    expect(order).toEqual([...order].sort())
  })

  const workers = {
    NRM: ['desk', 'lead'],
    BEACON: ['beacon', 'lead'],
    POLICE: ['officer', 'supervisor', 'lead'],
  }
  const everybody = [
    ...(['officer', 'supervisor', 'beacon', 'desk', 'lead', 'admin', 'auditor'] as const),
    ...(['referrer.nhs', 'referrer.police', 'referrer.beacon'] as const),
  ]
  it.each(Object.keys(queues) as Queue[])('the %s queue is closed to all others', async (queue) => {
    for (const name of everybody) {
      const list = findWorklist(person(name), queue)
      if (workers[queue].includes(name)) await list
      else await expect(list).rejects.toEqual(new NotFound())
    }
  })

  it('what is on hold is for the safeguarding lead alone', async () => {
    const held = [...sent.values()].flatMap(({ reference, decision: told }) =>
      told.primary === 'HOLD' ? [reference] : [],
    )
    expect(held.length).toBeGreaterThan(0)
    const { items } = await findWorklist(person('lead'), 'HOLD')
    expect(items.map(({ reference }) => reference).sort()).toEqual(held.sort())
    for (const name of everybody.filter((one) => one !== 'lead'))
      await expect(findWorklist(person(name), 'HOLD')).rejects.toEqual(new NotFound())
  })

  it('a referrer has the referrals of their own organisation and no other', async () => {
    for (const name of ['referrer.nhs', 'referrer.council', 'referrer.police', 'referrer.fire']) {
      const actor = person(name)
      const own = [...sent].flatMap(([title, { author, reference }]) =>
        author.organisation.id === actor.organisation.id &&
        (!(title in implicated) || title === 'a constable is involved')
          ? [reference]
          : [],
      )
      const lines = await findOwnReferrals(actor, 500)
      expect(lines.map(({ reference }) => reference).sort()).toEqual(own.sort())
      expect(canariesIn(inText(lines))).toEqual([])
      for (const reference of own)
        expect(await findState(actor, reference)).toMatchObject({ reference })
    }
    for (const name of ['officer', 'lead', 'admin', 'auditor'])
      expect(await findOwnReferrals(person(name))).toEqual([])
  })

  it('the audit trail is for the auditor, and holds nothing that was typed', async () => {
    expect(canariesIn(inText(await findEvents(person('auditor'))))).toEqual([])
    for (const name of everybody.filter((one) => one !== 'auditor'))
      await expect(findEvents(person(name))).rejects.toEqual(new NotFound())
  })
})

describe('not visible and not existing are the same', () => {
  const nowhere = makeReference(new Uint8Array([3, 1, 4, 1, 5, 9, 2, 6]))
  const verbs: Record<string, (actor: Actor, reference: string) => Promise<unknown>> = {
    'opening the case': findCase,
    'asking for its state': findState,
    'asking for its receipt': findReceipt,
    'reading its details': findDetails,
    'saving its details': (actor, reference) =>
      saveDetails(actor, reference, 'background', new URLSearchParams()),
  }
  it.each(Object.entries(verbs))('when %s', async (_, act) => {
    const hidden = theCase('V01').reference
    for (const reference of [hidden, nowhere, hidden.slice(0, -1), 'HMS', '', '\0', '%'])
      await expect(act(person('referrer.fire'), reference)).rejects.toEqual(new NotFound())
  })

  it('and the two pages differ in nothing', async () => {
    const cookie = await cookieOf(person('referrer.fire'))
    const pages = await Promise.all(
      [theCase('V01').reference, nowhere].map(async (reference) => {
        const answer = await get(openCase, `/cases/${reference}`, { reference }, { cookie })
        const html = (await answer.text()).replaceAll(reference, '')
        return [answer.status, [...answer.headers], html]
      }),
    )
    expect(pages[0]).toEqual(pages[1])
  })
})
