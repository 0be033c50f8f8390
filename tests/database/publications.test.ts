import { addMinutes } from 'date-fns'
import { beforeEach, describe, expect, it } from 'vitest'
import { GET as publishPage, POST as publishForm } from '@/app/report/publish/route'
import { GET as listPage } from '@/app/report/published/route'
import type { Actor } from '@/lib/access/actor'
import { withActor, withActorInSql } from '@/lib/database/with-actor'
import type { FigureName } from '@/lib/outcomes/figures'
import { findPublications, findPublishing } from '@/lib/outcomes/find-publications'
import type { Period } from '@/lib/outcomes/period'
import { publishReport } from '@/lib/outcomes/publish-report'
import { readPublished } from '@/lib/outcomes/read-published'
import { Changed, NeedsProof, NotAllowed, NotFound } from '@/lib/refusals'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { cookieOf, get, post } from '@/tests/support/requests'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const lead = () => person('lead')

const spring = { from: '2025-04-01', until: '2025-06-30' }
const year = { from: '2025-01-01', until: '2025-12-31' }

/** Adds to how many there are of something in a month, as the job that counts would. */
const add = (month: string, figure: FigureName, codes: readonly string[], number: number) =>
  asOwner(
    (tx) => tx.$executeRaw`
      insert into figure_count as kept (figure, grain, day, key, number)
      select ${figure}, grain, day, ${codes.join('|')}, ${number}::bigint
      from grains_of(${`${month}-01`}::date) where grain <> 'D'
      on conflict (figure, grain, day, key) do update set number = kept.number + excluded.number`,
  )

const addReferrals = async (month: string, number: number, but: Record<string, string> = {}) => {
  await add(month, 'referrals', [but.route ?? 'nrm'], number)
  await add(month, 'organisations', [but.kind ?? 'police', 'hertfordshire-police'], number)
  await add(month, 'exploitation', [but.exploitation ?? 'labour', but.age ?? 'adult'], number)
  await add(month, 'ages', [but.age ?? 'adult'], number)
  await add(month, 'areas', [but.area ?? 'watford'], number)
}

beforeEach(async () => {
  await asOwner(async (tx) => {
    await tx.$executeRaw`alter table publication disable trigger append_only`
    await tx.$executeRaw`alter table published_quarter disable trigger append_only`
    await tx.$executeRaw`delete from publication`
    await tx.$executeRaw`delete from published_quarter`
    await tx.$executeRaw`delete from figure_count`
    await tx.$executeRaw`alter table publication enable trigger append_only`
    await tx.$executeRaw`alter table published_quarter enable trigger append_only`
    await tx.$executeRaw`update figure_state set as_of = '2026-02-03T09:00:00Z'`
  })
  for (const month of ['2025-02', '2025-05', '2025-08', '2025-11']) await addReferrals(month, 20)
  await addReferrals('2025-05', 12, { route: 'duty_to_notify', area: 'stevenage' })
  await addReferrals('2025-05', 2, { area: 'dacorum', exploitation: 'organ_removal' })
})

const draftOf = async (period: Period) => {
  const publishing = await findPublishing(lead(), period)
  if (!('draft' in publishing)) throw new Error(JSON.stringify(publishing))
  return publishing.draft
}
const publish = async (period: Period) =>
  publishReport(lead(), period, (await draftOf(period)).seen)
const readAs = (actor: Actor, period: Period) =>
  withActorInSql(actor, (tx) => readPublished(tx, period))
const published = async (period: Period) => {
  const report = await readAs(lead(), period)
  if (!report) throw new Error('Nothing was published')
  return report
}
const tableOf = async (period: Period, name: FigureName, title?: string) =>
  (await published(period)).sections
    .flatMap(({ figures }) => figures)
    .find((figure) => figure.name === name && (!title || figure.title === title))?.table.rows
const eventsOf = () => asOwner((tx) => tx.event.findMany({ where: { type: 'report.published' } }))

