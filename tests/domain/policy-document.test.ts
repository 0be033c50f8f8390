import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide, standingPolicy } from '@/lib/routing/decision'
import { policy } from '@/lib/routing/policy'
import {
  describePolicy,
  predicateNames,
  predicateOf,
  rulesOf,
  type PolicyDocument,
} from '@/lib/routing/policy-document'
import { longestText, problemsOfPolicy, readPolicy, readRule } from '@/lib/routing/policy-reading'
import { undeciding } from '@/lib/routing/replay'
import { every, rule, type DecisionSoFar, type Section } from '@/lib/routing/rule'
import { anyFacts } from '../support/any-facts'

const document = describePolicy(policy)
const copy = (): PolicyDocument => JSON.parse(JSON.stringify(document)) as PolicyDocument

const read = (data: unknown) => {
  const found = readPolicy(data)
  if ('problems' in found) throw new Error(JSON.stringify(found.problems))
  return found.sections
}

describe('the policy of the service', () => {
  it('is written down as data that has no problem', () => {
    expect(problemsOfPolicy(copy())).toEqual([])
  })

  it('is the same after it was written down and read again', () => {
    expect(describePolicy(read(copy()))).toEqual(document)
  })

  it.each(rulesOf(document).map((one) => [one.id, one] as const))(
    'rule %s asks, wants and says the same after it',
    (id, written) => {
      const all = (sections: readonly Section[]) => sections.flatMap(({ rules }) => rules)
      const own = all(policy).find((one) => one.id === id)
      const again = all(read(copy())).find((one) => one.id === id)
      expect({ ...again, when: 0 }).toEqual({ ...own, when: 0 })
      if (written.when.length === 1) expect(again?.when).toBe(own?.when)
      else expect(again?.when.parts).toEqual(own?.when.parts)
    },
  )

  it('decides the same about any facts after it', () => {
    const again = { version: standingPolicy.version, sections: read(copy()) }
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(decide(facts, again)).toEqual(decide(facts))
      }),
      { numRuns: 1000 },
    )
  })

  it('is named by its decisions, whichever it is', () => {
    const other = { version: '2031-05-01', sections: policy }
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const decision = decide(facts, other)
        expect(decision).toEqual({ ...decide(facts), policyVersion: '2031-05-01' })
      }),
    )
  })
})

describe('what a rule can ask', () => {
  it('has one name for each question, and none for what joins two', () => {
    expect(new Set(predicateNames.map(predicateOf)).size).toBe(predicateNames.length)
    expect(predicateNames).not.toContain('both')
    expect(predicateNames.length).toBeGreaterThan(30)
  })

  it('cannot be written down where it has no name', () => {
    const nameless = rule(
      'A1',
      (facts) => facts.threats === 'yes',
      { priority: 'P1' },
      {
        because: 'it has no name',
        source: 'none',
      },
    )
    expect(() => describePolicy([every('A. One', nameless)])).toThrow(/does not know/)
  })

  it.each(predicateNames)('%s reads nothing that is said never to decide', (name) => {
    const soFar = (queues: DecisionSoFar['queues']): DecisionSoFar => ({
      primary: undefined,
      queues,
      actions: new Set(),
      priority: undefined,
      identityToPolice: 'withheld',
    })
    fc.assert(
      fc.property(anyFacts, fc.boolean(), (facts, sent) => {
        const asked = new Set<string>()
        const watched = new Proxy(facts, {
          get: (target, field) => {
            asked.add(String(field))
            return Reflect.get(target, field) as unknown
          },
        })
        predicateOf(name)(watched, soFar(new Set(sent ? ['NRM', 'POLICE'] : [])))
        expect(undeciding.filter((field) => asked.has(field))).toEqual([])
      }),
    )
  })
})

