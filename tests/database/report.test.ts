import { beforeAll, describe, expect, it } from 'vitest'
import { GET as home } from '@/app/outcomes/route'
import { GET as oversight } from '@/app/oversight/route'
import { GET as show } from '@/app/report/route'
import { GET as showWords, POST as write } from '@/app/report/words/route'
import { oversight as overseeing } from '@/lib/access/oversight'
import { homeOf, navigationOf } from '@/lib/access/navigation'
import { atMoment } from '@/lib/clock'
import { acceptImport } from '@/lib/imports/accept-import'
import { receiveSheet } from '@/lib/imports/receive-sheet'
import { countFigures } from '@/lib/outcomes/count-figures'
import { readReport } from '@/lib/outcomes/read-report'
import { writeReportWords } from '@/lib/outcomes/write-report-words'
import { NotFound } from '@/lib/refusals'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { partnershipList } from '@/tests/support/past-referrals'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)

const september = { from: '2026-09-01', until: '2026-09-30' }
const october = { from: '2026-10-01', until: '2026-10-31' }
const inOctober = 'from=2026-10-01&until=2026-10-31'

const asked = async (who: string, query = '') =>
  get(show, `/report${query && `?${query}`}`, {}, { cookie: await cookieOf(person(who)) })

const eventsOf = async (type: string) =>
  (await asOwner((tx) => tx.event.findMany({ where: { type }, orderBy: { sequence: 'asc' } }))).map(
    ({ detail }) => detail,
  )

const sent = [
  ['V01', '2026-10-03T09:00:00Z'],
  ['V06', '2026-10-20T23:30:00Z'],
  ['V16', '2026-09-30T12:00:00Z'],
  // Half an hour into November in London, where the clocks went back.
  ['V09', '2026-11-01T00:30:00Z'],
] as const

beforeAll(async () => {
  for (const [name, at] of sent)
    await atMoment(new Date(at), () => sendTyped(person('referrer.nhs'), typedOf(workedCase(name))))
  await countFigures()
}, 60_000)

describe('the report of a time', () => {
  it('counts what came in it, by days in London, and compares it with the time before', async () => {
    const report = await readReport(person('lead'), { period: october, audience: 'inside' })
    expect(report?.keyResults[0]).toBe(
      '2 referrals came in October 2026: 1 more than in September 2026 (1) and 2 more than in October 2025 (0).',
    )
    expect(report?.keyResults).toContain('All 2 referrals came from NHS organisations.')
    expect(report?.asOf).toBeInstanceOf(Date)
  })

  it('is recorded with its time and whom it is for, and with nothing else', async () => {
    await readReport(person('lead'), { period: september, audience: 'inside' })
    expect((await eventsOf('report.viewed')).at(-1)).toEqual({ ...september, audience: 'inside' })
  })

  it.each(['referrer.nhs', 'officer', 'supervisor', 'beacon', 'desk', 'admin', 'auditor'])(
    'is not there for %s',
    async (who) => {
      await expect(async () =>
        readReport(person(who), { period: october, audience: 'inside' }),
      ).rejects.toThrow(NotFound)
      for (const path of [show, showWords, home]) {
        const cookie = await cookieOf(person(who))
        expect((await get(path, `/report?${inOctober}`, {}, { cookie })).status).toBe(404)
      }
    },
  )

  it('as published is not there before it was published: whoever asks is led to where it can be', async () => {
    const answer = await asked('lead', `${inOctober}&audience=published`)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(`/report/publish?${inOctober}`)
  })
})

describe('the report of the times that the partnership counted itself', () => {
  beforeAll(async () => {
    const bytes = partnershipList()
    const received = await receiveSheet(person('lead'), { name: 'list.csv', bytes })
    if (!('import' in received)) throw new Error(received.refused)
    await acceptImport(person('lead'), received.import, true)
    await countFigures()
  }, 60_000)

  it.each([
    ['2017-01-01', '2017-06-30', 8],
    ['2017-07-01', '2017-12-31', 24],
    ['2018-01-01', '2018-06-30', 29],
  ])('from %s until %s says %d reports of partners to the police', async (from, until, number) => {
    const report = await readReport(person('lead'), { period: { from, until }, audience: 'inside' })
    expect(report?.keyResults.join(' ')).toContain(`Partners made ${number} reports to the police`)
  })
})

describe('the page of the report', () => {
  it('shows the last complete month where no other is asked for', async () => {
    const answer = await asked('lead')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toMatch(/<h1[^>]*>Modern slavery referrals in Hertfordshire, /)
  })

  it('says its key results, every figure, and how each is counted', async () => {
    const page = await (await asked('lead', inOctober)).text()
    for (const text of ['2 referrals came in October 2026', 'How it is counted', 'Counted up to'])
      expect(page).toContain(text)
    for (const file of ['pdf', 'ods', 'xlsx'])
      expect(page).toContain(
        `href="/report/${file}?${inOctober.replace('&', '&amp;')}&amp;audience=inside"`,
      )
    expect(page).not.toContain('NaN')
  })

  it('leads on from the list of times to an address that can be kept', async () => {
    const answer = await asked('lead', 'audience=inside&time=2026-07-01..2026-09-30')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(
      '/report?from=2026-07-01&until=2026-09-30&audience=inside',
    )
  })

  it.each([
    [
      'from=2026-10-02&until=2026-10-01',
      'The last day must be the same as the first day, or later',
    ],
    ['from=yesterday&until=2026-10-01', 'Enter the first day'],
    [`${inOctober}&audience=all`, 'Select whether the report is to be published'],
  ])('says what is wrong with %s, and keeps what was typed', async (query, message) => {
    const answer = await asked('lead', query)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('There is a problem')
    expect(page).toContain(message)
    expect(page).toContain('value="2026"')
  })
})

