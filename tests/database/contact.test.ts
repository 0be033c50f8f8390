import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  GET as openAttempt,
  POST as postAttempt,
} from '@/app/cases/[reference]/contact/[channel]/route'
import {
  GET as openShow,
  POST as postShow,
} from '@/app/cases/[reference]/contact/[channel]/show/route'
import { GET as openPlan, POST as postPlan } from '@/app/cases/[reference]/contact/plan/route'
import { GET as openContact } from '@/app/cases/[reference]/contact/route'
import { GET as openCase } from '@/app/cases/[reference]/route'
import { atMoment } from '@/lib/clock'
import { becauses } from '@/lib/contact/allowance'
import { findContact } from '@/lib/contact/find-contact'
import { recordAttempt } from '@/lib/contact/record-attempt'
import { requireSafeChannel } from '@/lib/contact/require-safe-channel'
import { savePlan } from '@/lib/contact/save-plan'
import { showContact } from '@/lib/contact/show-contact'
import { withActor } from '@/lib/database/with-actor'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { casework } from '@/tests/support/casework'
import { planForm, planSecrets } from '@/tests/support/contact'
import { correct } from '@/tests/support/correct'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { openWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get, post } from '@/tests/support/requests'

const database = testDatabase()
const { asOwner } = database
const { person, colleagueOf } = countyPeople(database)
const { send } = casework(database)

const nurse = () => person('referrer.nhs')
const beacon = () => person('beacon')
const actorOf = (name: string) => (name === 'colleague' ? colleagueOf(nurse()) : person(name))

/** A Monday that is well after anything was sent: 3pm is safe and 6pm is not. */
const day = (time: string) => new Date(`2030-06-03T${time}:00+01:00`)
const safely = <T>(act: () => Promise<T>) => atMoment(day('15:00'), act)
const late = <T>(act: () => Promise<T>) => atMoment(day('18:00'), act)

const empty = new URLSearchParams()
const reason = { override: 'asked', overrideWords: 'She rang us and asked for it' }
const attempt = (typed: Record<string, string> = {}) =>
  new URLSearchParams({ outcome: 'no_answer', words: 'It rang for long', ...typed })

let reference = ''
beforeEach(async () => {
  reference = await send(nurse(), 'V16')
})

const confirm = (typed: Record<string, string> = {}, version = 0, at = day('09:00')) =>
  atMoment(at, () => savePlan(beacon(), { reference, version, form: planForm(typed, version) }))
const phone = async (at: Date) => {
  const { channels } = await atMoment(at, () => findContact(beacon(), reference))
  return channels.find(({ channel }) => channel === 'phone')?.allowance
}
const show = (form = empty, name = 'beacon') =>
  showContact(person(name), { reference, channel: 'phone', form })
const record = (typed: Record<string, string> = {}, name = 'beacon') =>
  recordAttempt(person(name), { reference, channel: 'phone', form: attempt(typed) })
const idOf = () => asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
const eventsOf = async (...types: string[]) => {
  const { id: referralId } = await idOf()
  return asOwner((tx) =>
    tx.event.findMany({
      where: { type: { in: types }, referralId },
      orderBy: { sequence: 'asc' },
    }),
  )
}
const toldOf = async (type: string) => {
  const { id: referralId } = await idOf()
  const told = await asOwner((tx) =>
    tx.message.findMany({ where: { type, referralId }, orderBy: { recipient: 'asc' } }),
  )
  return told.map(({ recipient }) => recipient)
}

