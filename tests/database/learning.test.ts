import { randomUUID } from 'node:crypto'
import { addDays, addHours } from 'date-fns'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { POST as sendByApi } from '@/app/api/v1/referrals/route'
import { GET as unmetPage } from '@/app/audits/unmet/route'
import { GET as learningPage } from '@/app/learning/route'
import { hashToken } from '@/lib/access/hash-token'
import { keepCaseFrom } from '@/lib/casework/keep-case-from'
import { atMoment } from '@/lib/clock'
import { jobs } from '@/lib/jobs/jobs'
import { deliverMessages } from '@/lib/notifications/deliver-messages'
import { countFigures } from '@/lib/outcomes/count-figures'
import { readLearning } from '@/lib/outcomes/read-learning'
import { findDraft } from '@/lib/referral/find-draft'
import { saveStep } from '@/lib/referral/save-step'
import { startDraft } from '@/lib/referral/start-draft'
import { NotFound } from '@/lib/refusals'
import { findUnmet } from '@/lib/supervision/find-unmet'
import { sendDigest } from '@/lib/supervision/send-digest'
import { isoDay } from '@/lib/wording/london-time'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { startMailbox } from '@/tests/support/mailbox'
import { onDuty } from '@/tests/support/on-duty'
import { openWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get, post } from '@/tests/support/requests'
import { workedCase } from '@/tests/support/worked-case'

const mailbox = await startMailbox()
process.env.MESSAGES = 'smtp'
process.env.SMTP_URL = mailbox.url
process.env.MESSAGES_FROM = 'Referrals <no-reply@refer.test>'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send, act } = casework(database)
onDuty(database, ['officer', 'supervisor', 'beacon', 'desk', 'lead', 'lead2', 'admin', 'auditor'])
const lead = () => person('lead')
const nurse = () => person('referrer.nhs')

const today = { from: isoDay(new Date()), until: isoDay(new Date()) }
const problems = () =>
  asOwner((tx) => tx.formProblem.findMany({ orderBy: [{ door: 'asc' }, { question: 'asc' }] }))

describe('an answer that is refused', () => {
  let token = ''
  const call = (answers: object) =>
    post(sendByApi, '/api/v1/referrals', {}, JSON.stringify(answers), {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    })

  beforeAll(async () => {
    token = `token-${randomUUID()}`
    await asOwner((tx) =>
      tx.apiToken.create({
        data: {
          tokenHash: hashToken(token),
          name: 'For a test',
          organisationId: nurse().organisation.id,
          accountId: nurse().accountId,
          scopes: ['referrals:send'],
          expiresAt: new Date('2099-01-01'),
        },
      }),
    )
  })
  beforeEach(() => asOwner((tx) => tx.formProblem.deleteMany()))

  it('is counted by its question and kind, and by nothing else', async () => {
    const draft = await startDraft(nurse())
    const wrong = new URLSearchParams({ howMany: 'Problemvogel' })
    await saveStep(nurse(), draft, 'who', wrong)
    await saveStep(nurse(), draft, 'who', wrong)
    const counted = (await problems()).filter(({ question }) => question === 'howMany')
    expect(counted).toEqual([
      {
        day: new Date(`${today.from}T00:00:00Z`),
        ...{ question: 'howMany', problem: 'wrong_form', door: 'pages', number: 2 },
      },
    ])
    expect(tablesWith(await asOwner(dumpDatabase), 'Problemvogel')).toEqual([])
  })

  it('is not counted where nothing is refused', async () => {
    const draft = await startDraft(nurse())
    await saveStep(nurse(), draft, 'danger', new URLSearchParams({ immediateDanger: 'no' }))
    expect(await problems()).toEqual([])
  })

  it('is counted where a program sent it, also under a name that it made up', async () => {
    const answers = workedCase('V16')
    const made = await call({ ...answers, Problemvogel: 'yes' })
    const empty = await call({ ...answers, threats: undefined })
    expect([made.status, empty.status]).toEqual([422, 422])
    expect(
      (await problems()).map(({ question, problem, door, number }) => ({
        question,
        problem,
        door,
        number,
      })),
    ).toEqual([
      { question: 'threats', problem: 'missing', door: 'api', number: 1 },
      { question: 'unknownQuestion', problem: 'wrong_form', door: 'api', number: 1 },
    ])
  })

  it('is saved all the same where it cannot be counted', async () => {
    const draft = await startDraft(nurse())
    const form = new URLSearchParams({ howMany: 'several' })
    await asOwner((tx) => tx.$executeRaw`alter table form_problem rename to form_problem_away`)
    try {
      await saveStep(nurse(), draft, 'who', form)
    } finally {
      await asOwner((tx) => tx.$executeRaw`alter table form_problem_away rename to form_problem`)
    }
    expect((await findDraft(nurse(), draft)).typed).toMatchObject({ howMany: 'several' })
  })

  it('is learned from: which question, how and how often', async () => {
    const draft = await startDraft(nurse())
    await saveStep(nurse(), draft, 'danger', new URLSearchParams())
    const { refusedAnswers } = await readLearning(lead(), today)
    expect(refusedAnswers).toContainEqual({
      ...{ question: 'immediateDanger', problem: 'missing', pages: 1, api: 0 },
    })
  })
})

