import { beforeAll, describe, expect, it } from 'vitest'
import { GET as casesPage } from '@/app/report/figures/[figure]/cases/route'
import { GET as figurePage } from '@/app/report/figures/[figure]/route'
import { withActorInSql } from '@/lib/database/with-actor'
import { acceptImport } from '@/lib/imports/accept-import'
import { receiveSheet } from '@/lib/imports/receive-sheet'
import { behindPath, figurePath, pageSize, type CaseBehind } from '@/lib/outcomes/behind'
import { countFigures } from '@/lib/outcomes/count-figures'
import { findBehind } from '@/lib/outcomes/find-behind'
import { findFigure } from '@/lib/outcomes/find-figure'
import { figureNames, figureOf, type FigureName } from '@/lib/outcomes/figures'
import { spanAround, type Period } from '@/lib/outcomes/period'
import { readReport } from '@/lib/outcomes/read-report'
import { NotFound } from '@/lib/refusals'
import { isoDay } from '@/lib/wording/london-time'
import { loadYears } from '@/tests/bench/load-years'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { partnershipList } from '@/tests/support/past-referrals'
import { cookieOf, get } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { tryTo } = casework(database)

const today = isoDay(new Date())
const year = spanAround('year', `${Number(today.slice(0, 4)) - 1}-06-01`)
const thisMonth = { ...spanAround('month', today), until: today }
const lead = () => person('lead')

const allBehind = async (figure: FigureName, period: Period, codes: readonly string[] = []) => {
  const first = await findBehind(lead(), figure, { period, codes })
  const lines: CaseBehind[] = [...first.lines]
  for (let { next } = first; next;) {
    const page = await findBehind(lead(), figure, { period, codes, after: next })
    lines.push(...page.lines)
    next = page.next
  }
  return { ...first, lines }
}

const sumOf = (lines: readonly { readonly things: number }[]) =>
  lines.reduce((sum, { things }) => sum + things, 0)

type Handler = typeof figurePage

const opened = async (handler: Handler, path: string, figure: string, name = 'lead') =>
  get(handler, path, { figure }, { cookie: await cookieOf(person(name)) })

const drawn = async (handler: Handler, path: string, figure: string) =>
  (await opened(handler, path, figure)).text()

/** As it stands in a page. */
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll("'", '&#x27;').replaceAll('"', '&quot;')

let sent = ''
let kept = ''

beforeAll(async () => {
  const author = person('referrer.fire')
  ;({ reference: sent } = await sendTyped(author, typedOf(workedCase('V16'))))
  await tryTo(person('officer'), sent, 'POLICE', 'accept')
  const implicating = { ...workedCase('V01'), implicated: 'police' }
  ;({ reference: kept } = await sendTyped(author, typedOf(implicating)))
  const list = { name: 'list.csv', bytes: partnershipList() }
  const received = await receiveSheet(lead(), list)
  if (!('import' in received)) throw new Error('The list was not received')
  await acceptImport(lead(), received.import, true)
  await countFigures()
  await asOwner(async (tx) => {
    await loadYears(tx, { cases: 1_200, until: today, days: 900 })
    await tx.$executeRaw`update counted_case set reference = id::text where reference is null`
    await tx.$executeRaw`select count_all_figures()::text`
  })
})

describe.each(figureNames)('behind each number of %s', (figure) => {
  it('are as many as it says', async () => {
    const { lines, all } = await findFigure(lead(), figure, year)
    expect(all.number, 'there is something to follow').toBeGreaterThan(0)
    for (const { codes, number } of [all, ...lines.slice(0, 6)]) {
      const behind = await allBehind(figure, year, codes)
      expect(behind.number).toBe(number)
      expect(behind.things).toBe(number)
      expect(sumOf(behind.lines)).toBe(number)
      expect(behind.lines.length).toBe(behind.cases)
      expect(new Set(behind.lines.map(({ id }) => id)).size).toBe(behind.cases)
    }
  })
})

