import { addDays } from 'date-fns'
import { beforeAll, describe, expect, it, test } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import type { Role } from '@/lib/access/roles'
import { withActorInSql, type Tx } from '@/lib/database/with-actor'
import { acceptImport } from '@/lib/imports/accept-import'
import { receiveSheet } from '@/lib/imports/receive-sheet'
import { undoImport } from '@/lib/imports/undo-import'
import { bandOf } from '@/lib/outcomes/case-ages'
import { countFigures } from '@/lib/outcomes/count-figures'
import { cellsOf, type Counts } from '@/lib/outcomes/counts'
import { dimensions } from '@/lib/outcomes/dimensions'
import { findBehind } from '@/lib/outcomes/find-behind'
import { figureNames, figureOf, isFigure } from '@/lib/outcomes/figures'
import { spanAround, type Period } from '@/lib/outcomes/period'
import { readAsOf, readCounts } from '@/lib/outcomes/read-counts'
import { readReportIn } from '@/lib/outcomes/read-report'
import { reportOf, timesOf } from '@/lib/outcomes/report-of'
import { agesOf } from '@/lib/outcomes/standing'
import { trendOf } from '@/lib/outcomes/trend'
import { decideDisposal } from '@/lib/retention/decide-disposal'
import { answerDisposal } from '@/lib/retention/answer-disposal'
import type { OrganisationType } from '@/lib/routing/organisation-types'
import { isoDay } from '@/lib/wording/london-time'
import { changeCases } from '@/tests/support/changes-of-cases'
import { countSlowly, type Counted } from '@/tests/support/counted-slowly'
import { testDatabase } from '@/tests/support/database'
import { countyPeople } from '@/tests/support/county-people'
import { diceOf } from '@/tests/support/dice'
import { disposalOf, endLongAgo } from '@/tests/support/life-of-data'
import type { Cast } from '@/tests/support/lives-of-items'
import { csvOf, listOf, partnershipList, rowOf } from '@/tests/support/past-referrals'
import { addActor } from '@/tests/support/people'
import { playStories } from '@/tests/support/play-stories'
import { added, differences } from '@/tests/support/tallies'
import { liveCases } from '@/tests/support/years-of-cases'

const database = testDatabase()
const { asOwner } = database
const people = countyPeople(database)
const dice = diceOf(20_261_122)
const began = new Date('2021-11-01T00:00:00Z')

let lead: Actor
let administrator: Actor
let cast: Cast
/** What counted of referrals that were erased since, as it was when they were. */
const erased: Counted[] = []

const hire = async (tx: Tx, role: Role, slug: string) => {
  const { type, ...organisation } = await tx.organisation.findUniqueOrThrow({ where: { slug } })
  return addActor(tx, role, { ...organisation, type: type as OrganisationType })
}

const castOf = async (tx: Tx): Promise<Cast> => ({
  referrers: [
    await hire(tx, 'referrer', 'beacon'),
    await hire(tx, 'referrer', 'watford-council'),
    await hire(tx, 'referrer', 'hertfordshire-constabulary'),
    await hire(tx, 'referrer', 'hertfordshire-county-council'),
    await hire(tx, 'referrer', 'west-hertfordshire-teaching-hospitals-nhs-trust'),
  ],
  workers: [
    await hire(tx, 'police_triage_officer', 'hertfordshire-constabulary'),
    await hire(tx, 'police_supervisor', 'hertfordshire-constabulary'),
    await hire(tx, 'beacon_worker', 'beacon'),
    lead,
  ],
  desks: [
    await hire(tx, 'first_responder_desk', 'hertfordshire-county-council'),
    await hire(tx, 'first_responder_desk', 'watford-council'),
    await hire(tx, 'first_responder_desk', 'the-salvation-army'),
  ],
})

/** Some years of referrals, a few at a time: a transaction of the owner has ten seconds. */
const live = async (most: number, from: Date, days: number) => {
  for (let left = most; left > 0; left -= 20)
    await asOwner((tx) => liveCases(tx, dice, cast, { most: Math.min(left, 20), from, days }))
}

const change = (most: number, from: Date) =>
  asOwner((tx) => changeCases(tx, dice, cast, { most, from }))

const importList = async (bytes: Uint8Array) => {
  const received = await receiveSheet(lead, { name: 'list.csv', bytes })
  if (!('import' in received)) throw new Error(received.refused)
  expect(await acceptImport(lead, received.import, true)).toHaveProperty('saved')
  return received.import
}

const erase = async (reference: string) => {
  const id = await endLongAgo(database, reference, { at: new Date('1970-01-05T09:00:00Z') })
  const disposal = await disposalOf(database, reference)
  if (!disposal) throw new Error('It is not due')
  const form = (given: Record<string, string>) => new URLSearchParams(given)
  const why = form({ decision: 'dispose', disposeBecause: 'time_over', words: 'Over' })
  await decideDisposal(lead, disposal.id, disposal.version, why)
  erased.push(...(await asOwner(countSlowly)).filter((one) => one.id === id))
  const agreed = form({ agree: 'yes' })
  expect(await answerDisposal(administrator, disposal.id, disposal.version + 1, agreed)).toEqual({
    done: true,
  })
}

