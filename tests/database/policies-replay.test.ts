import { beforeAll, describe, expect, it } from 'vitest'
import { atMoment } from '@/lib/clock'
import { withActorInSql, withoutActor } from '@/lib/database/with-actor'
import { askReplay } from '@/lib/policies/ask-replay'
import { findPolicy } from '@/lib/policies/find-policy'
import { findReplay } from '@/lib/policies/find-replay'
import { runReplays } from '@/lib/policies/run-replays'
import { NotFound } from '@/lib/refusals'
import { decide } from '@/lib/routing/decision'
import { readFacts } from '@/lib/routing/facts-reading'
import { answersOf } from '@/tests/support/answers-of'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { draftWith, replayed } from '@/tests/support/policies'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import cases from '@/tests/domain/routing-cases.json'

const database = testDatabase()
const { person, referrerOf } = countyPeople(database)
const lead = () => person('lead')

const sentOn = new Date('2027-02-03T10:00:00Z')
const asked = new Date('2027-06-01T09:00:00Z')
const year = { from: '2027-01-01', until: '2027-12-31' }
const on = <T>(act: () => Promise<T>) => atMoment(asked, act)
const isHidden = ({ restricted, hiddenFrom }: { restricted: boolean; hiddenFrom: string[] }) =>
  restricted || hiddenFrom.length > 0

/** Police hear, without a name, of everybody whom nobody has asked yet. */
const toPolice = { C8: { then: { send: ['POLICE'], actions: ['obtain_consent'] } } } as const

const kept = () =>
  database.asOwner((tx) => tx.referral.findMany({ include: { organisation: true } }))

describe('a replay of what was sent', () => {
  beforeAll(async () => {
    await atMoment(sentOn, async () => {
      for (const routingCase of [...cases, ...cases.filter(({ id }) => id === 'V05')]) {
        const { answers, organisationType } = answersOf(routingCase)
        await sendTyped(referrerOf(organisationType), typedOf(answers))
      }
      const { answers } = answersOf(cases.find(({ id }) => id === 'V05') ?? fail('V05 is gone'))
      await sendTyped(referrerOf('nhs'), typedOf({ ...answers, implicated: 'police' }))
    })
  })

  function fail(why: string): never {
    throw new Error(why)
  }

  it('finds what moves, by queue and organisation, and nobody in particular', async () => {
    const policy = await on(() => draftWith(lead(), toPolice))
    const id = await on(() => replayed(lead(), policy, year))
    const { result, state, done, total } = await findReplay(lead(), id)
    const shown = (await kept()).filter((referral) => !isHidden(referral))
    const waiting = cases.filter(({ facts }) => {
      const read = readFacts(facts)
      return (
        'facts' in read &&
        decide(read.facts).primary === 'HOLD' &&
        decide(read.facts).actions.includes('obtain_consent')
      )
    })
    expect(waiting.map((one) => one.id)).toEqual(['V05'])
    expect([state, done, total]).toEqual(['done', shown.length, shown.length])
    expect(result?.comparison).toMatchObject({
      total: { cases: shown.length, moved: 2, toldMore: 2, toldLess: 0, sooner: 0, later: 0 },
      disclosures: [{ to: 'POLICE', what: 'case', more: 2, fewer: 0 }],
      firsts: [],
      cells: [{ moved: 2 }],
    })
    expect(result?.comparison.queues.find(({ queue }) => queue === 'POLICE')).toMatchObject({
      joins: 2,
      leaves: 0,
    })
    const written = JSON.stringify(result)
    for (const { reference, id: referral, accountId } of await kept())
      for (const identity of [reference, referral, accountId])
        expect(written).not.toContain(identity)
  })

  it('leaves out what is kept from anybody', async () => {
    expect((await kept()).filter(isHidden).length).toBeGreaterThan(0)
  })

  it('finds nothing where the draft changes only words', async () => {
    const policy = await on(() => draftWith(lead(), { B4: { because: 'said in other words' } }))
    const id = await on(() => replayed(lead(), policy, year))
    const { result } = await findReplay(lead(), id)
    expect(result?.comparison.total).toMatchObject({ moved: 0, toldMore: 0 })
    expect([result?.comparison.disclosures, result?.promises]).toEqual([[], []])
  })

  it('says which promises the draft breaks, about stored and about made-up cases', async () => {
    const policy = await on(() =>
      draftWith(lead(), { E5: { then: { identityToPolice: 'shared' } } }),
    )
    const id = await on(() => replayed(lead(), policy, year))
    const found = (await findReplay(lead(), id)).result?.promises.find(
      (promise) => promise.id === 'identity_to_police',
    )
    expect(found?.stored).toBeGreaterThan(0)
    expect(found?.generated).toBeGreaterThan(0)
  })

  it('reads the cases of its time alone', async () => {
    const policy = await on(() => draftWith(lead(), toPolice))
    const casesIn = async (from: string, until: string) => {
      const id = await on(() => replayed(lead(), policy, { from, until }))
      return (await findReplay(lead(), id)).total
    }
    expect(await casesIn('2027-02-04', '2027-12-31')).toBe(0)
    expect(await casesIn('2027-01-01', '2027-02-02')).toBe(0)
    expect(await casesIn('2027-02-03', '2027-02-03')).toBeGreaterThan(10)
  })

  it('is of the draft as it stood, and asked for once', async () => {
    const policy = await on(() => draftWith(lead(), toPolice))
    const [one, again] = [
      await on(() => askReplay(lead(), { policy, period: year })),
      await on(() => askReplay(lead(), { policy, period: year })),
    ]
    expect(again).toEqual(one)
    expect((await findPolicy(lead(), policy)).isReplayed).toBe(false)
    await on(runReplays)
    expect((await findPolicy(person('supervisor'), policy)).isReplayed).toBe(true)
  })

  it.each([
    ['', '2027-12-31', 'Enter the first day'],
    ['2027-01-01', 'soon', 'Enter the last day'],
    ['2027-02-01', '2027-01-31', 'The last day must be the first day or a later one'],
    ['2027-06-02', '2027-06-30', 'The first day must not be in the future'],
  ])('from %j to %j: %s', async (from, until, message) => {
    const policy = await on(() => draftWith(lead(), toPolice))
    const told = await on(() => askReplay(lead(), { policy, period: { from, until } }))
    expect('problems' in told && told.problems.map((problem) => problem.message)).toEqual([message])
  })

  it('is asked for and read by those who write and judge policies', async () => {
    const policy = await on(() => draftWith(lead(), toPolice))
    const id = await on(() => replayed(lead(), policy, year))
    expect((await findReplay(person('supervisor'), id)).state).toBe('done')
    for (const name of ['officer', 'desk', 'beacon', 'admin', 'auditor', 'referrer.nhs']) {
      await expect(async () => findReplay(person(name), id)).rejects.toThrow(NotFound)
      await expect(askReplay(person(name), { policy, period: year })).rejects.toThrow(NotFound)
    }
  })
})