describe('the lead’s own words', () => {
  const typed = 'A campaign began.\n\nKanarienvogel Hall opened.'
  const form = (words: string, version: number) =>
    new URLSearchParams({ words, version: `${version}` })

  it('stand in the report of that time alone, in paragraphs', async () => {
    expect(await writeReportWords(person('lead'), october, form(typed, 0))).toEqual({ version: 1 })
    const own = async (period: typeof october) =>
      (await readReport(person('lead'), { period, audience: 'inside' }))?.ownWords
    expect(await own(october)).toEqual(['A campaign began.', 'Kanarienvogel Hall opened.'])
    expect(await own(september)).toEqual([])
    expect(await eventsOf('report.words_written')).toEqual([{ ...october, version: 1 }])
  })

  it('are not written again where nothing was changed', async () => {
    expect(await writeReportWords(person('lead'), october, form(typed, 1))).toEqual({ version: 1 })
    expect(await eventsOf('report.words_written')).toHaveLength(1)
  })

  it('of two who write at once are both shown, and neither is lost', async () => {
    const done = await writeReportWords(person('lead'), october, form('Mine.', 0))
    expect(done).toMatchObject({
      newer: { version: 1, words: typed },
      form: { typed: { words: 'Mine.' } },
    })
    const cookie = await cookieOf(person('lead'))
    const answer = await post(write, `/report/words?${inOctober}`, {}, form('Mine.', 0), { cookie })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    for (const text of ['wrote this since', 'Kanarienvogel Hall opened.', 'Mine.', 'value="1"'])
      expect(page).toContain(text)
  })

  it('that are too long are kept, with a message', async () => {
    const cookie = await cookieOf(person('lead'))
    const words = 'x'.repeat(5_001)
    const answer = await post(write, `/report/words?${inOctober}`, {}, form(words, 1), { cookie })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Your words must be 5,000 characters or fewer. You have 5,001')
    expect(page).toContain(words)
  })

  it('can be taken back, and each version is kept sealed', async () => {
    expect(await writeReportWords(person('lead'), october, form('', 1))).toEqual({ version: 2 })
    expect(await asOwner((tx) => tx.reportWords.count())).toBe(2)
    expect(tablesWith(await asOwner(dumpDatabase), 'Kanarienvogel Hall')).toEqual([])
    await expect(
      asOwner((tx) => tx.reportWords.updateMany({ data: { version: 9 } })),
    ).rejects.toThrow(/never changed/)
  })

  it('are written by nobody but a lead', async () => {
    await expect(async () =>
      writeReportWords(person('supervisor'), october, form('Mine.', 2)),
    ).rejects.toThrow(NotFound)
  })
})

describe('the first page of a lead', () => {
  it('is the report of the last complete month, with one button that downloads it', async () => {
    expect(homeOf(person('lead'))).toBe('/outcomes')
    const cookie = await cookieOf(person('lead'))
    const page = await (await get(home, '/outcomes', {}, { cookie })).text()
    expect(page).toMatch(/<h1[^>]*>The \w+ \d{4} report is ready</)
    expect(page.match(/Download the report \(PDF\)/g)).toHaveLength(1)
  })

  it('says so where the last month is not counted yet', async () => {
    await asOwner((tx) => tx.figureState.updateMany({ data: { asOf: new Date('2026-01-01') } }))
    const cookie = await cookieOf(person('lead'))
    const page = await (await get(home, '/outcomes', {}, { cookie })).text()
    expect(page).toMatch(/report is being counted/)
  })
})

describe('where each can go', () => {
  it('is at most twelve places in a row, for everybody', () => {
    for (const who of [
      'referrer.nhs',
      'officer',
      'supervisor',
      'beacon',
      'desk',
      'lead',
      'admin',
      'auditor',
    ])
      expect(navigationOf(person(who)).length, who).toBeLessThanOrEqual(12)
  })

  it('for a lead is a page that lists what oversees, with a line each', async () => {
    expect(navigationOf(person('lead')).map(({ label }) => label)).toEqual([
      ...['Outcomes', 'On hold', 'National Referral Mechanism queue', 'Beacon queue'],
      ...['Police queue', 'Duties', 'Shared cases', 'Asked back', 'Oversight'],
      ...['Your settings', 'Contacts'],
    ])
    const cookie = await cookieOf(person('lead'))
    const page = await (await get(oversight, '/oversight', {}, { cookie })).text()
    for (const { href, says } of overseeing) {
      expect(page).toContain(`href="${href}"`)
      expect(page).toContain(says)
    }
  })

  it('is not the page of oversight for whoever oversees nothing', async () => {
    const cookie = await cookieOf(person('referrer.nhs'))
    expect((await get(oversight, '/oversight', {}, { cookie })).status).toBe(404)
  })
})