const slowly = async (): Promise<readonly Counted[]> => [...(await asOwner(countSlowly)), ...erased]

const kept = async () => {
  const rows = await asOwner((tx) => tx.figureCount.findMany())
  return new Map(
    rows.map(({ figure, grain, day, key, number }) => [
      [figure, grain, day.toISOString().slice(0, 10), key].join(' '),
      Number(number),
    ]),
  )
}

const halfYearOf = (day: string) => `${day.slice(0, 4)}-${day.slice(5, 7) < '07' ? '01' : '07'}-01`

const mondayOf = (day: string) => {
  const date = new Date(day)
  return isoDay(addDays(date, -((date.getUTCDay() + 6) % 7)))
}

/** The times that a day counts in, each by its kind and its first day. */
const timesOfDay = (day: string) => [
  `D ${day}`,
  `W ${mondayOf(day)}`,
  `M ${day.slice(0, 7)}-01`,
  `H ${halfYearOf(day)}`,
]

/** How many more are open at the end of each time than at its beginning. */
const comings = ({ figure, day, codes: [ended = ''] }: Counted) => {
  const places = (on: string) => timesOfDay(on).map((time) => `${figure} ${time} +`)
  if (ended === '') return places(day).map((place) => [place, 1] as const)
  const left = places(ended < day ? day : ended).map((place) => [place, -1] as const)
  return [...places(day).map((place) => [place, 1] as const), ...left]
}

/** Every cell of every figure, of every day, week, month and half-year. */
const allSlowly = async () => {
  const all = await slowly()
  const isOpen = ({ figure }: Counted) => figureOf(figure).measure === 'open'
  const cells = new Map(
    added(
      all.flatMap((one) => {
        const { figure, day, codes } = one
        const times = isOpen(one) ? [`D ${day}`] : timesOfDay(day)
        return times.map((time) => [figure, time, codes.join('|')].join(' '))
      }),
    ),
  )
  for (const [place, number] of all.filter(isOpen).flatMap(comings))
    cells.set(place, (cells.get(place) ?? 0) + number)
  return new Map([...cells].filter(([, number]) => number !== 0))
}

const expectRight = async () => expect(differences(await kept(), await allSlowly())).toEqual([])

beforeAll(() =>
  asOwner(async (tx) => {
    lead = await hire(tx, 'safeguarding_lead', 'hertfordshire-county-council')
    administrator = await hire(tx, 'administrator', 'hertfordshire-county-council')
    cast = await castOf(tx)
  }),
)

describe('every figure, beside a second way of counting', () => {
  it('is right of the stories of the demonstration, which the verbs play and which are counted as they go on', async () => {
    await playStories(database, people, countFigures)
    await countFigures()
    await expectRight()
  }, 300_000)

  it('is right of years of referrals', async () => {
    await live(100, began, 900)
    await countFigures()
    await live(60, addDays(began, 900), 940)
    await importList(partnershipList())
    await countFigures()
    await expectRight()
  })

  it('is right after what was counted has changed', async () => {
    await change(60, addDays(began, 1000))
    await countFigures()
    const wrong = await importList(csvOf(listOf({ Route: 'NRM' }, [rowOf('MS-2')])))
    await countFigures()
    await undoImport(lead, wrong)
    await change(60, addDays(began, 1500))
    await live(20, began, 1840)
    await countFigures()
    await expectRight()
  })

  it('is right after referrals were erased: they are counted as they were, and nobody knows which', async () => {
    const referrals = await asOwner((tx) =>
      tx.referral.findMany({
        where: {
          restricted: false,
          hiddenFrom: { isEmpty: true },
          hiddenFromAccounts: { isEmpty: true },
        },
        orderBy: { submittedAt: 'asc' },
        take: 3,
      }),
    )
    for (const { reference } of referrals) await erase(reference)
    expect(erased.length).toBeGreaterThan(20)
    await change(20, addDays(began, 1700))
    await countFigures()
    await expectRight()
    const left = await asOwner((tx) =>
      tx.countedCase.count({ where: { reference: { in: referrals.map((one) => one.reference) } } }),
    )
    expect(left).toBe(0)
  })

  test.each(figureNames)('was there to be counted: %s', async (name) => {
    const cells = await asOwner((tx) => tx.figureCount.count({ where: { figure: name } }))
    expect(cells).toBeGreaterThan(0)
  })

  it('has words for each of its codes', async () => {
    const rows = await asOwner((tx) =>
      tx.figureCount.findMany({ distinct: ['figure', 'key'], select: { figure: true, key: true } }),
    )
    const without = rows.flatMap(({ figure, key }) => {
      if (!isFigure(figure)) return [figure]
      if (key === '+') return []
      const codes = key.split('|')
      return figureOf(figure).keys.flatMap(({ dimension }, index) =>
        Object.hasOwn(dimensions[dimension].values, codes[index] ?? '')
          ? []
          : [`${dimension}: ${codes[index]}`],
      )
    })
    expect([...new Set(without)]).toEqual([])
  })

  it('is the same when everything is counted anew', async () => {
    const before = await kept()
    await asOwner((tx) => tx.$queryRaw`select count_all_figures()::text`)
    expect(differences(await kept(), before)).toEqual([])
    await asOwner((tx) => tx.$executeRaw`update figure_state set sequence = 0`)
    await countFigures()
    expect(differences(await kept(), before)).toEqual([])
  })
})

