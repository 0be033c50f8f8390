import { beforeAll, describe, expect, it } from 'vitest'
import { GET as openCase } from '@/app/cases/[reference]/route'
import { GET as askShare, POST as postOffer } from '@/app/cases/[reference]/share/route'
import { GET as openShares } from '@/app/shares/route'
import { GET as openShare, POST as postShare } from '@/app/shares/[share]/route'
import type { Actor } from '@/lib/access/actor'
import { endShare } from '@/lib/casework/end-share'
import { findCase } from '@/lib/casework/find-case'
import { findMatches } from '@/lib/casework/find-matches'
import { findShare, findShares } from '@/lib/casework/find-shares'
import { offerShare } from '@/lib/casework/offer-share'
import { saysWho } from '@/lib/casework/share-rules'
import { sharePurposes, type SharePurpose } from '@/lib/casework/shares'
import { atMoment } from '@/lib/clock'
import { type Tx, withActor } from '@/lib/database/with-actor'
import { sensitivities, type Sensitivity } from '@/lib/journey/question'
import { allQuestions } from '@/lib/referral/all-questions'
import { findDetails } from '@/lib/referral/find-details'
import { questionOf } from '@/lib/referral/question-of'
import { saveDetails } from '@/lib/referral/save-details'
import { NotFound } from '@/lib/refusals'
import { canaryOf, detailsWithCanaries, withCanaries } from '@/tests/support/canaries'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { formOf } from '@/tests/support/form-of'
import { openWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { dayIn, shareForm, sharing } from '@/tests/support/sharing'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person, colleagueOf } = countyPeople(database)
const { act, send, itemOf } = casework(database)
const { answer, offer, share, shareOf } = sharing(database)

const days = (count: number) => new Date(Date.now() + count * 24 * 60 * 60 * 1000)

/** An adult who agrees to everything, with a canary in every text, details, acts and an outcome. */
const sendWithCanaries = async () => {
  const author = person('referrer.nhs')
  const typed = withCanaries(workedCase('V16'))
  const { reference } = await sendTyped(author, typed)
  const { journey, typed: details } = detailsWithCanaries(typed)
  const { walked } = await findDetails(author, reference)
  for (const { step } of walked.stops)
    await saveDetails(author, reference, step.id, formOf(journey.questions, details))
  const hold = { typed: { words: 'Only for those who work it' } }
  await act(person('officer'), reference, 'POLICE', 'hold', hold)
  await act(person('beacon'), reference, 'BEACON', 'hold', hold)
  await act(person('desk'), reference, 'NRM', 'accept')
  await act(person('desk'), reference, 'NRM', 'confirm_consent')
  await act(person('desk'), reference, 'NRM', 'submit')
  return reference
}

const canaries = Object.entries(allQuestions).flatMap(([id, question]) => {
  const canary = canaryOf(id, question)
  return canary === undefined ? [] : [[id, canary] as const]
})
const canariesIn = (text: string) =>
  canaries.filter(([, canary]) => text.includes(canary)).map(([id]) => id)

const findParts = async (tx: Tx, reference: string) => {
  const rows = await tx.answerPart.findMany({ where: { referral: { reference } } })
  return sensitivities.filter((part) => rows.some((row) => row.part === part))
}

/** What somebody sees of a case on every surface that there is. */
const surfaces = async (actor: Actor, reference: string) => {
  const cookie = await cookieOf(actor)
  const page = await get(openCase, `/cases/${reference}`, { reference }, { cookie })
  const lists = await get(openShares, '/shares', {}, { cookie })
  const name = canaryOf('familyName', allQuestions.familyName) ?? ''
  const rows = await withActor(actor, async (tx) => ({
    referral: await tx.referral.count({ where: { reference } }),
    identity: await tx.identity.count({ where: { referral: { reference } } }),
    parts: await findParts(tx, reference),
    item: await tx.item.count({ where: { reference } }),
    act: await tx.act.count({ where: { referral: { reference } } }),
    outcome: await tx.outcome.count({ where: { referral: { reference } } }),
  }))
  const found = await findCase(actor, reference).catch((error: unknown) => {
    expect(error).toEqual(new NotFound())
    return undefined
  })
  return {
    status: page.status,
    page: canariesIn(await page.text()),
    found: canariesIn(JSON.stringify(found ?? '')),
    audience: found?.audience,
    listed: (await lists.text()).includes(reference),
    byName: (await findMatches(actor, name)).matches.some((match) => match.reference === reference),
    rows,
  }
}

