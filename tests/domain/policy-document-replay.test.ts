import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide, standingPolicy } from '@/lib/routing/decision'
import { referralFacts, type ReferralFacts } from '@/lib/routing/facts'
import { makeUpFacts } from '@/lib/routing/made-up-facts'
import { compareDecisions } from '@/lib/routing/moves'
import { policy } from '@/lib/routing/policy'
import { changeRule, removeRule, ruleIn } from '@/lib/routing/policy-changes'
import {
  describePolicy,
  type PolicyDocument,
  type RuleDocument,
} from '@/lib/routing/policy-document'
import { readPolicy } from '@/lib/routing/policy-reading'
import { promises } from '@/lib/routing/promises'
import { startReplay } from '@/lib/routing/replay'
import type { Effect, Policy } from '@/lib/routing/rule'
import { anyFacts } from '../support/any-facts'
import { calmFacts } from '../support/calm-facts'

const document = describePolicy(policy)

const policyOf = (drafted: PolicyDocument): Policy => {
  const read = readPolicy(drafted)
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return { version: 'draft', sections: read.sections }
}
const withRule = (...changes: readonly (Partial<RuleDocument> & Pick<RuleDocument, 'id'>)[]) =>
  policyOf(
    changes.reduce((drafted, change) => {
      const rule = ruleIn(document, change.id)
      if (!rule) throw new Error(`There is no rule ${change.id}`)
      return changeRule(drafted, { ...rule, ...change })
    }, document),
  )
const withEffect = (id: string, then: Effect) => withRule({ id, then })
const without = (id: string) => policyOf(removeRule(document, id))

/** A draft by which an adult at risk whom nobody asked goes to Beacon, and police learn who they are. */
const bold = withEffect('B12', {
  primary: 'BEACON',
  send: ['BEACON', 'POLICE'],
  identityToPolice: 'shared',
})

const anyCases = fc.array(
  fc.record({ facts: anyFacts, organisation: fc.constantFrom('nhs', 'council', 'fire') }),
  {
    maxLength: 40,
  },
)

const replayOf = (
  base: Policy,
  draft: Policy,
  cases: readonly { facts: unknown; organisation: string }[],
) => {
  const replay = startReplay(base, draft)
  for (const { facts, organisation } of cases) replay.add(facts, { organisation })
  return replay.result()
}

describe('what moves in one case', () => {
  const moved = (facts: Partial<ReferralFacts>, draft: Policy) => {
    const all = { ...calmFacts, ...facts }
    return compareDecisions(decide(all), decide(all, draft))
  }

  it('is nothing where the decision asks for the same', () => {
    expect(moved({}, bold).isMoved).toBe(false)
  })

  it('a queue that it joins learns of the case, and who the person is', () => {
    expect(
      moved({ threats: 'yes' }, withEffect('B12', { primary: 'BEACON', send: ['BEACON'] })),
    ).toEqual({
      isMoved: true,
      queues: { joins: ['BEACON'], leaves: ['POLICE'] },
      first: { from: 'POLICE', to: 'BEACON' },
      disclosed: {
        more: [
          { to: 'BEACON', what: 'case' },
          { to: 'BEACON', what: 'identity' },
        ],
        fewer: [{ to: 'POLICE', what: 'case' }],
      },
      actions: { added: [], removed: [] },
    })
  })

  it('police who would learn who the person is are told more, though they had the case', () => {
    expect(
      moved({ threats: 'yes' }, withEffect('E5', { identityToPolice: 'shared' })).disclosed,
    ).toEqual({
      more: [{ to: 'POLICE', what: 'identity' }],
      fewer: [],
    })
  })

  it('a priority and an action', () => {
    const sooner = moved(
      { threats: 'yes' },
      withEffect('F5', { priority: 'P1', actions: ['call_999'] }),
    )
    expect([sooner.priority, sooner.actions]).toEqual([
      { from: 'P2', to: 'P1' },
      { added: ['call_999'], removed: [] },
    ])
  })
})