describe('what is wrong with a policy is said beside it', () => {
  const inB = (id: string, change: object) => ({
    sections: document.sections.map((section) => ({
      ...section,
      rules: section.rules.map((one) => (one.id === id ? { ...one, ...change } : one)),
    })),
  })
  const rulesOfB = (change: (rules: PolicyDocument['sections'][0]['rules']) => unknown) => ({
    sections: document.sections.map((section) =>
      section.title.startsWith('B.') ? { ...section, rules: change(section.rules) } : section,
    ),
  })
  const title = 'B. Where it goes: the first that fits'

  it.each<[string, unknown, object]>([
    ['nothing at all', { sections: [] }, { message: 'The policy is empty' }],
    [
      'a section without a rule',
      rulesOfB(() => []),
      { section: title, message: 'The section has no rule' },
    ],
    [
      'a question that nobody knows',
      inB('B3', { when: ['theMoonIsFull'] }),
      { section: title, rule: 'B3', field: 'when', message: 'The policy cannot ask this' },
    ],
    [
      'the name of what only joins questions',
      inB('B3', { when: ['both'] }),
      { section: title, rule: 'B3', field: 'when', message: 'The policy cannot ask this' },
    ],
    [
      'no question',
      inB('B3', { when: [] }),
      { section: title, rule: 'B3', field: 'when', message: 'Select when the rule applies' },
    ],
    [
      'a rule that wants nothing',
      inB('B3', { then: {} }),
      { section: title, rule: 'B3', field: 'then', message: 'Select what the rule asks for' },
    ],
    [
      'a queue that there is not',
      inB('B3', { then: { send: ['COUNCIL'] } }),
      { section: title, rule: 'B3', field: 'then', message: 'This is not a queue' },
    ],
    [
      'a queue that works first what never reaches it',
      inB('B3', { then: { primary: 'POLICE', send: ['NRM'] } }),
      {
        section: title,
        rule: 'B3',
        field: 'then',
        message: 'The queue that works it first must be one that it goes to',
      },
    ],
    [
      'no reason',
      inB('B3', { because: '  ' }),
      {
        section: title,
        rule: 'B3',
        field: 'because',
        message: 'Enter why, as people will read it',
      },
    ],
    [
      'no source',
      inB('B3', { source: '' }),
      {
        section: title,
        rule: 'B3',
        field: 'source',
        message: 'Enter the source: the law, the guidance or your own decision',
      },
    ],
    [
      'too long a reason',
      inB('B3', { because: 'x'.repeat(longestText + 1) }),
      { section: title, rule: 'B3', field: 'because', message: 'Use 200 letters or fewer' },
    ],
    [
      'a reason of several lines',
      inB('B3', { because: 'one\ntwo' }),
      { section: title, rule: 'B3', field: 'because', message: 'Write it on one line' },
    ],
    [
      'a name that is none',
      inB('B3', { id: 'third' }),
      {
        section: title,
        rule: 'third',
        field: 'id',
        message: 'A rule is named by a letter and a number',
      },
    ],
  ])('%s', (_, broken, problem) => {
    expect(problemsOfPolicy(broken)).toEqual([problem])
    expect(readPolicy(broken)).toEqual({ problems: [problem] })
  })

  it('two rules of one name', () => {
    expect(
      problemsOfPolicy(inB('B3', { id: 'C1' })).map(({ rule, message }) => [rule, message]),
    ).toEqual([
      ['C1', 'There is more than one rule C1'],
      ['C1', 'There is more than one rule C1'],
    ])
  })

  it('a section that may have no answer', () => {
    const open = rulesOfB((rules) => rules.slice(0, -1))
    expect(problemsOfPolicy(open)).toEqual([
      { section: title, message: 'The last rule must be one that always applies' },
    ])
  })

  it('a rule that is never reached, because an earlier one fits whatever fits it', () => {
    const swapped = rulesOfB((rules) => [rules[2], rules[1], ...rules.slice(3), rules[0]])
    expect(problemsOfPolicy(swapped)).toEqual([
      {
        section: title,
        rule: 'B2',
        field: 'when',
        message: 'This rule is never reached: B3 comes first and always fits too',
      },
      {
        section: title,
        rule: 'B1',
        field: 'when',
        message: 'This rule is never reached: B15 comes first and always fits too',
      },
    ])
  })

  it.each([
    [null],
    [7],
    ['policy'],
    [[]],
    [{}],
    [{ sections: [{}] }],
    [{ sections: [{ rules: [7] }] }],
  ])('%j is a problem and no error', (data) => {
    expect(problemsOfPolicy(data).length).toBeGreaterThan(0)
  })

  it('any JSON at all is read or has a problem', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        expect(problemsOfPolicy(data).every(({ message }) => message.length > 0)).toBe(true)
      }),
    )
  })
})

it('a rule from outside is tidied', () => {
  const [first] = rulesOf(document)
  expect(readRule({ ...first, because: '  as people read it ' })).toEqual({
    rule: { ...first, because: 'as people read it' },
  })
})