const nothing = {
  status: 404,
  page: [],
  found: [],
  audience: undefined,
  listed: false,
  byName: false,
  rows: { referral: 0, identity: 0, parts: [], item: 0, act: 0, outcome: 0 },
}

/** What each purpose lets the other organisation know, written out here a second time. */
const mayKnow: Readonly<Record<SharePurpose, readonly Sensitivity[]>> = {
  support: ['identity', 'contact', 'need'],
  housing: ['identity', 'contact', 'need'],
  health: ['identity', 'contact', 'need'],
  safeguarding: ['identity', 'contact', 'account', 'need', 'fact'],
  investigation: ['identity', 'contact', 'account', 'need', 'fact'],
  advice: ['need', 'fact'],
}

describe.each([
  ['a housing association', 'referrer.housing'],
  ['the desk of a district that did not get it', 'desk.stevenage'],
])('shared with %s', (_, receiver) => {
  it.each(Object.keys(mayKnow) as SharePurpose[])(
    'for %s, nothing is seen before it is accepted, no more than that needs until it ends, and nothing after',
    async (purpose) => {
      const desk = person('desk')
      const other = person(receiver)
      const reference = await sendWithCanaries()
      const id = await offer(desk, reference, shareForm(other, { purpose }))
      expect(await surfaces(other, reference)).toEqual(nothing)
      expect(await findShare(other, id)).toMatchObject({ reference: null, words: null, purpose })

      await answer(other, id, { answer: 'accept' })
      const isAllowed = (name: string) => {
        const question = questionOf(name)
        return (
          question?.about === 'referrer' ||
          mayKnow[purpose].includes(question?.sensitivity ?? 'identity')
        )
      }
      const seen = await surfaces(other, reference)
      expect(seen).toMatchObject({
        status: 200,
        audience: sharePurposes[purpose].audience,
        listed: true,
        byName: saysWho(purpose),
        rows: {
          referral: 1,
          identity: saysWho(purpose) ? 1 : 0,
          parts: mayKnow[purpose],
          item: 0,
          act: 0,
          outcome: 0,
        },
      })
      expect(seen.found.filter((name) => !isAllowed(name))).toEqual([])
      expect(seen.page.filter((name) => !isAllowed(name))).toEqual([])
      expect(seen.found).toContain(saysWho(purpose) ? 'familyName' : 'referrerName')

      expect((await atMoment(days(29), () => surfaces(other, reference))).status).toBe(200)
      expect(await atMoment(days(32), () => surfaces(other, reference))).toEqual(nothing)
      expect(await endShare(desk, id, (await shareOf(id)).version)).toEqual({ done: 'ended' })
      expect(await surfaces(other, reference)).toEqual(nothing)
    },
  )
})