describe('a replay', () => {
  it('of two policies that are the same finds nothing, about any cases', () => {
    fc.assert(
      fc.property(anyCases, (cases) => {
        const {
          comparison,
          promises: broken,
          unread,
        } = replayOf(standingPolicy, policyOf(document), cases)
        const { total, disclosures, firsts, priorities, actions, cells, queues } = comparison
        expect({ ...total, cases: 0 }).toEqual({
          cases: 0,
          moved: 0,
          toldMore: 0,
          toldLess: 0,
          sooner: 0,
          later: 0,
        })
        expect([total.cases, unread]).toEqual([cases.length, 0])
        expect([disclosures, firsts, priorities, actions, cells, broken]).toEqual([
          [],
          [],
          [],
          [],
          [],
          [],
        ])
        expect(
          queues.every(
            ({ before, after, joins, leaves }) => before === after && joins + leaves === 0,
          ),
        ).toBe(true)
      }),
    )
  })

  it('tells of two policies the other way round the reverse', () => {
    fc.assert(
      fc.property(anyCases, (cases) => {
        const there = replayOf(standingPolicy, bold, cases).comparison
        const back = replayOf(bold, standingPolicy, cases).comparison
        expect(back.total).toEqual({
          ...there.total,
          toldMore: there.total.toldLess,
          toldLess: there.total.toldMore,
          sooner: there.total.later,
          later: there.total.sooner,
        })
        expect(back.disclosures).toEqual(
          there.disclosures.map(({ more, fewer, ...one }) => ({
            ...one,
            more: fewer,
            fewer: more,
          })),
        )
        expect(back.queues).toEqual(
          there.queues.map(({ queue, before, after, joins, leaves }) => ({
            queue,
            before: after,
            after: before,
            joins: leaves,
            leaves: joins,
          })),
        )
      }),
    )
  })

  it('adds up: organisations to the whole, and every queue to what it had and gained', () => {
    fc.assert(
      fc.property(anyCases, (cases) => {
        const { total, organisations, queues, firsts } = replayOf(
          standingPolicy,
          bold,
          cases,
        ).comparison
        const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0)
        expect(sum(organisations.map((one) => one.cases))).toBe(total.cases)
        expect(sum(organisations.map((one) => one.moved))).toBe(total.moved)
        expect(sum(firsts.map((one) => one.cases))).toBeLessThanOrEqual(total.moved)
        for (const { before, after, joins, leaves } of queues)
          expect(after).toBe(before + joins - leaves)
      }),
    )
  })

  it('counts each case as it would be decided alone, whichever came before it', () => {
    fc.assert(
      fc.property(anyCases, (cases) => {
        const { total } = replayOf(standingPolicy, bold, cases).comparison
        const alone = cases.map(({ facts }) => compareDecisions(decide(facts), decide(facts, bold)))
        expect([total.moved, total.toldMore]).toEqual([
          alone.filter(({ isMoved }) => isMoved).length,
          alone.filter(({ disclosed }) => disclosed.more.length > 0).length,
        ])
      }),
    )
  })

  it('counts a case of two types under each, and once in the whole', () => {
    const facts = { ...calmFacts, threats: 'yes', exploitationTypes: ['labour', 'criminal'] }
    const { comparison } = replayOf(standingPolicy, bold, [{ facts, organisation: 'nhs' }])
    expect(comparison.total.cases).toBe(1)
    expect(
      comparison.cells.map(({ organisation, type, moved }) => [organisation, type, moved]),
    ).toEqual([
      ['nhs', 'labour', 1],
      ['nhs', 'criminal', 1],
    ])
  })

  it('counts facts that it cannot read, and goes on', () => {
    const cases = [
      { facts: { ageGroup: 'adult' }, organisation: 'nhs' },
      { facts: calmFacts, organisation: 'nhs' },
    ]
    const { unread, comparison } = replayOf(standingPolicy, bold, cases)
    expect([unread, comparison.total.cases]).toEqual([1, 1])
  })

  it('says which promise a draft breaks, and in how many of the cases', () => {
    const atRisk = { ...calmFacts, threats: 'yes' }
    const cases = [atRisk, atRisk, calmFacts].map((facts) => ({ facts, organisation: 'nhs' }))
    const draft = withEffect('E5', { identityToPolice: 'shared' })
    expect(replayOf(standingPolicy, draft, cases).promises).toEqual([
      { id: 'identity_to_police', stored: 2, generated: 0 },
    ])
  })
})

