import { read, utils } from '@e965/xlsx'
import { beforeAll, describe, expect, it } from 'vitest'
import { GET as odsFile } from '@/app/report/ods/route'
import { GET as pdfFile } from '@/app/report/pdf/route'
import { GET as xlsxFile } from '@/app/report/xlsx/route'
import { roles, type Role } from '@/lib/access/roles'
import { withActorInSql } from '@/lib/database/with-actor'
import { countFigures } from '@/lib/outcomes/count-figures'
import { spanAround } from '@/lib/outcomes/period'
import { findPublishing } from '@/lib/outcomes/find-publications'
import { publishReport } from '@/lib/outcomes/publish-report'
import { readReport, readReportIn } from '@/lib/outcomes/read-report'
import { choiceQuery, type ReportChoice } from '@/lib/outcomes/report-choice'
import { reportFormats } from '@/lib/outcomes/report-formats'
import { headRow } from '@/lib/outcomes/report-workbook'
import { takeReport } from '@/lib/outcomes/take-report'
import { NotFound } from '@/lib/refusals'
import { isoDay } from '@/lib/wording/london-time'
import cases from '@/tests/domain/routing-cases.json'
import { answersOf } from '@/tests/support/answers-of'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { actualText, openPdf, pagesOf, textsOf } from '@/tests/support/read-pdf'
import { figuresOf } from '@/tests/support/reports'
import { cookieOf, get } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'

const database = testDatabase()
const { person, referrerOf } = countyPeople(database)
const lead = () => person('lead')

const files = { pdf: pdfFile, ods: odsFile, xlsx: xlsxFile } as const
type Format = keyof typeof files
const formats = Object.keys(reportFormats) as Format[]

const thisMonth: ReportChoice = {
  period: spanAround('month', isoDay(new Date())),
  audience: 'inside',
}

const take = async (format: Format, query: string, who = 'lead', more = {}) => {
  const cookie = await cookieOf(person(who))
  return get(files[format], `/report/${format}?${query}`, {}, { cookie, ...more })
}
const takings = () =>
  database.asOwner((tx) =>
    tx.event.findMany({ where: { type: 'report.taken' }, orderBy: { sequence: 'asc' } }),
  )

/** What stands on each page of a PDF, above and below it too. */
const pagesSaid = async (answer: Response) => {
  const opened = await openPdf(new Uint8Array(await answer.arrayBuffer()))
  const said = await Promise.all(
    (await pagesOf(opened)).map(async (page) =>
      (await textsOf(page)).map(({ text }) => text).join(' '),
    ),
  )
  await opened.destroy()
  expect(said.length).toBeGreaterThan(1)
  return said
}

beforeAll(async () => {
  for (const routingCase of cases.slice(0, 12)) {
    const { answers, organisationType } = answersOf(routingCase)
    await sendTyped(referrerOf(organisationType), typedOf(answers))
  }
  await countFigures()
})

