import { beforeAll, describe, expect, it } from 'vitest'
import { findCase } from '@/lib/casework/find-case'
import { findMatches } from '@/lib/casework/find-matches'
import { decideDisposal } from '@/lib/retention/decide-disposal'
import { answerDisposal } from '@/lib/retention/answer-disposal'
import { saveDetails } from '@/lib/referral/save-details'
import { NotFound } from '@/lib/refusals'
import { countyPeople } from '@/tests/support/county-people'
import { correct } from '@/tests/support/correct'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { disposalOf, endLongAgo, fillEveryTable, rowsOf } from '@/tests/support/life-of-data'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)

/** What outlives a referral, with ids and codes only. */
const kept = ['data_request', 'disposal', 'event', 'tombstone']

describe('a referral that is erased', () => {
  let id = ''
  let reference = ''
  let other = ''
  let before: Record<string, number> = {}
  let tables: readonly string[] = []
  let otherBefore: Record<string, number> = {}

  beforeAll(async () => {
    const nurse = person('referrer.nhs')
    const typed = { ...typedOf(workedCase('V01')), familyName: 'Kanarienvogel' }
    reference = (await sendTyped(nurse, typed)).reference
    other = (await sendTyped(nurse, typed)).reference
    await correct(nurse, reference, { familyName: 'Kanarienhahn' })
    const { id: otherId } = await asOwner((tx) =>
      tx.referral.findUniqueOrThrow({ where: { reference: other } }),
    )
    otherBefore = await rowsOf(database, otherId)
    id = await endLongAgo(database, reference)
    const disposal = await disposalOf(database, reference)
    if (!disposal) throw new Error('It is not due')
    tables = await fillEveryTable(database, id, [...kept, 'legal_hold'])
    await asOwner(async (tx) => {
      const { accountId } = person('lead')
      const at = new Date()
      await tx.legalHold.create({
        data: {
          id: crypto.randomUUID(),
          referralId: id,
          because: 'court',
          placedBy: accountId,
          placedAt: at,
          liftedBy: accountId,
          liftedAt: at,
        },
      })
      await tx.$executeRaw`
        insert into link (id, referral_id, other_id, kind, account_id, at)
        values (gen_random_uuid(), ${otherId}::uuid, ${id}::uuid, 'same_scene', ${accountId}::uuid, now())`
    })
    before = await rowsOf(database, id)
    const form = (given: Record<string, string>) => new URLSearchParams(given)
    await decideDisposal(
      person('lead'),
      disposal.id,
      disposal.version,
      form({ decision: 'dispose', disposeBecause: 'time_over', words: 'Over' }),
    )
    const done = await answerDisposal(
      person('admin'),
      disposal.id,
      disposal.version + 1,
      form({ agree: 'yes' }),
    )
    expect(done).toEqual({ done: true })
  })

  it('was in every table that can name a referral', () => {
    expect(Object.keys(before).sort()).toEqual(
      tables.filter((name) => !kept.includes(name) || name in before).sort(),
    )
    expect(Object.keys(before).length).toBeGreaterThan(15)
  })

  it('is in none of them any more, but where only ids and codes are', async () => {
    const after = await rowsOf(database, id)
    expect(Object.keys(after).filter((name) => !kept.includes(name))).toEqual([])
    expect(await asOwner((tx) => tx.referral.count({ where: { id } }))).toBe(0)
  })

  it('leaves its id and its reference in the trail and its tombstone only', async () => {
    const dump = await asOwner(dumpDatabase)
    expect(tablesWith(dump, id).every((name) => kept.includes(name))).toBe(true)
    expect(tablesWith(dump, reference).sort()).toEqual(['disposal', 'tombstone'])
  })

  it('does not exist for anybody', async () => {
    for (const name of ['referrer.nhs', 'officer', 'desk', 'lead'])
      await expect(findCase(person(name), reference)).rejects.toThrow(NotFound)
    await expect(
      saveDetails(person('referrer.nhs'), reference, 'background', new URLSearchParams()),
    ).rejects.toThrow(NotFound)
    expect((await findMatches(person('referrer.nhs'), 'Kanarienhahn')).matches).toEqual([])
  })

  it('leaves the trail as it was: every event of it, and a chain that holds', async () => {
    const [row] = await asOwner(
      (tx) => tx.$queryRaw<{ broken: bigint | null }[]>`select first_broken_event() as broken`,
    )
    expect(row).toEqual({ broken: null })
    const types = (
      await asOwner((tx) =>
        tx.event.findMany({ where: { referralId: id }, orderBy: { sequence: 'asc' } }),
      )
    ).map(({ type }) => type)
    expect(types[0]).toBe('referral.submitted')
    expect(types.slice(-3)).toEqual(['disposal.due', 'disposal.asked', 'referral.erased'])
  })

  it('leaves a tombstone that counts it and says nothing of the person', async () => {
    const tombstone = await asOwner((tx) =>
      tx.tombstone.findUniqueOrThrow({ where: { reference } }),
    )
    expect(tombstone.submittedIn.getUTCDate()).toBe(1)
    expect(Object.keys(tombstone).sort()).toEqual([
      'because',
      'erasedAt',
      'outcomes',
      'primary',
      'priority',
      'queues',
      'reference',
      'referralId',
      'submittedIn',
    ])
  })

  it('takes nothing of another referral along', async () => {
    const { id: otherId } = await asOwner((tx) =>
      tx.referral.findUniqueOrThrow({ where: { reference: other } }),
    )
    expect(await rowsOf(database, otherId)).toEqual(otherBefore)
    expect((await findMatches(person('referrer.nhs'), 'Kanarienvogel')).matches).toHaveLength(1)
  })
})

describe('nothing else can delete what is kept for ever', () => {
  it.each(['event', 'tombstone'])('not even the owner, of %s', async (table) => {
    await expect(asOwner((tx) => tx.$executeRawUnsafe(`delete from ${table}`))).rejects.toThrow(
      /never changed/,
    )
  })

  it.each(['delete from event', "update event set type = 'x'"])(
    'not by claiming an exception: %s',
    async (statement) => {
      await expect(
        asOwner(async (tx) => {
          await tx.$executeRaw`select set_config('app.exception', ${statement.startsWith('delete') ? 'erase' : 'rewrap'}, true)`
          await tx.$executeRawUnsafe(statement)
        }),
      ).rejects.toThrow(/never changed/)
    },
  )

  it('nor the service, of anything, whatever it claims', async () => {
    for (const table of ['outcome', 'correction', 'consent_entry', 'referral', 'identity'])
      await expect(
        database.asNobody(async (tx) => {
          await tx.$executeRaw`select set_config('app.exception', 'erase', true)`
          await tx.$executeRawUnsafe(`delete from ${table}`)
        }),
      ).rejects.toThrow(/permission denied|never changed/)
  })
})