describe('a year that is published', () => {
  it('shows its tables with small numbers hidden, and others from which they follow', async () => {
    await publish(year)
    const areas = await tableOf(year, 'areas')
    expect(Object.fromEntries(areas ?? [])).toMatchObject({
      Dacorum: 'c',
      Stevenage: 12,
      Watford: 'c',
      Hertsmere: 0,
      All: 94,
    })
    expect(await tableOf(year, 'referrals', 'Referrals by quarter')).toEqual([
      ['January to March 2025', 20],
      ['April to June 2025', 34],
      ['July to September 2025', 20],
      ['October to December 2025', 20],
      ['2025', 94],
    ])
  })

  it('says in sentences what its tables show', async () => {
    await publish(year)
    expect((await published(year)).keyResults.slice(0, 2)).toEqual([
      '94 referrals came in 2025.',
      'Most referrals went to the National Referral Mechanism: 82 of 94 (87%).',
    ])
  })

  it('is compared with the year before as that was published', async () => {
    await addReferrals('2024-03', 70)
    await publish({ from: '2024-01-01', until: '2024-12-31' })
    await addReferrals('2024-03', 5)
    await publish(year)
    expect((await published(year)).keyResults[0]).toBe(
      '94 referrals came in 2025: 24 more than in 2024 (70).',
    )
  })
})

describe('a quarter that is published', () => {
  it('shows the number of its referrals alone, and says why', async () => {
    await publish(spring)
    const { sections, keyResults } = await published(spring)
    expect(sections.flatMap(({ figures }) => figures.map(({ table }) => table.rows))).toEqual([
      [['April to June 2025', 34]],
    ])
    expect(keyResults).toEqual([
      '34 referrals came from April to June 2025.',
      'Of a quarter the number of referrals alone is published. Tables are of whole years.',
    ])
  })

  it.each([[1], [4]])('hides that there were %i', async (number) => {
    await addReferrals('2023-01', number)
    const winter = { from: '2023-01-01', until: '2023-03-31' }
    await publish(winter)
    expect(await tableOf(winter, 'referrals')).toEqual([['January to March 2023', 'c']])
  })
})

describe('what was published', () => {
  it('stays as it was, whatever is counted afterwards', async () => {
    await publish(year)
    const before = await published(year)
    await addReferrals('2025-05', 7, { area: 'hertsmere' })
    expect(await published(year)).toEqual(before)
  })

  it.each([
    ['the quarter first', [spring, year]],
    ['the year first', [year, spring]],
  ])('agrees with itself: %s, and a referral kept from somebody in between', async (_, times) => {
    for (const period of times) {
      await publish(period)
      await addReferrals('2025-05', -1)
    }
    const [[, quarter] = []] = (await tableOf(spring, 'referrals')) ?? []
    const rows = (await tableOf(year, 'referrals', 'Referrals by quarter')) ?? []
    expect(quarter).toBe(34)
    expect(rows[1]).toEqual(['April to June 2025', 34])
    expect(rows.at(-1)).toEqual(['2025', 94])
  })

  it('cannot be published again, changed or deleted', async () => {
    const { seen } = await draftOf(spring)
    await publish(spring)
    await expect(publishReport(lead(), spring, seen)).rejects.toThrow(Changed)
    const change = (tx: Parameters<Parameters<typeof asOwner>[0]>[0]) =>
      tx.$executeRaw`update publication set numbers = '{}'`
    await expect(asOwner(change)).rejects.toThrow('is never changed')
    await expect(asOwner((tx) => tx.publishedQuarter.deleteMany())).rejects.toThrow(
      'is never changed',
    )
  })

  it('is published by one of two leads who press at once', async () => {
    const { seen } = await draftOf(year)
    const done = await Promise.allSettled([
      publishReport(lead(), year, seen),
      publishReport(lead(), year, seen),
    ])
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await eventsOf()).length).toBeGreaterThan(0)
  })

  it('is what the lead looked at: numbers that changed since are looked at again', async () => {
    const { seen } = await draftOf(spring)
    await addReferrals('2025-05', 1)
    await expect(publishReport(lead(), spring, seen)).rejects.toThrow(Changed)
    expect(await readAs(lead(), spring)).toBe(undefined)
    expect(await asOwner((tx) => tx.publishedQuarter.count())).toBe(0)
  })

  it('is recorded with its time and how many numbers are hidden', async () => {
    const before = (await eventsOf()).length
    await publish(year)
    const events = await eventsOf()
    expect(events.length).toBe(before + 1)
    expect(events.at(-1)?.detail).toEqual({ ...year, hidden: 4 })
  })

  it('is listed, with who published it and when', async () => {
    await publish(spring)
    const { publications, firstDay } = await findPublications(lead())
    expect(publications).toMatchObject([{ period: spring, publishedBy: lead().name }])
    expect(firstDay).toBe('2025-02-01')
  })
})