describe('who may see how to contact the person', () => {
  it.each<[string, number, string]>([
    ['beacon', 200, 'V16'],
    ['desk', 200, 'V16'],
    ['officer', 200, 'V16'],
    ['referrer.nhs', 200, 'V16'],
    ['colleague', 403, 'V16'],
    ['lead', 403, 'V16'],
    ['referrer.school', 404, 'V16'],
    ['admin', 404, 'V16'],
    ['auditor', 404, 'V16'],
    ['officer', 403, 'V14'],
  ])('%s gets %i at each page and verb of case %s', async (name, status, id) => {
    const actor = actorOf(name)
    const sent = id === 'V16' ? reference : await send(person('referrer.charity'), id)
    if (name === 'lead') await openWithReason(actor, sent)
    const cookie = await cookieOf(actor)
    const path = `/cases/${sent}/contact`
    const params = { reference: sent, channel: 'phone' }
    const pages = [
      await get(openContact, path, params, { cookie }),
      await get(openPlan, `${path}/plan`, params, { cookie }),
      await get(openAttempt, `${path}/phone`, params, { cookie }),
      await get(openShow, `${path}/phone/show`, params, { cookie }),
    ]
    expect(pages.map((page) => page.status)).toEqual([status, status, status, status])
    const refused = status === 404 ? NotFound : NotAllowed
    const asked = { reference: sent, channel: 'phone', form: empty }
    const verbs = [
      () => showContact(actor, asked),
      () => recordAttempt(actor, { ...asked, form: attempt() }),
      () => savePlan(actor, { reference: sent, version: 0, form: planForm() }),
      () =>
        withActor(actor, (tx) =>
          requireSafeChannel(tx, actor, { reference: sent, channel: 'phone' }),
        ),
    ]
    if (status !== 200)
      for (const verb of verbs) await expect(verb()).rejects.toBeInstanceOf(refused)
    if (status === 404) return
    // And the line on the page of the case is there for the same people.
    const html = await (await get(openCase, `/cases/${sent}`, params, { cookie })).text()
    expect(html.includes(`href="${path}"`)).toBe(status === 200)
  })

  it.each(['lead', 'colleague', 'referrer.school', 'admin', 'auditor'])(
    'beneath the verbs, %s reads no row and writes none',
    async (name) => {
      await confirm()
      await safely(() => record())
      const actor = actorOf(name)
      const rows = await withActor(actor, async (tx) => [
        await tx.contactPlan.count(),
        await tx.contactAttempt.count(),
      ])
      expect(rows).toEqual([0, 0])
      const { id: referralId } = await idOf()
      const write = withActor(actor, (tx) =>
        tx.contactAttempt.createMany({
          data: [
            {
              id: randomUUID(),
              referralId,
              channel: 'phone',
              outcome: 'reached',
              accountId: actor.accountId,
              organisationId: actor.organisation.id,
              role: actor.role,
              at: new Date(),
            },
          ],
        }),
      )
      await expect(write).rejects.toThrow(/row-level security/)
    },
  )

  it('what is recorded is never changed, not by its owner either', async () => {
    await confirm()
    await safely(() => record())
    for (const table of ['contact_plan', 'contact_attempt'])
      await expect(
        asOwner((tx) => tx.$executeRawUnsafe(`update ${table} set role = 'other'`)),
      ).rejects.toThrow(/never changed/)
  })
})

describe('before anybody has confirmed a plan', () => {
  it('nothing is allowed: nobody has said at what times', async () => {
    expect(await phone(new Date())).toMatchObject({ because: 'times_unknown' })
  })

  it('where the referral says that there is no safe way, it says not to try', async () => {
    reference = await send(person('referrer.nhs'), 'V04')
    const { channels } = await findContact(nurse(), reference)
    expect(channels.map(({ allowance }) => allowance)).toEqual(
      channels.map(() => expect.objectContaining({ because: 'no_safe_way' })),
    )
  })

  it('a place without a person has nobody to contact', async () => {
    reference = await send(person('referrer.charity'), 'V13')
    await expect(findContact(person('referrer.charity'), reference)).rejects.toThrow(
      /nobody to contact/,
    )
  })
})