describe('offering', () => {
  let reference = ''
  beforeAll(async () => {
    reference = await send(person('referrer.nhs'), 'V16')
    await openWithReason(person('lead'), reference)
  })
  const problemsOf = async (name: string, but: Readonly<Record<string, string>>) => {
    const done = await offerShare(
      person(name),
      reference,
      shareForm(person('referrer.housing'), but),
    )
    return 'taken' in done ? done.taken.problems.map(({ question }) => question) : []
  }

  it.each<[string, string, Readonly<Record<string, string>>, string[]]>([
    ['without a day', 'desk', { 'until-day': '', 'until-month': '', 'until-year': '' }, ['until']],
    ['until yesterday', 'desk', dayIn(-1), ['until']],
    ['for longer than a year', 'desk', dayIn(370), ['until']],
    ['with one’s own organisation', 'desk', { to: 'hertfordshire-county-council' }, ['to']],
    [
      'with nobody, for nothing, by nothing',
      'desk',
      { to: '', purpose: '', basis: '' },
      ['to', 'purpose', 'basis'],
    ],
    ['by the lead with the name', 'lead', {}, ['purpose']],
    ['with the name and without it', 'desk', { basis: 'no_identity' }, ['basis']],
    [
      'by a consent that was never asked',
      'desk',
      { purpose: 'safeguarding', basis: 'consent' },
      ['basis'],
    ],
    ['a hand-over, away', 'desk', { kind: 'transfer' }, ['kind']],
  ])('is refused %s', async (_, name, but, expected) => {
    expect(await problemsOf(name, but)).toEqual(expected)
  })

  it('keeps what was typed, and is recorded as refused', async () => {
    const done = await offerShare(
      person('desk'),
      reference,
      shareForm(person('referrer.housing'), { words: 'Ring first', basis: '' }),
    )
    expect(done).toMatchObject({ taken: { typed: { words: 'Ring first', purpose: 'support' } } })
    const events = await asOwner((tx) => tx.event.findMany({ where: { type: 'action.refused' } }))
    expect(events.map(({ detail }) => detail)).toContainEqual({
      action: 'offer_share',
      because: 'form',
    })
  })

  it.each(['referrer.nhs', 'desk.stevenage', 'admin', 'auditor'])(
    'is not for %s, who does not work the case',
    async (name) => {
      const actor = person(name)
      const form = shareForm(person('referrer.housing'))
      await expect(offerShare(actor, reference, form)).rejects.toEqual(new NotFound())
      const page = await get(
        askShare,
        `/cases/${reference}/share`,
        { reference },
        { cookie: await cookieOf(actor) },
      )
      expect(page.status).toBe(404)
    },
  )

  it('is not for whoever it was shared with', async () => {
    await share(person('desk'), person('desk.stevenage'), reference, { purpose: 'safeguarding' })
    const form = shareForm(person('referrer.housing'))
    await expect(offerShare(person('desk.stevenage'), reference, form)).rejects.toEqual(
      new NotFound(),
    )
  })

  it('is done once for one purpose, by two at the same time too', async () => {
    const both = await Promise.all(
      ['desk', 'beacon'].map((name) =>
        offerShare(person(name), reference, shareForm(person('referrer.fire'))),
      ),
    )
    expect(both.filter((one) => 'share' in one)).toHaveLength(1)
    expect(both.find((one) => 'taken' in one)).toMatchObject({
      taken: { problems: [{ question: 'to' }] },
    })
    const health = shareForm(person('referrer.fire'), { purpose: 'health' })
    expect(await offerShare(person('desk'), reference, health)).toHaveProperty('share')
  })

  it('never names an organisation that may not see the case', async () => {
    const typed = typedOf({ ...workedCase('V16'), implicated: 'police' })
    const { reference: hidden } = await sendTyped(person('referrer.nhs'), typed)
    const form = shareForm(person('officer'), { purpose: 'advice' })
    expect(await offerShare(person('desk'), hidden, form)).toMatchObject({
      taken: { problems: [{ question: 'to' }] },
    })
  })

  it('tells everybody of the other organisation who may act, and the words are for whoever accepts', async () => {
    const housing = person('referrer.housing')
    const id = await offer(
      person('desk'),
      reference,
      shareForm(housing, { purpose: 'housing', words: 'Ring before you visit' }),
    )
    const told = await asOwner((tx) => tx.message.findMany({ where: { type: 'share.offered' } }))
    expect(told.map(({ recipient }) => recipient)).toContain(
      `organisation:${housing.organisation.id}:referrer`,
    )
    expect((await findShare(housing, id)).words).toBeNull()
    expect((await findShare(person('lead'), id)).words).toBeNull()
    await answer(housing, id, { answer: 'accept' })
    expect((await findShare(colleagueOf(housing), id)).words).toBe('Ring before you visit')
    expect((await findShare(person('lead'), id)).words).toBeNull()
    const { words } = await shareOf(id)
    expect(Buffer.from(words ?? []).toString()).not.toContain('Ring')
  })
})

