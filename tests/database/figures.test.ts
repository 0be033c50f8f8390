import { addDays } from 'date-fns'
import { beforeAll, describe, expect, it } from 'vitest'
import { keepCaseFrom } from '@/lib/casework/keep-case-from'
import { liftKept } from '@/lib/casework/lift-kept'
import { findKept } from '@/lib/casework/find-kept'
import { undoAction } from '@/lib/casework/undo-action'
import { atMoment } from '@/lib/clock'
import { withActorInSql, withoutActor } from '@/lib/database/with-actor'
import { acceptImport } from '@/lib/imports/accept-import'
import { receiveSheet } from '@/lib/imports/receive-sheet'
import { countFigures } from '@/lib/outcomes/count-figures'
import { totalOf } from '@/lib/outcomes/counts'
import { figureNames } from '@/lib/outcomes/figures'
import { findBehind } from '@/lib/outcomes/find-behind'
import type { Period } from '@/lib/outcomes/period'
import { readAsOf, readCounts } from '@/lib/outcomes/read-counts'
import cases from '@/tests/domain/routing-cases.json'
import { answersOf } from '@/tests/support/answers-of'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { openAllWithReason } from '@/tests/support/open-with-reason'
import { partnershipList } from '@/tests/support/past-referrals'
import { sendTyped, typedOf } from '@/tests/support/send-answers'

const database = testDatabase()
const { asOwner } = database
const { person, referrerOf } = countyPeople(database)
const { send, act } = casework(database)

const everything: Period = { from: '2015-01-01', until: '2099-12-31' }
const lead = () => person('lead')
const readBy = (name: string, periods: readonly Period[]) =>
  withActorInSql(person(name), (tx) => readCounts(tx, periods))
const countedBy = async (name: string) => (await readBy(name, [everything]))[0] ?? {}
const asOf = () => withActorInSql(lead(), readAsOf)

/** The counts as they are once everything is counted. */
const counted = async () => {
  await countFigures()
  return countedBy('lead')
}

/** How many of each figure there are. */
const totals = async () => {
  const counts = await counted()
  return figureNames.map((name) => [name, totalOf(counts, name)])
}

describe('the kept counts', () => {
  beforeAll(async () => {
    for (const routingCase of cases) {
      const { answers, organisationType } = answersOf(routingCase)
      await sendTyped(referrerOf(organisationType), typedOf(answers))
    }
    await countFigures()
  })

  it('have every referral that was sent and is kept from nobody', async () => {
    const sent = await asOwner((tx) =>
      tx.referral.count({ where: { restricted: false, hiddenFrom: { isEmpty: true } } }),
    )
    expect(sent).toBeGreaterThan(10)
    expect(totalOf(await countedBy('lead'), 'referrals')).toBe(sent)
  })

  it('say up to when they are', async () => {
    expect(await asOf()).toBeInstanceOf(Date)
  })

  it('say so only once they are: while there is more to count, up to where they have come', async () => {
    const later = addDays(new Date(), 1)
    await send(person('referrer.nhs'), 'V16')
    await withoutActor('jobs', (tx) => tx.$queryRaw`select count_changes(1, ${later}::timestamptz)`)
    expect((await asOf())?.getTime()).toBeLessThan(later.getTime())
    await atMoment(later, countFigures)
    expect(await asOf()).toEqual(later)
  })

  it('are shown to nobody but a safeguarding lead', async () => {
    for (const name of [
      'referrer.nhs',
      'officer',
      'supervisor',
      'beacon',
      'desk',
      'admin',
      'auditor',
    ])
      expect(await countedBy(name)).toEqual({})
  })

  it('are the same, however many count at once', async () => {
    await Promise.all([
      send(person('referrer.nhs'), 'V16'),
      countFigures(),
      send(person('referrer.nhs'), 'V01'),
      countFigures(),
      countFigures(),
    ])
    await countFigures()
    const read = () =>
      asOwner((tx) =>
        tx.figureCount.findMany({
          orderBy: [{ figure: 'asc' }, { grain: 'asc' }, { day: 'asc' }, { key: 'asc' }],
        }),
      )
    const before = await read()
    await asOwner((tx) => tx.$queryRaw`select count_all_figures()::text`)
    expect(await read()).toEqual(before)
  })
})