describe('the report of a month as a file', () => {
  it.each(formats)('is a %s to be saved, under a name of its time', async (format) => {
    const answer = await take(format, choiceQuery(thisMonth))
    const { from, until } = thisMonth.period
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': reportFormats[format].type,
      'content-disposition': `attachment; filename="board-report-${from}-to-${until}.${format}"`,
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'no-store',
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.subarray(0, 2).toString()).toBe(format === 'pdf' ? '%P' : 'PK')
  })

  it.each(formats)('is recorded as taken, as %s: of which time and for whom', async (format) => {
    const before = await takings()
    await take(format, choiceQuery(thisMonth))
    const events = (await takings()).slice(before.length)
    expect(
      events.map(({ detail, accountId, referralId }) => [detail, accountId, referralId]),
    ).toEqual([[{ format, ...thisMonth.period, audience: 'inside' }, lead().accountId, null]])
  })

  it.each(['ods', 'xlsx'] as const)('has every number of the page, as %s', async (format) => {
    const report = await readReport(lead(), thisMonth)
    if (!report) throw new Error('There is no report')
    const answer = await take(format, choiceQuery(thisMonth))
    const book = read(Buffer.from(await answer.arrayBuffer()), { type: 'buffer' })
    const tables = book.SheetNames.map((name) =>
      utils.sheet_to_json<(string | number)[]>(book.Sheets[name] ?? {}, {
        ...{ header: 1, defval: '', raw: true, blankrows: true },
      }),
    ).filter(([title]) => /^Table /.test(String(title?.[0])))
    const figures = figuresOf(report)
    const all = figures.map(({ table }) => [table.columns, ...table.rows])
    const found = tables
      .filter(([title]) => !String(title?.[0]).includes('beside the national figures'))
      .map((rows) => rows.slice(headRow))
    expect(found).toHaveLength(figures.length)
    found.forEach((rows, index) => {
      const columns = all[index]?.[0]?.length ?? 0
      expect(rows.map((row) => row.slice(0, columns))).toEqual(all[index])
    })
  })

  it('says in the PDF what the page says', async () => {
    const report = await readReport(lead(), thisMonth)
    const answer = await take('pdf', choiceQuery(thisMonth))
    const said = actualText(new Uint8Array(await answer.arrayBuffer())).replace(/\s+/g, '')
    expect(report?.keyResults.length).toBeGreaterThan(0)
    for (const text of [
      ...(report?.keyResults ?? []),
      ...(report ? figuresOf(report).map(({ finding }) => finding) : []),
    ])
      expect(said).toContain(text.replace(/\s+/g, ''))
  })

  it('says in the PDF who made it, under every page', async () => {
    for (const said of await pagesSaid(await take('pdf', choiceQuery(thisMonth))))
      expect(said).toContain(`Made by ${lead().name}, ${lead().organisation.name}`)
  })

  it('is of the last month that is over, where no time is asked for', async () => {
    const answer = await take('ods', '')
    expect(answer.headers.get('content-disposition')).toMatch(
      /filename="board-report-\d{4}-\d\d-01-to-\d{4}-\d\d-\d\d\.ods"$/,
    )
  })
})

describe('the report of a month is no file', () => {
  const others = ['referrer.nhs', 'officer', 'supervisor', 'beacon', 'desk', 'admin', 'auditor']

  it('for anybody but a safeguarding lead', async () => {
    const asked = new Set<Role>([lead().role])
    for (const who of others) {
      asked.add(person(who).role)
      for (const format of formats)
        expect(() => takeReport(person(who), thisMonth, format)).toThrow(NotFound)
      expect((await take('pdf', choiceQuery(thisMonth), who)).status).toBe(404)
    }
    expect([...asked].sort()).toEqual(Object.keys(roles).sort())
  })

  it('for whoever is not signed in', async () => {
    const answer = await get(pdfFile, '/report/pdf', {})
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/sign-in?next=%2Freport%2Fpdf',
    ])
  })

  it('for another site', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' }
    expect((await take('pdf', choiceQuery(thisMonth), 'lead', headers)).status).toBe(403)
  })

  it.each(['from=2026-13-01&until=2026-01-01', 'audience=everybody', 'from=x'])(
    'where the address says %s: the page says what is wrong',
    async (query) => {
      const before = await takings()
      const answer = await take('pdf', query)
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `/report?${query}`])
      expect(await takings()).toEqual(before)
    },
  )
})

describe('the report for publication', () => {
  const year = { from: '2025-01-01', until: '2025-12-31' }
  const choice: ReportChoice = { period: year, audience: 'published' }

  it('is no file before it is published', async () => {
    const before = await takings()
    const answer = await take('pdf', choiceQuery(choice))
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/report\/publish\?/)
    expect(await takings()).toEqual(before)
  })

  it('is the same file as was published, and names nobody', async () => {
    const publishing = await findPublishing(lead(), year)
    if (!('draft' in publishing)) throw new Error(JSON.stringify(publishing))
    await publishReport(lead(), year, publishing.draft.seen)
    const answer = await take('pdf', choiceQuery(choice))
    expect(answer.headers.get('content-disposition')).toContain('published-report-2025-01-01')
    for (const said of await pagesSaid(answer)) {
      expect(said).toContain('For publication')
      expect(said).not.toContain(lead().name)
    }
    const inside = await withActorInSql(lead(), (tx) => readReportIn(tx, choice))
    expect(inside.audience).toBe('inside')
  })
})