describe('the page of learning', () => {
  const page = async (name: string, query = '') =>
    get(learningPage, `/learning${query}`, {}, { cookie: await cookieOf(person(name)) })

  it('says what went well and what did not, of a time', async () => {
    const reference = await send(nurse(), 'V16')
    await act(person('officer'), reference, 'POLICE', 'decline')
    await countFigures()
    const answer = await page('lead', `?from=${today.from}&until=${today.until}`)
    const text = await answer.text()
    expect(answer.status).toBe(200)
    for (const said of ['Who knew most', 'declined', 'No case was audited', 'asked again'])
      expect(text).toContain(said)
    expect(text).not.toContain(reference)
    expect(text).not.toContain('NaN')
    const event = await asOwner((tx) =>
      tx.event.findFirst({ where: { type: 'learning.viewed' }, orderBy: { sequence: 'desc' } }),
    )
    expect(event?.detail).toEqual(today)
  })

  it('reads well where nothing happened, and where the address is wrong', async () => {
    const text = await (await page('lead', '?from=2015-01-01&until=2015-01-31')).text()
    for (const said of ['Nobody sent a referral', 'Nobody overruled the routing', 'January 2015'])
      expect(text).toContain(said)
    expect((await page('lead', '?from=2015-02-30&until=x')).status).toBe(422)
  })

  it.each(['officer', 'supervisor', 'beacon', 'desk', 'admin', 'auditor', 'referrer.nhs'])(
    'is nothing to anybody but a lead: %s',
    async (name) => {
      expect((await page(name)).status).toBe(404)
      await expect(readLearning(person(name), today)).rejects.toThrow(NotFound)
      await expect(findUnmet(person(name))).rejects.toThrow(NotFound)
    },
  )
})

describe('what is not done in time', () => {
  const farOn = () => addDays(new Date(), 40)
  const unmet = (actor = lead()) => atMoment(farOn(), () => findUnmet(actor))

  beforeAll(async () => {
    await send(person('referrer.council'), 'V03')
    await send(nurse(), 'V05')
  })

  it('stands under whose it is, as many as the duties and items say', async () => {
    const { owners, unmetDuties, overdueDuties, overdueCases } = await unmet()
    const seen = { restricted: false, hiddenFrom: { isEmpty: true } }
    const at = farOn()
    const [duties, overdue, items] = await asOwner(async (tx) => [
      await tx.duty.count({ where: { settledAt: null, referral: seen } }),
      await tx.duty.count({ where: { settledAt: null, dueAt: { lt: at }, referral: seen } }),
      await tx.item.count({
        where: { finishedAs: null, pausedFor: null, dueAt: { lt: at }, referral: seen },
      }),
    ])
    expect({ unmetDuties, overdueDuties, overdueCases }).toEqual({
      unmetDuties: duties,
      overdueDuties: overdue,
      overdueCases: items,
    })
    expect(duties).toBeGreaterThan(0)
    expect(owners.map(({ owner }) => owner)).toContain('Police queue')
    expect(owners.map(({ owner }) => owner)).toContain(person('referrer.council').organisation.name)
  })

  it('has no case that is kept from anybody, so that no number gives it away', async () => {
    const before = await unmet()
    const kept = await send(nurse(), 'V16')
    expect((await unmet()).unmetDuties).toBeGreaterThan(before.unmetDuties)
    await openWithReason(person('lead2'), kept)
    const typed = { reason: 'knows_them', words: 'A neighbour', whom: 'person' }
    const form = new URLSearchParams({ ...typed, person: person('officer').accountId })
    expect(await keepCaseFrom(person('lead2'), { reference: kept, form })).toHaveProperty('kept')
    for (const name of ['lead', 'lead2']) {
      const { unmetDuties, overdueCases } = await unmet(person(name))
      expect({ unmetDuties, overdueCases }).toEqual({
        unmetDuties: before.unmetDuties,
        overdueCases: before.overdueCases,
      })
    }
  })

  it('is a page without a reference', async () => {
    const cookie = await cookieOf(lead())
    const text = await (await get(unmetPage, '/audits/unmet', {}, { cookie })).text()
    expect(text).toContain('Not done in time')
    expect(text).not.toMatch(/HMS-/)
  })

  it('is told to each lead once a month, all of it, in numbers', async () => {
    await asOwner(async (tx) => {
      await tx.delivery.deleteMany()
      await tx.message.deleteMany()
    })
    const at = farOn()
    const { overdueDuties, overdueCases } = await atMoment(at, () => findUnmet(lead()))
    expect(await atMoment(at, sendDigest)).toBe(true)
    expect(await atMoment(addHours(at, 1), sendDigest)).toBe(false)
    mailbox.received.length = 0
    await atMoment(addHours(at, 1), deliverMessages)
    const lettersTo = (email: string) => mailbox.received.filter(({ to }) => to === email)
    expect(lettersTo(person('lead2').email)).toHaveLength(2)
    const letters = lettersTo(lead().email)
    expect(letters.map(({ body }) => body.split('\n')[0]).toSorted()).toEqual(
      [
        `${overdueCases} cases not finished in time.`,
        `${overdueDuties} duties not done in time.`,
      ].toSorted(),
    )
    const event = await asOwner((tx) => tx.event.findFirst({ where: { type: 'digest.sent' } }))
    expect(event).toMatchObject({
      referralId: null,
      detail: { duties: overdueDuties, cases: overdueCases },
    })
    const { lastDigest } = await atMoment(addHours(at, 2), () => findUnmet(lead()))
    expect(lastDigest).toEqual(at)
    await mailbox.stop()
  })

  it('is told again in the next month, on its first morning', async () => {
    expect(await atMoment(addDays(farOn(), 31), sendDigest)).toBe(true)
    expect(jobs['send-digest'].every).toBe('0 8 1 * *')
  })
})