describe('a confirmed plan', () => {
  it('allows what it says when it says it', async () => {
    expect(await confirm()).toEqual({ version: 1 })
    expect(await phone(day('15:00'))).toEqual({ isAllowed: true, until: day('17:00') })
    expect(await phone(day('18:00'))).toEqual({
      isAllowed: false,
      because: 'outside_times',
      next: new Date('2030-06-04T14:00:00+01:00'),
    })
  })

  it('is out of date after 28 days, until it is confirmed again', async () => {
    await confirm()
    const later = new Date('2030-07-02T15:00:00+01:00')
    expect(await phone(later)).toMatchObject({ because: 'out_of_date' })
    await confirm({}, 1, later)
    expect(await phone(later)).toMatchObject({ isAllowed: true })
  })

  it('is out of date at once when an answer about contact is corrected, and not for another', async () => {
    await confirm()
    await safely(() => correct(nurse(), reference, { familyName: 'Srisai-Example' }))
    expect(await phone(day('16:00'))).toMatchObject({ isAllowed: true })
    await safely(() => correct(nurse(), reference, { contactPhone: '07700 900717' }))
    expect(await phone(day('16:00'))).toMatchObject({ because: 'corrected' })
  })

  it('is stopped by a number that was wrong, in that channel', async () => {
    await confirm({ through: 'yes', throughValue: 'A friend' })
    await safely(() => record({ outcome: 'wrong' }))
    expect(await phone(day('16:00'))).toMatchObject({ because: 'wrong' })
  })

  it.each(['refused', 'withdrawn'])('is stopped by consent that is %s', async (answer) => {
    await confirm()
    await asOwner(async (tx) => {
      const { id } = await tx.referral.findUniqueOrThrow({ where: { reference } })
      await tx.consentEntry.create({
        data: {
          referralId: id,
          purpose: 'contact',
          answer,
          wordingVersion: '1',
          capacity: 'no_concern',
          accountId: nurse().accountId,
        },
      })
    })
    expect(await phone(day('15:00'))).toMatchObject({ because: 'refused' })
  })

  it('is of one version: the second who confirms sees that the first did, and keeps what they typed', async () => {
    const cookie = await cookieOf(beacon())
    const params = { reference }
    const path = `/cases/${reference}/contact/plan`
    const send = (typed: Record<string, string>) =>
      post(postPlan, path, params, planForm(typed), { cookie })
    const words = ['Blue umbrella', 'Green kettle']
    const answers = await Promise.all(words.map((safeWord) => send({ safeWord })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const lost = answers.findIndex(({ status }) => status === 409)
    const html = (await answers[lost]?.text()) ?? ''
    expect(html).toContain('Somebody else confirmed another plan')
    expect(html).toContain(words[lost])
    expect(html).toContain('name="version" value="1"')
  })

  it('says what is wrong beside each field', async () => {
    const cookie = await cookieOf(beacon())
    const path = `/cases/${reference}/contact/plan`
    const answer = await post(postPlan, path, { reference }, planForm({ phoneTo: '1pm' }), {
      cookie,
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('href="#phoneTo"')
  })
})

describe('how to reach the person is hidden until somebody asks', () => {
  const secretsIn = (html: string) => planSecrets.filter((secret) => html.includes(secret))
  const params = () => ({ reference, channel: 'phone' })

  it('and then shown with what to say, and recorded', async () => {
    await confirm()
    const cookie = await cookieOf(beacon())
    const path = `/cases/${reference}/contact`
    await safely(async () => {
      const before = await get(openContact, path, params(), { cookie })
      expect(secretsIn(await before.text())).toEqual([])
      const form = await get(openAttempt, `${path}/phone`, params(), { cookie })
      expect(secretsIn(await form.text())).toEqual([])
      const shown = await post(postShow, `${path}/phone/show`, params(), empty, { cookie })
      expect(shown.status).toBe(200)
      expect(secretsIn(await shown.text())).toEqual([...planSecrets])
    })
    const [event, ...more] = await eventsOf('contact.shown')
    expect(more).toEqual([])
    expect(event?.detail).toMatchObject({
      channel: 'phone',
      audience: 'beacon_worker',
      basis: 'agreed',
      fields: expect.arrayContaining(['contact.phoneValue', 'contact.safeWord']) as unknown,
    })
  })

  it('not shown where it is not safe, but for a reason: the lead is told', async () => {
    await confirm()
    const cookie = await cookieOf(beacon())
    const path = `/cases/${reference}/contact/phone/show`
    await late(async () => {
      const refused = await post(postShow, path, params(), empty, { cookie })
      const html = await refused.text()
      expect([refused.status, secretsIn(html)]).toEqual([422, []])
      expect(html).toContain('Select why you use it although it is not safe now')
      expect(await eventsOf('contact.shown', 'contact.overridden')).toEqual([])
      const shown = await post(postShow, path, params(), new URLSearchParams(reason), { cookie })
      expect([shown.status, secretsIn(await shown.text())]).toEqual([200, [...planSecrets]])
    })
    const [overridden] = await eventsOf('contact.overridden')
    expect(overridden?.detail).toMatchObject({
      channel: 'phone',
      blocked: 'outside_times',
      override: 'asked',
    })
    expect(await toldOf('contact.overridden')).toEqual(['role:safeguarding_lead'])
    // The reason holds for an hour, for whoever gave it.
    expect(await late(() => record())).toHaveProperty('attempt')
    expect(await late(() => record({}, 'desk'))).toMatchObject({ isBlocked: true })
    expect(await atMoment(day('19:01'), () => record())).toMatchObject({ isBlocked: true })
  })

  it('opening the whole plan is recorded as shown', async () => {
    await get(
      openPlan,
      `/cases/${reference}/contact/plan`,
      { reference },
      {
        cookie: await cookieOf(beacon()),
      },
    )
    expect((await eventsOf('contact.shown')).map(({ detail }) => detail)).toMatchObject([
      {
        channel: 'all',
        fields: expect.arrayContaining(['contact.phoneValue', 'contactPhone']) as unknown,
      },
    ])
  })

  it('and on the page of the case by the same act: masked until then, wherever it stands', async () => {
    await confirm()
    const cookie = await cookieOf(beacon())
    const path = `/cases/${reference}`
    const action = `action="${path}/contact/phone/show"`
    const see = async () => (await get(openCase, path, { reference }, { cookie })).text()
    const [safe, unsafe] = [await safely(see), await late(see)]
    for (const html of [safe, unsafe]) {
      expect(html).toContain('07700 ••••16')
      expect(html).not.toMatch(/07700 ?900 ?216/)
    }
    expect([safe.includes(action), unsafe.includes(action)]).toEqual([true, false])
    expect(unsafe).toContain('See when it is safe to use')
    expect(await eventsOf('contact.shown')).toEqual([])
  })

  it('a number that was corrected is masked too, the old as well as the new', async () => {
    await safely(() => correct(nurse(), reference, { contactPhone: '07700 900717' }))
    for (const actor of [beacon(), nurse()]) {
      const cookie = await cookieOf(actor)
      const html = await (
        await get(openCase, `/cases/${reference}`, { reference }, { cookie })
      ).text()
      expect(html).toContain('07700 ••••17')
      expect(html).toContain('was “07700 ••••16”')
      expect(html).not.toMatch(/07700 ?900 ?[27]1[67]/)
    }
  })

  it('and no table holds it in clear', async () => {
    await confirm()
    await safely(() => record({ words: 'Kanarienvogel der Notiz' }))
    await late(() => show(new URLSearchParams({ ...reason, overrideWords: 'Kanarienvogel warum' })))
    const dump = await asOwner(dumpDatabase)
    for (const secret of [...planSecrets, 'Kanarienvogel'])
      expect([secret, tablesWith(dump, secret)]).toEqual([secret, []])
  })
})

describe('an attempt', () => {
  it('is recorded with what came of it, by codes', async () => {
    await confirm()
    const cookie = await cookieOf(beacon())
    const path = `/cases/${reference}/contact/phone`
    const done = await safely(() =>
      post(postAttempt, path, { reference, channel: 'phone' }, attempt(), { cookie }),
    )
    expect([done.status, done.headers.get('location')]).toEqual([
      303,
      `/cases/${reference}/contact#attempts`,
    ])
    const { attempts } = await findContact(person('desk'), reference)
    expect(attempts).toMatchObject([
      {
        channel: 'phone',
        outcome: 'no_answer',
        override: null,
        by: 'Victim care worker, Beacon (Catch22)',
      },
    ])
    const [event] = await eventsOf('contact.attempted')
    expect(Object.keys(event?.detail as object).sort()).toEqual(['attempt', 'channel', 'outcome'])
  })

  it('by a blocked channel asks why, and is told to the lead', async () => {
    expect(await record()).toMatchObject({
      isBlocked: true,
      form: {
        problems: [{ question: 'override' }, { question: 'overrideWords' }],
        typed: { words: 'It rang for long' },
      },
    })
    expect(await record(reason)).toHaveProperty('attempt')
    expect(await toldOf('contact.overridden')).toEqual(['role:safeguarding_lead'])
    expect((await eventsOf('contact.overridden')).map(({ detail }) => detail)).toMatchObject([
      { blocked: 'times_unknown', override: 'asked' },
    ])
  })

  it.each<[string, Record<string, string>, string]>([
    ['no outcome', { outcome: '' }, 'outcome'],
    ['an outcome of another channel', { outcome: 'sent' }, 'outcome'],
    ['too much', { words: 'x'.repeat(2_001) }, 'words'],
  ])('with %s says what is wrong', async (_, typed, question) => {
    await confirm()
    const answer = await safely(() => record(typed))
    expect('form' in answer && answer.form.problems.map((one) => one.question)).toEqual([question])
  })

  it('by a way that is none is not found', async () => {
    const asked = { reference, channel: 'pigeon', form: attempt() }
    await expect(recordAttempt(beacon(), asked)).rejects.toBeInstanceOf(NotFound)
    await expect(showContact(beacon(), asked)).rejects.toBeInstanceOf(NotFound)
  })
})

describe('a sign of danger', () => {
  beforeEach(async () => {
    await confirm({ through: 'yes', throughValue: 'A friend', throughFrom: '', throughTo: '' })
    await safely(() => record({ outcome: 'unsafe' }))
  })

  it('stops every channel at once, until somebody has confirmed a safe way', async () => {
    const { channels } = await atMoment(day('15:30'), () => findContact(beacon(), reference))
    for (const { allowance } of channels) expect(allowance).toMatchObject({ because: 'danger' })
    await confirm({}, 1, day('15:45'))
    expect(await phone(day('16:00'))).toMatchObject({ isAllowed: true })
  })

  it('is told to everybody who works the case', async () => {
    expect(await toldOf('contact.danger')).toEqual(['queue:BEACON', 'queue:NRM', 'queue:POLICE'])
  })
})

describe('nothing is queued to a person without a safe channel', () => {
  const queue = (recipient: string) =>
    withActor(beacon(), async (tx) => {
      const { id: referralId } = await tx.referral.findUniqueOrThrow({ where: { reference } })
      await tx.message.createMany({
        data: [{ type: 'letter', recipient, referralId, priority: 'P3' }],
      })
    })
  const refused = /no safe channel to the person/

  it.each<[string, string, () => Promise<unknown>]>([
    ['before a plan is confirmed', 'person:phone', () => Promise.resolve()],
    ['by a channel that is not safe', 'person:email', () => confirm()],
    ['by no channel', 'person:', () => confirm()],
    ['by a channel that is none', 'person:pigeon', () => confirm()],
    [
      'to an address that an exploiter may know',
      'person:post',
      () => confirm({ post: 'yes', postValue: '1 Test Street', postShared: 'unknown' }),
    ],
    ['where there is no safe way', 'person:phone', () => confirm({ anyWay: 'no' })],
    [
      'after a sign of danger',
      'person:phone',
      async () => {
        await confirm()
        await safely(() => record({ outcome: 'unsafe' }))
      },
    ],
    [
      'after a correction',
      'person:phone',
      async () => {
        await confirm()
        await safely(() => correct(nurse(), reference, { contactPhone: '07700 900717' }))
      },
    ],
    [
      'once the plan is out of date',
      'person:phone',
      () => confirm({}, 0, new Date('2030-05-01T10:00:00Z')),
    ],
  ])('%s', async (_, recipient, before) => {
    await before()
    await expect(safely(() => queue(recipient))).rejects.toThrow(refused)
  })

  it('and is, by one that is safe', async () => {
    await confirm()
    await safely(() => queue('person:phone'))
    expect(await toldOf('letter')).toEqual(['person:phone'])
  })

  it('nor is a message turned into one later', async () => {
    await queue('queue:BEACON')
    const turn = asOwner((tx) => tx.message.updateMany({ data: { recipient: 'person:phone' } }))
    await expect(turn).rejects.toThrow(refused)
  })

  it('whoever would write one asks first, and is told why not', async () => {
    const ask = () =>
      withActor(beacon(), (tx) => requireSafeChannel(tx, beacon(), { reference, channel: 'phone' }))
    await expect(ask()).rejects.toThrow(becauses.times_unknown)
    await confirm()
    expect(await safely(ask)).toEqual({ recipient: 'person:phone', value: '07700 900716' })
    await expect(late(ask)).rejects.toThrow(becauses.outside_times)
  })
})