describe('nobody else', () => {
  const others = ['referrer.nhs', 'officer', 'supervisor', 'beacon', 'desk', 'admin', 'auditor']
  it.each(others)('may publish or look: %s', async (name) => {
    await publish(spring)
    const { seen } = await draftOf(year)
    expect(() => findPublications(person(name))).toThrow(NotFound)
    expect(() => findPublishing(person(name), year)).toThrow(NotFound)
    expect(() => publishReport(person(name), year, seen)).toThrow(NotFound)
  })

  it.each(others)('sees what was taken, whatever is asked of the database: %s', async (name) => {
    await publish(spring)
    const counts = await withActor(person(name), async (tx) => [
      await tx.publication.count(),
      await tx.publishedQuarter.count(),
    ])
    expect(counts).toEqual([0, 0])
    await expect(
      withActor(person(name), (tx) =>
        tx.publishedQuarter.create({
          data: { firstDay: new Date('2025-01-01'), numbers: {}, asOf: new Date() },
        }),
      ),
    ).rejects.toThrow()
  })

  it('publishes without a fresh proof', async () => {
    const { seen } = await draftOf(year)
    const tired: Actor = {
      ...lead(),
      confirmed: { at: addMinutes(new Date(), -10), by: 'password' },
    }
    expect(() => publishReport(tired, year, seen)).toThrow(NeedsProof)
  })
})

describe('the pages', () => {
  const open = async (query: string) =>
    (
      await get(publishPage, `/report/publish${query}`, {}, { cookie: await cookieOf(lead()) })
    ).text()
  const days = ({ from, until }: Period) => `?${new URLSearchParams({ from, until })}`

  it.each([
    ['a month', '?from=2025-04-01&until=2025-04-30', 'Only a quarter or a year'],
    ['a year that is not over', '?from=2026-01-01&until=2026-12-31', 'not over yet'],
  ])('say why %s cannot be published', async (_, query, because) => {
    expect(await open(query)).toContain(because)
  })

  it('say what is wrong with a time that nobody can read', async () => {
    expect(await open('?from=yesterday&until=2025-04-30')).toContain('Enter the first day')
  })

  it('refuse a month that is posted by hand', async () => {
    const body = new URLSearchParams({ from: '2025-04-01', until: '2025-04-30', seen: 'x' })
    const cookie = await cookieOf(lead())
    await expect(
      publishReport(lead(), { from: '2025-04-01', until: '2025-04-30' }, 'x'),
    ).rejects.toThrow(NotAllowed)
    expect((await post(publishForm, '/report/publish', {}, body, { cookie })).status).not.toBe(303)
    expect(await asOwner((tx) => tx.publication.count())).toBe(0)
  })

  it('show what would be hidden beside the numbers inside', async () => {
    const html = await open(days(year))
    expect(html).toMatch(/Dacorum<\/th><td[^>]*>2<\/td><td[^>]*>\[c\]/)
    expect(html).toContain('4 numbers will be hidden')
    expect(html).not.toContain('Broxbourne')
  })

  it('list each year with its quarters, and what was published of them', async () => {
    await publish(spring)
    const cookie = await cookieOf(lead())
    const html = await (await get(listPage, '/report/published', {}, { cookie })).text()
    expect(html).toContain('/report?from=2025-04-01&amp;until=2025-06-30&amp;audience=published')
    expect(html).toContain('/report/publish?from=2025-01-01&amp;until=2025-12-31')
  })

  it('publish what the lead was shown, and lead to it', async () => {
    const [, seen = ''] = /name="seen" value="(\w+)"/.exec(await open(days(year))) ?? []
    const cookie = await cookieOf(lead())
    const body = new URLSearchParams({ ...year, seen })
    const answer = await post(publishForm, '/report/publish', {}, body, { cookie })
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/report/publish?from=2025-01-01&until=2025-12-31',
    ])
    expect(await open(days(year))).toContain('Open the published report')
  })
})