const anyPeriod = (): Period => {
  const from = addDays(began, dice.upTo(1900))
  const until = addDays(from, dice.upTo(dice.chance(0.5) ? 40 : 900))
  if (dice.chance(0.3))
    return spanAround(dice.pick(['month', 'quarter', 'half', 'year']), isoDay(from))
  return { from: isoDay(from), until: isoDay(until) }
}

describe('a time of a report', () => {
  const periods = Array.from({ length: 60 }, anyPeriod)
  const read = (asked: readonly Period[]) =>
    withActorInSql(lead, async (tx) => ({
      asOf: isoDay((await readAsOf(tx)) ?? began),
      counts: await readCounts(tx, asked),
    }))

  const cellsIn = (counts: Counts = {}) =>
    new Map(
      figureNames
        .filter((name) => figureOf(name).measure !== 'open')
        .flatMap((name) =>
          cellsOf(counts, name).map(({ codes, number }) => [`${name} ${codes.join('|')}`, number]),
        ),
    )
  const agesIn = (counts: Counts = {}, end: string) =>
    figureNames
      .filter((name) => figureOf(name).measure === 'open')
      .flatMap((name) =>
        [...agesOf(counts, name, end)].map(
          ([band, number]) => [`${name} ${band}`, number] as const,
        ),
      )
      .filter(([, number]) => number > 0)

  it('has what happened in it up to now, and what was open at its end', async () => {
    const all = await slowly()
    const { asOf, counts } = await read(periods)
    for (const [index, { from, until }] of periods.entries()) {
      const end = until < asOf ? until : asOf
      const slow = all.flatMap(({ figure, day, codes }) => {
        if (figureOf(figure).measure !== 'open')
          return from <= day && day <= end ? [`${figure} ${codes.join('|')}`] : []
        const [closed = ''] = codes
        return day <= end && (closed === '' || closed > end)
          ? [`${figure} ${bandOf(day, end)}`]
          : []
      })
      const found = new Map([...cellsIn(counts[index]), ...agesIn(counts[index], end)])
      expect(differences(found, added(slow)), `${from} to ${until}`).toEqual([])
    }
  })

  it('has as many cases behind its numbers, but for those that were erased', async () => {
    const all = await asOwner(countSlowly)
    const { asOf } = await read([])
    for (const { from, until } of periods.slice(0, 12))
      for (const name of figureNames) {
        const end = until < asOf ? until : asOf
        const isOpen = figureOf(name).measure === 'open'
        const slow = all.filter(({ figure, day, codes: [closed = ''] }) => {
          if (figure !== name || day > end) return false
          return isOpen ? closed === '' || closed > end : day >= from
        })
        const { things, cases } = await findBehind(lead, name, {
          period: { from, until },
          codes: [],
        })
        expect([name, from, until, things, cases]).toEqual([
          ...[name, from, until, slow.length, new Set(slow.map(({ id }) => id)).size],
        ])
      }
  })

  it('is told alike from the codes that are told alone', async () => {
    for (const period of periods) {
      const { from, until } = period
      const { now, before, yearBefore } = timesOf(period)
      const trend = trendOf(period)
      const { told, all } = await withActorInSql(lead, async (tx) => ({
        told: await readReportIn(tx, { period }),
        all: await readCounts(tx, [now, before, yearBefore, ...trend]),
      }))
      const [counts = {}, counted = {}, earlier = {}, ...led] = all
      const report = reportOf({
        ...{ period, asOf: told.asOf, ownWords: [] },
        counts: {
          ...{ now: counts, before: counted, yearBefore: earlier },
          trend: trend.map((one, index) => ({ period: one, counts: led[index] ?? {} })),
        },
      })
      expect(told, `${from} to ${until}`).toEqual(report)
    }
  })

  it('is the sum of its days', async () => {
    const [period] = periods.filter(({ from, until }) => from < until && until < '2026-11')
    if (!period) throw new Error('There is no such time')
    const days: Period[] = []
    for (let day = period.from; day <= period.until; day = isoDay(addDays(new Date(day), 1)))
      days.push({ from: day, until: day })
    const [whole, ...each] = (await read([period, ...days])).counts.map(cellsIn)
    const sum = new Map<string, number>()
    for (const [key, number] of each.flatMap((cells) => [...cells]))
      sum.set(key, (sum.get(key) ?? 0) + number)
    expect(sum.size).toBeGreaterThan(20)
    expect(differences(whole ?? new Map(), sum)).toEqual([])
  })
})