describe('a case', () => {
  it('was not accepted, where that was undone', async () => {
    const reference = await send(person('referrer.nhs'), 'V16')
    const accepted = async () => totalOf(await counted(), 'followThrough', 'accepted')
    const before = await accepted()
    const done = await act(person('beacon'), reference, 'BEACON', 'accept')
    expect(await accepted()).toBe(before + 1)
    await undoAction(person('beacon'), done)
    expect(await accepted()).toBe(before)
  })

  it('stays accepted, where it was passed on since', async () => {
    const reference = await send(person('referrer.nhs'), 'V16')
    const accepted = async () => totalOf(await counted(), 'followThrough', 'accepted')
    const before = await accepted()
    await act(person('desk'), reference, 'NRM', 'accept')
    const { id: handler } = await asOwner((tx) =>
      tx.organisation.findUniqueOrThrow({ where: { slug: 'stevenage-council' } }),
    )
    await asOwner((tx) =>
      tx.account.updateMany({
        where: { organisationId: handler, role: 'referrer', email: { startsWith: 'colleague' } },
        data: { role: 'first_responder_desk' },
      }),
    )
    await act(person('desk'), reference, 'NRM', 'pass_on', { typed: { handler } })
    expect(await accepted()).toBe(before + 1)
  })

  it('leaves every figure when it is kept from somebody, and comes back when it is not any more', async () => {
    const before = await totals()
    const reference = await send(person('referrer.nhs'), 'V16')
    await openAllWithReason(['lead', 'lead2'].map(person), reference)
    await act(person('beacon'), reference, 'BEACON', 'accept')
    const sent = await totals()
    expect(sent).not.toEqual(before)
    const form = new URLSearchParams({
      ...{ reason: 'knows_them', words: 'A neighbour', whom: 'person' },
      person: person('officer').accountId,
    })
    await keepCaseFrom(lead(), { reference, form })
    const behind = async () => {
      const asked = { period: everything, codes: [] }
      const { lines, next } = await findBehind(lead(), 'referrals', asked)
      expect(next, 'all are on one page').toBeUndefined()
      return lines.map((line) => ({ reference: line.reference }))
    }
    expect((await behind()).length).toBeGreaterThan(0)
    expect(await behind()).not.toContainEqual({ reference })
    expect(await totals()).toEqual(before)
    const kept = (await findKept(lead(), reference)).lines[0]?.id ?? ''
    await liftKept(lead(), { reference, kept, step: 'ask' })
    await liftKept(person('lead2'), { reference, kept, step: 'lift' })
    expect(await totals()).toEqual(sent)
    expect(await behind()).toContainEqual({ reference })
  })

  it('has a duty in the figures from the day on which it is due', async () => {
    await atMoment(addDays(new Date(), 30), countFigures)
    const before = totalOf(await countedBy('lead'), 'duties', 'crime_record')
    await send(person('referrer.nhs'), 'V16')
    const onThatDay = totalOf(await counted(), 'duties', 'crime_record')
    await atMoment(addDays(new Date(), 30), countFigures)
    const afterIt = totalOf(await countedBy('lead'), 'duties', 'crime_record')
    expect(onThatDay).toBeLessThan(afterIt)
    expect(afterIt).toBe(before + 1)
  })
})

describe('the partnership’s list of 2017 and 2018', () => {
  const halves: readonly Period[] = [
    { from: '2017-01-01', until: '2017-06-30' },
    { from: '2017-07-01', until: '2017-12-31' },
    { from: '2018-01-01', until: '2018-06-30' },
  ]

  it('gives the reports to the police that the partnership counted: 8, 24 and 29', async () => {
    const none = await readBy('lead', halves)
    expect(none.map((counts) => totalOf(counts, 'reportsToPolice'))).toEqual([0, 0, 0])
    const received = await receiveSheet(lead(), { name: 'list.csv', bytes: partnershipList() })
    if (!('import' in received)) throw new Error(received.refused)
    await acceptImport(lead(), received.import, true)
    await countFigures()
    const counts = await readBy('lead', halves)
    expect(counts.map((half) => totalOf(half, 'reportsToPolice', 'partner_to_police'))).toEqual([
      8, 24, 29,
    ])
    expect(counts.map((half) => totalOf(half, 'reportsToPolice', 'helpline'))).toEqual([2, 0, 14])
  })
})