describe('where it breaks off', () => {
  const claim = (at: Date) =>
    withoutActor(
      'jobs',
      (tx) => tx.$queryRaw<{ id: string; attempt: number }[]>`
        select id::text, attempt from claim_replay(${at}::timestamptz, interval '1 minute')`,
    )
  const later = (minutes: number) => new Date(asked.getTime() + minutes * 60_000)
  const finish = (id: string, attempt: number) =>
    withoutActor(
      'jobs',
      (tx) => tx.$queryRaw<{ is: boolean }[]>`
        select finish_replay(${id}::uuid, ${attempt}::integer, 0, '{}'::jsonb, ${asked}::timestamptz) as is`,
    ).then(([row]) => row?.is)

  it('another worker begins it anew, the first changes nothing any more, and after three times it failed', async () => {
    const policy = await on(() => draftWith(lead(), toPolice))
    const told = await on(() => askReplay(lead(), { policy, period: year }))
    const id = 'replay' in told ? told.replay : ''
    expect(await claim(later(0))).toEqual([{ id, attempt: 1 }])
    expect(await claim(later(0.5))).toEqual([])
    expect(await claim(later(2))).toEqual([{ id, attempt: 2 }])
    expect(await finish(id, 1)).toBe(false)
    expect(await claim(later(4))).toEqual([{ id, attempt: 3 }])
    expect(await claim(later(6))).toEqual([])
    expect((await findReplay(lead(), id)).state).toBe('failed')
    expect(await finish(id, 3)).toBe(false)
  })

  it('nobody reads facts but a worker who has it in hand', async () => {
    const facts = await withActorInSql(
      lead(),
      (tx) => tx.$queryRaw<unknown[]>`
        select * from read_replay_facts(gen_random_uuid(), 1, 0, ${asked}::timestamptz, '-infinity',
          gen_random_uuid(), 100)`,
    )
    expect(facts).toEqual([])
  })
})
