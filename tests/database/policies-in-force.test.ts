import { beforeAll, describe, expect, it } from 'vitest'
import { atMoment } from '@/lib/clock'
import { readChoices, readItem } from '@/lib/casework/read-item'
import { withActor, withActorInSql } from '@/lib/database/with-actor'
import { readPolicyInForce, readRuleWords } from '@/lib/policies/read-policy-in-force'
import { addPolicyRule } from '@/lib/policies/change-policy'
import { answerPolicy } from '@/lib/policies/answer-policy'
import { decision as decisionSchema, standingPolicy } from '@/lib/routing/decision'
import { answersOf } from '@/tests/support/answers-of'
import { casework } from '@/tests/support/casework'
import { correct } from '@/tests/support/correct'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { draftWith, propose, publish, replayed } from '@/tests/support/policies'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import cases from '@/tests/domain/routing-cases.json'

const database = testDatabase()
const { person } = countyPeople(database)
const { send } = casework(database)
const lead = () => person('lead')
const supervisor = () => person('supervisor')

const notAsked = cases.find(({ id }) => id === 'V05')
const typed = () => (notAsked ? typedOf(answersOf(notAsked).answers) : {})
const at = (moment: string) => new Date(moment)

/** Police hear, without a name, of everybody whom nobody has asked yet. */
const toPolice = {
  C8: {
    then: { send: ['POLICE'], actions: ['obtain_consent'] },
    because: 'police hear of everybody who was not asked yet',
  },
} as const
const newWords = toPolice.C8.because

const storedOf = async (reference: string) => {
  const row = await database.asOwner((tx) =>
    tx.referral.findUniqueOrThrow({ where: { reference } }),
  )
  return { ...row, decision: decisionSchema.parse(row.decision) }
}
const sendAt = (moment: string) =>
  atMoment(at(moment), () => sendTyped(person('referrer.council'), typed())).then(({ reference }) =>
    storedOf(reference),
  )
const versionAt = (moment: string) =>
  withActorInSql(person('referrer.nhs'), (tx) => readPolicyInForce(tx, at(moment))).then(
    ({ version }) => version,
  )

describe('a published policy', () => {
  let before = ''

  beforeAll(async () => {
    before = (await sendAt('2027-06-30T20:00:00Z')).reference
    await publish(lead(), supervisor(), toPolice, '2027-07-01', at('2027-06-01T09:00:00Z'))
  })

  it('decides from the first minute of its day in London, and not before', async () => {
    // At half past eleven in the evening, by Greenwich, it is the next day in London's summer.
    const [evening, night] = [
      await sendAt('2027-06-30T22:30:00Z'),
      await sendAt('2027-06-30T23:30:00Z'),
    ]
    expect([evening.decision.queues, evening.policyVersion]).toEqual([[], standingPolicy.version])
    expect([night.decision.queues, night.policyVersion]).toEqual([['POLICE'], '2027-07-01'])
    expect(night.decision.policyVersion).toBe('2027-07-01')
  })

  it('is told of in the trail of the referral that it routed', async () => {
    const { id } = await sendAt('2027-08-01T10:00:00Z')
    const events = await database.asOwner((tx) =>
      tx.event.findMany({ where: { referralId: id, type: 'referral.routed' } }),
    )
    expect(events.map(({ detail }) => detail)).toMatchObject([{ policyVersion: '2027-07-01' }])
  })

  it('explains what it decided by its own words, and leaves what was decided as it was', async () => {
    const { decision } = await sendAt('2027-08-01T10:00:00Z')
    expect(decision.reasons).toContainEqual({ rule: 'C8', because: newWords })
    const { decision: older } = await storedOf(before)
    expect(older.reasons.find(({ rule }) => rule === 'C8')?.because).not.toBe(newWords)
  })

  it('decides a correction of what an earlier one decided', async () => {
    await atMoment(at('2027-08-02T10:00:00Z'), () =>
      correct(person('referrer.council'), before, { accused: 'yes' }, 'They told me'),
    )
    const { revisedDecision, decision } = await storedOf(before)
    expect(decision.policyVersion).toBe(standingPolicy.version)
    expect(revisedDecision).toMatchObject({ policyVersion: '2027-07-01', queues: ['POLICE'] })
  })

  it('gives way to the next one, which was drafted from it', async () => {
    await publish(
      lead(),
      supervisor(),
      { F1: { then: { priority: 'P1' } } },
      '2027-09-01',
      at('2027-08-03T10:00:00Z'),
    )
    const { policyVersion, decision } = await sendAt('2027-09-01T10:00:00Z')
    expect([policyVersion, decision.queues]).toEqual(['2027-09-01', ['POLICE']])
  })

  it('is found by everybody who sends, on any day', async () => {
    const days = ['2027-06-30', '2027-07-01', '2027-08-31', '2027-09-01', '2031-01-01']
    expect(await Promise.all(days.map((day) => versionAt(`${day}T12:00:00Z`)))).toEqual([
      standingPolicy.version,
      '2027-07-01',
      '2027-07-01',
      '2027-09-01',
      '2027-09-01',
    ])
  })

  it('can have a rule of its own, that people see by its words', async () => {
    const rule = {
      when: ['notAskedAboutNrm'],
      then: { actions: ['safe_contact_only'] },
      because: 'nobody knows yet how to reach the person safely',
      source: 'Partnership choice',
    }
    await atMoment(at('2027-09-05T10:00:00Z'), async () => {
      const policy = await draftWith(lead(), {})
      const section = standingPolicy.sections.find(({ title }) => title.startsWith('C.'))?.title
      await addPolicyRule(lead(), { policy, version: 1, section: section ?? '', rule })
      await replayed(lead(), policy)
      await propose(lead(), policy, '2027-10-01')
      await answerPolicy(supervisor(), { policy, agrees: true, reason: 'I read it.' })
    })
    await atMoment(at('2027-10-02T10:00:00Z'), async () => {
      const reference = await send(person('referrer.council'), 'V05')
      const { rules } = await withActor(lead(), async (tx) => {
        const read = await readItem(tx, lead(), reference, 'HOLD')
        return read ? readChoices(tx, 'add_queue', read) : { rules: {} }
      })
      expect(rules).toMatchObject({ C17: `C17: ${rule.because}`, C8: `C8: ${newWords}` })
      expect((await withActorInSql(lead(), readRuleWords)).get('C17')).toBe(rule.because)
    })
  })

  it('says what its rules say, where people look up the ones that were overruled', async () => {
    const words = await withActorInSql(lead(), readRuleWords)
    expect(words.get('C8')).toBe(newWords)
    expect(words.get('B15')).toContain('nobody has asked the adult yet')
  })
})