describe('open cases of a time that is not over', () => {
  it('are as old as the report says: on the last day that is counted', async () => {
    const period = spanAround('year', today)
    const report = await readReport(lead(), { period, audience: 'inside' })
    const told = report?.sections
      .flatMap(({ figures }) => figures)
      .find(({ name }) => name === 'openCases')
    const { lines, all } = await findFigure(lead(), 'openCases', period)
    expect(lines.map(({ number }) => number)).toEqual(
      told?.table.rows.slice(0, -1).map(([, number]) => number),
    )
    expect(lines.filter(({ number }) => number > 0).length).toBeGreaterThan(1)
    for (const { codes, number } of [...lines, all]) {
      const { things } = await findBehind(lead(), 'openCases', { period, codes })
      expect([codes, things]).toEqual([codes, number])
    }
  })
})

describe('the cases behind a number', () => {
  it('come a page at a time, in the order of their days, none twice', async () => {
    const { lines } = await allBehind('referrals', year)
    const first = await findBehind(lead(), 'referrals', { period: year, codes: [] })
    expect(first.lines).toHaveLength(pageSize)
    expect(lines.length).toBeGreaterThan(2 * pageSize)
    const places = lines.map(({ day, id }) => `${day} ${id}`)
    expect(places).toEqual([...new Set(places)].toSorted())
  })

  it('are told by reference, day and where each stands, and not who they are about', async () => {
    const { lines } = await allBehind('referrals', thisMonth)
    const line = lines.find(({ reference }) => reference === sent)
    expect(line).toMatchObject({ isPast: false, receivedOn: today, day: today, things: 1 })
    expect(line?.items).toContainEqual(
      expect.objectContaining({ queue: 'POLICE', state: 'working' }),
    )
  })

  it('are none that is kept from anybody', async () => {
    const { lines } = await allBehind('referrals', thisMonth)
    expect(lines.map(({ reference }) => reference)).not.toContain(kept)
    const hidden = await asOwner(
      (tx) => tx.$queryRaw<{ id: string }[]>`select id from counted_case where is_hidden`,
    )
    const known = new Set((await allBehind('ages', year)).lines.map(({ id }) => id))
    expect(hidden.length).toBeGreaterThan(5)
    expect(hidden.filter(({ id }) => known.has(id))).toEqual([])
  })

  it('are of lists of past referrals too, which have no page', async () => {
    const period = spanAround('half', '2017-08-01')
    const { lines } = await allBehind('reportsToPolice', period, ['partner_to_police'])
    expect(lines.length).toBeGreaterThan(5)
    expect(lines.every(({ isPast, items }) => isPast && items.length === 0)).toBe(true)
    const html = await drawn(casesPage, behindPath('reportsToPolice', period), 'reportsToPolice')
    expect(html).toContain(lines[0]?.reference)
    expect(html).not.toContain('href="/cases/')
  })

  it('are fewer than the number says where some were erased since, and the page says so', async () => {
    const before = await findBehind(lead(), 'areas', { period: year, codes: [] })
    await asOwner(
      (tx) => tx.$executeRaw`update counted_case set reference = null
        where id in (select case_id from figure_row where figure = 'areas'
          and day between ${year.from}::date and ${year.until}::date order by case_id limit 2)`,
    )
    const after = await findBehind(lead(), 'areas', { period: year, codes: [] })
    expect(after.number).toBe(before.number)
    expect(after.things).toBe(before.things - 2)
    expect(await drawn(casesPage, behindPath('areas', year), 'areas')).toContain('2 referrals more')
  })

  it('are fewer too, and fewer cases, where one is kept from somebody since it was counted', async () => {
    const behind = (figure: FigureName) =>
      findBehind(lead(), figure, { period: thisMonth, codes: [] })
    const before = await behind('queues')
    await asOwner(
      (tx) => tx.$executeRaw`update referral set restricted = true where reference = ${sent}`,
    )
    const after = await behind('queues')
    await asOwner(
      (tx) => tx.$executeRaw`update referral set restricted = false where reference = ${sent}`,
    )
    expect(after.number).toBe(before.number)
    expect(after.things).toBeLessThan(before.things)
    expect(after.cases).toBe((before.cases ?? 0) - 1)
    expect(sumOf((await allBehind('queues', thisMonth)).lines)).toBe(before.things)
  })

  it('come though all that count first were erased', async () => {
    const earlier = spanAround('year', year.from)
    await asOwner(
      (tx) => tx.$executeRaw`update counted_case set reference = null where id in (
        select case_id from figure_row where figure = 'duties'
          and day between ${earlier.from}::date and ${earlier.until}::date
        order by day, case_id limit 250)`,
    )
    const { lines, things, cases } = await allBehind('duties', earlier)
    expect(lines.length).toBeGreaterThan(0)
    expect([sumOf(lines), lines.length]).toEqual([things, cases])
  })
})