describe('answering', () => {
  const offered = async () => {
    const reference = await send(person('referrer.nhs'), 'V16')
    return {
      reference,
      id: await offer(person('desk'), reference, shareForm(person('referrer.housing'))),
    }
  }

  const offerByPages = async () => {
    const reference = await send(person('referrer.nhs'), 'V16')
    const cookie = await cookieOf(person('desk'))
    const path = `/cases/${reference}/share`
    const asked = await get(askShare, path, { reference }, { cookie })
    expect(await asked.text()).toContain('Which organisation?')
    const form = shareForm(person('referrer.housing'))
    const wrong = new URLSearchParams({ ...Object.fromEntries(form), basis: 'no_identity' })
    const refused = await post(postOffer, path, { reference }, wrong, { cookie })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('This purpose says who the person is')
    expect((await post(postOffer, path, { reference }, form, { cookie })).status).toBe(303)
    const { id } = await asOwner((tx) =>
      tx.share.findFirstOrThrow({ where: { referral: { reference } } }),
    )
    return { reference, id }
  }

  it('is refused without a reason, and with one is told to whoever offered', async () => {
    const { id, reference } = await offered()
    const housing = person('referrer.housing')
    expect(await answer(housing, id, { answer: 'decline' })).toMatchObject({
      form: { problems: [{ question: 'reason', message: 'Select why you decline' }] },
    })
    expect(await answer(housing, id, { answer: 'decline', reason: 'no_capacity' })).toEqual({
      done: 'declined',
    })
    expect((await surfaces(housing, reference)).status).toBe(404)
    expect(await findShare(person('desk'), id)).toMatchObject({
      state: 'declined',
      declinedBecause: 'no_capacity',
    })
    const told = await asOwner((tx) => tx.message.findMany({ where: { type: 'share.declined' } }))
    expect(told.map(({ recipient }) => recipient)).toEqual([`account:${person('desk').accountId}`])
  })

  it('is for the organisation that it was offered to and no other', async () => {
    const { id } = await offered()
    for (const name of ['referrer.charity', 'referrer.nhs', 'desk.stevenage', 'admin'])
      await expect(answer(person(name), id, { answer: 'accept' })).rejects.toEqual(new NotFound())
    for (const name of ['desk', 'officer', 'lead'])
      expect(await answer(person(name), id, { answer: 'accept' })).toHaveProperty('blocked')
    expect((await shareOf(id)).acceptedAt).toBeNull()
  })

  it('is done once, where ten do it at the same time', async () => {
    const { id } = await offered()
    const both = [person('referrer.housing'), colleagueOf(person('referrer.housing'))]
    const { version } = await shareOf(id)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        answer(both[index % 2] ?? person('referrer.housing'), id, { answer: 'accept' }),
      ),
    )
    expect(answers.filter((one) => 'done' in one)).toHaveLength(1)
    expect(answers.filter((one) => 'blocked' in one)).toHaveLength(9)
    expect((await shareOf(id)).version).toBe(version + 1)
  })

  it('cannot be done of an offer that was taken back, or whose day has passed', async () => {
    const first = await offered()
    await endShare(person('desk'), first.id, 1)
    const housing = person('referrer.housing')
    expect(await answer(housing, first.id, { answer: 'accept' })).toEqual({
      blocked: 'It has ended already',
    })
    const second = await offered()
    expect(
      await atMoment(days(40), () => answer(housing, second.id, { answer: 'accept' })),
    ).toEqual({ blocked: 'It has ended already' })
  })

  it('works by pages alone, and the reference is shown to nobody before', async () => {
    const { id, reference } = await offerByPages()
    const cookie = await cookieOf(person('referrer.housing'))
    const path = `/shares/${id}`
    const before = await (await get(openShare, path, { share: id }, { cookie })).text()
    expect(before).not.toContain(reference)
    expect(before).toContain('Hertfordshire County Council')
    const empty = new URLSearchParams({ version: '1' })
    const wrong = await post(postShare, path, { share: id }, empty, { cookie })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Select if you accept or decline')
    const accept = new URLSearchParams({ version: '1', answer: 'accept' })
    expect((await post(postShare, path, { share: id }, accept, { cookie })).status).toBe(303)
    const late = await post(postShare, path, { share: id }, accept, { cookie })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('It was accepted already')
    const open = () => get(openCase, `/cases/${reference}`, { reference }, { cookie })
    expect((await open()).status).toBe(200)
    const back = new URLSearchParams({ version: '2', end: 'yes' })
    expect((await post(postShare, path, { share: id }, back, { cookie })).status).toBe(303)
    expect((await open()).status).toBe(404)
  })
})

