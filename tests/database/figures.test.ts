import { beforeAll, describe, expect, it } from 'vitest'
import { withActorInSql } from '@/lib/database/with-actor'
import { countFigures } from '@/lib/outcomes/count-figures'
import { totalOf } from '@/lib/outcomes/counts'
import { readAsOf, readCounts } from '@/lib/outcomes/read-counts'
import { answersOf } from '@/tests/support/answers-of'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import cases from '@/tests/domain/routing-cases.json'

const database = testDatabase()
const { person, referrerOf } = countyPeople(database)

const everything = { from: '2020-01-01', until: '2099-12-31' }
const lead = () => person('lead')
const countedBy = (name: string) =>
  withActorInSql(person(name), (tx) => readCounts(tx, [everything])).then(
    ([counts]) => counts ?? {},
  )

describe('the kept counts', () => {
  beforeAll(async () => {
    for (const routingCase of cases) {
      const { answers, organisationType } = answersOf(routingCase)
      await sendTyped(referrerOf(organisationType), typedOf(answers))
    }
    await countFigures()
  })

  it('have every referral that was sent and is kept from nobody', async () => {
    const sent = await database.asOwner((tx) =>
      tx.referral.count({ where: { restricted: false, hiddenFrom: { isEmpty: true } } }),
    )
    expect(sent).toBeGreaterThan(10)
    expect(totalOf(await countedBy('lead'), 'referrals')).toBe(sent)
  })

  it('say up to when they are', async () => {
    expect(await withActorInSql(lead(), readAsOf)).toBeInstanceOf(Date)
  })

  it('are shown to nobody but a safeguarding lead', async () => {
    expect(await countedBy('referrer.nhs')).toEqual({})
  })
})