describe('that somebody looked', () => {
  const followed = () =>
    asOwner((tx) =>
      tx.event.findMany({ where: { type: 'figure.followed' }, orderBy: { sequence: 'asc' } }),
    )

  it('is recorded with what they looked for', async () => {
    const before = await followed()
    const { number } = await findBehind(lead(), 'ages', { period: year, codes: ['child'] })
    const added = (await followed()).slice(before.length)
    expect(added).toHaveLength(1)
    expect(added[0]).toMatchObject({
      accountId: lead().accountId,
      referralId: null,
      detail: { figure: 'ages', keys: ['child'], ...year, number },
    })
  })
})

describe('nobody follows a figure', () => {
  const others = ['referrer.nhs', 'officer', 'supervisor', 'beacon', 'desk', 'admin', 'auditor']

  it.each(others)('but a safeguarding lead: not %s', async (name) => {
    await expect(findFigure(person(name), 'ages', year)).rejects.toThrow(NotFound)
    const behind = findBehind(person(name), 'ages', { period: year, codes: [] })
    await expect(behind).rejects.toThrow(NotFound)
    expect((await opened(figurePage, figurePath('ages', year), 'ages', name)).status).toBe(404)
  })

  it.each(others)('past the verbs, in the database: not %s', async (name) => {
    const asked = withActorInSql(
      person(name),
      (tx) => tx.$queryRaw`select id from cases_behind('ages', null, ${year.from}::date,
        ${year.until}::date, '{}'::text[], null::date, null::date, null::uuid, 50)`,
    )
    await expect(asked).rejects.toThrow()
    const counted = withActorInSql(
      person(name),
      (tx) => tx.$queryRaw`select gone from count_behind('ages', null, ${year.from}::date,
        ${year.until}::date, '{}'::text[], null::date, 50)`,
    )
    await expect(counted).rejects.toThrow()
  })
})

describe('an address that somebody typed', () => {
  it.each([
    ['happiness', [], 404],
    ['ages', ['child'], 200],
    ['ages', ['nobody'], 404],
    ['ages', ['child', 'adult'], 404],
    ['openCases', ['11+'], 200],
    ['openCases', ['12+'], 404],
  ] as const)(
    'of the figure %s with the codes %j is answered with %i',
    async (figure, keys, status) => {
      const query = new URLSearchParams({ ...year })
      for (const key of keys) query.append('key', key)
      const path = `/report/figures/${figure}/cases?${query}`
      expect((await opened(casesPage, path, figure)).status).toBe(status)
    },
  )

  it.each([
    ['from=2026-02-31&until=2026-03-31', 'The first day must be a real date'],
    [
      'from=2026-03-02&until=2026-03-01',
      'The last day must be the same as the first day, or later',
    ],
  ])('with the time %s is answered in words', async (query, words) => {
    const answer = await opened(figurePage, `/report/figures/ages?${query}`, 'ages')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(words)
  })

  it('is of the last whole month where it says no time', async () => {
    expect((await opened(figurePage, '/report/figures/ages', 'ages')).status).toBe(200)
  })
})

describe('the page of a figure', () => {
  it.each(figureNames)(
    'says how %s is counted, with the query, and leads to the cases',
    async (figure) => {
      const html = await drawn(figurePage, figurePath(figure, year), figure)
      expect(html).toContain(escaped(figureOf(figure).countRule))
      expect(html).toContain(`SELECT &#x27;${figure}&#x27;`)
      expect(html).toContain(escaped(behindPath(figure, year)))
    },
  )

  it('lays the national figures of the same year beside ours', async () => {
    const period = spanAround('year', '2025-06-01')
    const html = await drawn(figurePage, figurePath('referrals', period), 'referrals')
    expect(html).toContain('23,411, 2025')
  })
})