describe('ending', () => {
  it.each([
    ['whoever gave it', 'desk', 'share.ended'],
    ['the lead', 'lead2', 'share.ended'],
    ['a colleague of whoever received it', 'colleague.referrer.housing', 'share.returned'],
  ])('is for %s, at once, and the other side is told', async (_, name, type) => {
    const reference = await send(person('referrer.nhs'), 'V16')
    const housing = person('referrer.housing')
    const id = await share(person('desk'), housing, reference)
    expect((await surfaces(housing, reference)).status).toBe(200)
    expect(await endShare(person(name), id, 2)).toEqual({ done: 'ended' })
    expect((await surfaces(housing, reference)).rows).toEqual(nothing.rows)
    const { id: referralId } = await asOwner((tx) =>
      tx.referral.findUniqueOrThrow({ where: { reference } }),
    )
    const told = await asOwner((tx) => tx.message.findMany({ where: { referralId, type } }))
    const side = type === 'share.ended' ? housing : person('desk')
    for (const { recipient } of told) expect(recipient).toContain(side.organisation.id)
    expect(told.length).toBeGreaterThan(0)
  })

  it('is not for others, nor by somebody who looked before it changed', async () => {
    const reference = await send(person('referrer.nhs'), 'V16')
    const id = await share(person('desk'), person('referrer.housing'), reference)
    await expect(endShare(person('referrer.charity'), id, 2)).rejects.toEqual(new NotFound())
    expect(await endShare(person('officer'), id, 2)).toHaveProperty('blocked')
    expect(await endShare(person('desk'), id, 1)).toHaveProperty('blocked')
    expect((await shareOf(id)).endedAt).toBeNull()
  })

  it('happens by itself after the last day, and is recorded once', async () => {
    const reference = await send(person('referrer.nhs'), 'V16')
    const id = await share(person('desk'), person('referrer.housing'), reference)
    const end = () =>
      asOwner(
        (tx) =>
          tx.$queryRaw`select end_shares(${days(40)}::date, ${days(40)}::timestamptz, array[]::text[])`,
      )
    await end()
    await end()
    expect((await shareOf(id)).endedAt).not.toBeNull()
    const events = await asOwner((tx) => tx.event.findMany({ where: { type: 'share.ended' } }))
    expect(events.filter(({ detail }) => JSON.stringify(detail).includes(id))).toHaveLength(1)
  })
})