describe('made-up cases', () => {
  const some = [...makeUpFacts(5_000)]

  it('are facts like any others, and the same every time', () => {
    expect(some.filter((facts) => !referralFacts.safeParse(facts).success)).toEqual([])
    expect([...makeUpFacts(50)]).toEqual(some.slice(0, 50))
  })

  it('reach every rule of the policy', () => {
    const fired = new Set(some.flatMap((facts) => decide(facts).reasons.map(({ rule }) => rule)))
    const ids = policy.flatMap(({ rules }) => rules.map(({ id }) => id))
    expect(ids.filter((id) => !fired.has(id))).toEqual([])
  })

  it('break no promise under the policy of the service', () => {
    const { tryOn, result } = startReplay(standingPolicy, standingPolicy)
    for (const facts of some) tryOn(facts)
    expect(result()).toMatchObject({ promises: [], generated: some.length })
  })

  const drafts: Readonly<Record<string, Policy>> = {
    consent_to_referral: withEffect('B15', { primary: 'NRM', send: ['NRM'] }),
    children_referred: withEffect('B4', { primary: 'POLICE', send: ['POLICE'] }),
    identity_to_police: withEffect('E5', { identityToPolice: 'shared' }),
    identity_withheld: withEffect('E1', { identityToPolice: 'shared' }),
    beacon_after_refusal: withEffect('B11', { primary: 'BEACON', send: ['BEACON', 'POLICE'] }),
    beacon_by_agreement: without('C1'),
    danger_first: withEffect('A1', { primary: 'POLICE', send: ['POLICE'], priority: 'P2' }),
    emergency: withEffect('A3', { priority: 'P1' }),
    present_risk: withEffect('B12', { primary: 'HOLD' }),
    implicated: without('D1'),
    first_responder: without('C10'),
    independent_consents: withEffect('B12', { primary: 'BEACON', send: ['BEACON'] }),
    section_45: withEffect('C16', { actions: ['section_45_flag'], priority: 'P2' }),
    numbers: without('C13'),
    duty_to_notify: without('C9'),
    no_second_referral: withEffect('B3', { primary: 'POLICE', send: ['POLICE', 'NRM'] }),
    unknown: withRule(
      { id: 'B14', when: ['safeContactNotKnown'], then: { primary: 'HOLD' } },
      { id: 'B15', then: { primary: 'HOLD', priority: 'P2' } },
    ),
    explained: without('F13'),
  }

  /** No data can break these: they hold of whatever `decide` answers. */
  const ofTheMachine = ['nationality', 'same_facts', 'one_place_each', 'action_order']

  it('find each promise broken by a draft that breaks it', () => {
    const found = Object.entries(drafts).map(([id, draft]) => {
      const { tryOn, result } = startReplay(standingPolicy, draft)
      for (const facts of some.slice(0, 2_000)) tryOn(facts)
      return [id, result().promises.some((one) => one.id === id)]
    })
    expect(found.filter(([, isFound]) => !isFound)).toEqual([])
    const tried = [...Object.keys(drafts), ...ofTheMachine]
    expect(promises.map(({ id }) => id).filter((id) => !tried.includes(id))).toEqual([])
  })
})

it('what the law asks, and who may know who somebody is, is never theirs to give up', () => {
  expect(promises.filter(({ mayBeBroken }) => mayBeBroken).map(({ id }) => id)).toEqual([
    'beacon_by_agreement',
    'present_risk',
    'numbers',
  ])
})
