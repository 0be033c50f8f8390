import { beforeAll, describe, expect, it, test } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { withActorInSql, withoutActor, type InSql } from '@/lib/database/with-actor'
import { countDetails } from '@/lib/outcomes/count-details'
import { countFigures } from '@/lib/outcomes/count-figures'
import { totalOf } from '@/lib/outcomes/counts'
import { readCounts } from '@/lib/outcomes/read-counts'
import { readReport } from '@/lib/outcomes/read-report'
import { spanAround } from '@/lib/outcomes/period'
import { addDetails } from '@/lib/referral/add-details'
import { saveDetails } from '@/lib/referral/save-details'
import { isoDay } from '@/lib/wording/london-time'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const author = () => person('referrer.nhs')
const month = spanAround('month', isoDay(new Date()))

/** Whoever refers types into the task of the form: right, wrong or nothing. */
const type = (reference: string, gender: string, nationality: string) =>
  saveDetails(author(), reference, 'more-person', new URLSearchParams({ gender, nationality }))

const counted = async () => {
  await countFigures()
  const [counts = {}] = await withActorInSql(person('lead'), (tx) => readCounts(tx, [month]))
  return counts
}

let sent: readonly string[] = []

beforeAll(async () => {
  const references: string[] = []
  for (const name of ['V01', 'V01', 'V01', 'V01'] as const)
    references.push((await sendTyped(author(), typedOf(workedCase(name)))).reference)
  sent = references
})

describe('what is added to a referral', () => {
  it('is counted by gender and nationality, whichever door it came through', async () => {
    const [pages = '', api = ''] = sent
    await type(pages, 'female', 'Vietnamese')
    const changes = { gender: 'male', nationality: 'albania' }
    expect(await addDetails(author(), { reference: api, version: 0, changes })).toHaveProperty(
      'tasks',
    )
    const counts = await counted()
    expect(totalOf(counts, 'genders', 'female')).toBe(1)
    expect(totalOf(counts, 'genders', 'male')).toBe(1)
    expect(totalOf(counts, 'genders', 'unknown')).toBe(2)
    expect(totalOf(counts, 'nationalities', 'VN')).toBe(1)
    expect(totalOf(counts, 'nationalities', 'AL')).toBe(1)
    expect(totalOf(counts, 'nationalities', 'unknown')).toBe(2)
  })

  it('says of an adult whether they were a child when it happened', async () => {
    const [, , other = ''] = sent
    const ages = async () => {
      const counts = await counted()
      return ['child', 'adult'].map((age) => totalOf(counts, 'agesWhenExploited', age))
    }
    const say = (underAgeThen: string) =>
      saveDetails(author(), other, 'start', new URLSearchParams({ underAgeThen }))
    expect(await ages()).toEqual([0, 0])
    await say('yes')
    expect(await ages()).toEqual([1, 0])
    await say('no')
    expect(await ages()).toEqual([0, 1])
  })

  it('is counted anew when it is changed, and taken back when it is taken out', async () => {
    const [pages = ''] = sent
    await type(pages, 'male', 'Kenyan')
    expect(totalOf(await counted(), 'nationalities', 'VN')).toBe(0)
    expect(totalOf(await counted(), 'nationalities', 'KE')).toBe(1)
    await type(pages, '', '')
    expect(totalOf(await counted(), 'nationalities', 'KE')).toBe(0)
    await type(pages, 'female', 'Vietnamese')
    expect(totalOf(await counted(), 'nationalities', 'VN')).toBe(1)
  })

  it('stands nowhere as it was typed, also where it is wrong', async () => {
    const [, , odd = ''] = sent
    const typed = 'Ruritanian, from Strelsau'
    await type(odd, 'somebody', typed)
    expect(totalOf(await counted(), 'nationalities', 'other')).toBe(1)
    const dump = await asOwner(dumpDatabase)
    expect(tablesWith(dump, odd)).not.toEqual([])
    expect(tablesWith(dump, 'Ruritanian')).toEqual([])
  })

  it('is told of in the report, beside where people went', async () => {
    const report = await readReport(person('lead'), { period: month, audience: 'inside' })
    const figures = report?.sections.flatMap((section) => section.figures) ?? []
    const finding = (name: string) => figures.find((one) => one.name === name)?.finding
    expect(finding('nationalities')).toBe(
      'The most frequent nationalities were Albanian (1) and Vietnamese (1); of 1 it is not known',
    )
    expect(finding('genders')).toBe(
      'The largest numbers of referrals were about women or girls and men or boys: 1 each, of 4',
    )
  })
})

describe('the codes', () => {
  const actors: readonly (readonly [string, () => Actor])[] = [
    ['the author', author],
    ['an officer', () => person('officer')],
    ['a lead', () => person('lead')],
  ]
  test.each(actors)('are not for %s to read', async (_, actor) => {
    const as = (read: (tx: InSql) => Promise<unknown>) => withActorInSql(actor(), read)
    await expect(as((tx) => tx.$queryRaw`select gender from details`)).rejects.toThrow()
    await expect(as((tx) => tx.$queryRaw`select nationality from details`)).rejects.toThrow()
    await expect(as((tx) => tx.$queryRaw`select version from details`)).resolves.toBeDefined()
  })

  it('can be nothing but codes', async () => {
    const set = (gender: string, nationality: string) =>
      asOwner(
        (tx) => tx.$executeRaw`update details set gender = ${gender}, nationality = ${nationality}`,
      )
    await expect(set('a woman', 'GB')).rejects.toThrow()
    await expect(set('female', 'Vietnamese')).rejects.toThrow()
  })
})

describe('details of a version that did not count them', () => {
  const forget = () =>
    asOwner(async (tx) => {
      await tx.$executeRaw`
        update details set gender = null, nationality = null, age_when_exploited = null`
      await tx.$executeRaw`
        update counted_case set gender = 'unknown', nationality = 'unknown', age_when_exploited = 'unknown'`
      await tx.$executeRaw`select count_all_figures()::text`
    })

  it('are counted once the operator asks for it, and once only', async () => {
    const before = await counted()
    await forget()
    expect(totalOf(await counted(), 'nationalities', 'VN')).toBe(0)
    expect(totalOf(await counted(), 'agesWhenExploited', 'adult')).toBe(0)
    const added = await asOwner((tx) => tx.details.count())
    expect(added).toBe(3)
    expect(await countDetails(asOwner)).toBe(3)
    expect(await counted()).toEqual(before)
    expect(await countDetails(asOwner)).toBe(0)
  })

  it('are not for the service to read', async () => {
    await expect(
      withoutActor('jobs', (tx) => tx.$queryRaw`select count_cases('{}')`),
    ).rejects.toThrow()
  })
})