describe('giving a case away', () => {
  it('ends the giver’s own work once it is accepted, tells the referrer, and has no last day', async () => {
    const author = person('referrer.nhs')
    const reference = await send(author, 'V16')
    const charity = person('referrer.charity')
    await act(person('beacon'), reference, 'BEACON', 'accept')
    const id = await offer(person('beacon'), reference, shareForm(charity, { kind: 'transfer' }))
    expect(await shareOf(id)).toMatchObject({ until: null, queue: 'BEACON' })
    expect(await itemOf(reference, 'BEACON')).toMatchObject({ state: 'working' })
    const { version } = await itemOf(reference, 'BEACON')
    await answer(charity, id, { answer: 'accept' })
    expect(await itemOf(reference, 'BEACON')).toMatchObject({
      state: 'moved',
      finishedBecause: 'transferred',
      version: version + 1,
    })
    expect(await itemOf(reference, 'POLICE')).toMatchObject({ state: 'new' })
    const told = await asOwner((tx) =>
      tx.message.findMany({
        where: { type: 'referral.state_changed', recipient: `account:${author.accountId}` },
        orderBy: { queuedAt: 'desc' },
      }),
    )
    expect(told.length).toBeGreaterThan(0)
    const later = await atMoment(days(3_000), () => surfaces(charity, reference))
    expect(later).toMatchObject({ status: 200, audience: 'partner_support' })
  })

  it('leaves everything as it is where it is declined', async () => {
    const reference = await send(person('referrer.nhs'), 'V16')
    const charity = person('referrer.charity')
    const id = await offer(person('beacon'), reference, shareForm(charity, { kind: 'transfer' }))
    await answer(charity, id, { answer: 'decline', reason: 'not_ours' })
    expect(await itemOf(reference, 'BEACON')).toMatchObject({ state: 'new' })
  })
})

describe('the database itself', () => {
  it('lets nobody accept for the other side, take back what has ended, or go on from a share', async () => {
    const reference = await send(person('referrer.nhs'), 'V16')
    const [desk, housing, stevenage] = ['desk', 'referrer.housing', 'desk.stevenage'].map(person)
    if (!desk || !housing || !stevenage) throw new Error('They are all known')
    const at = new Date()
    const id = await offer(desk, reference, shareForm(housing))
    const { referralId } = await shareOf(id)
    const refused = /row-level security|permission denied/
    const change = (actor: Actor, data: object) =>
      withActor(actor, (tx) => tx.share.updateMany({ where: { id }, data }))
    await expect(change(desk, { acceptedAt: at })).rejects.toThrow(refused)
    await answer(housing, id, { answer: 'accept' })
    await expect(change(housing, { until: new Date('2099-01-01') })).rejects.toThrow(refused)
    await endShare(desk, id, 2)
    expect(await change(housing, { endedAt: null })).toEqual({ count: 0 })

    await share(desk, stevenage, reference, { purpose: 'advice' })
    const row = {
      referralId,
      purpose: 'support',
      basis: 'safeguarding',
      offeredAt: at,
      offeredBy: stevenage.accountId,
      fromOrganisationId: stevenage.organisation.id,
      toOrganisationId: housing.organisation.id,
    }
    const insert = (data: object) =>
      withActor(stevenage, (tx) =>
        tx.share.createMany({
          data: [{ id: crypto.randomUUID(), kind: 'referral', ...row, ...data }],
        }),
      )
    await expect(insert({})).rejects.toThrow(refused)
    await expect(insert({ kind: 'request', acceptedAt: at })).rejects.toThrow(refused)
    const { organisationId, priority, dueAt } = await itemOf(reference, 'NRM')
    const item = { referralId, reference, organisationId, priority, dueAt, kind: 'case' }
    await expect(
      withActor(person('desk.stevenage'), (tx) =>
        tx.item.createMany({ data: [{ ...item, queue: 'OTHER', identity: 'shared' }] }),
      ),
    ).rejects.toThrow(refused)
  })

  it('lists a share for either side and for nobody else', async () => {
    const reference = await send(person('referrer.nhs'), 'V16')
    const id = await offer(person('desk'), reference, shareForm(person('referrer.school')))
    const holds = async (name: string) => {
      const { waiting, received, given, ended } = await findShares(person(name))
      const lists = { waiting, received, given, ended }
      return Object.entries(lists).flatMap(([list, lines]) =>
        lines.some((line) => line.id === id) ? [list] : [],
      )
    }
    expect(await holds('referrer.school')).toEqual(['waiting'])
    expect(await holds('desk')).toEqual(['given'])
    expect(await holds('lead')).toEqual(['given'])
    for (const name of ['referrer.council', 'referrer.nhs', 'officer', 'beacon', 'lead2'])
      expect([name, await holds(name)]).toEqual([name, []])
    for (const name of ['admin', 'auditor'])
      await expect(findShares(person(name))).rejects.toEqual(new NotFound())
  })
})
