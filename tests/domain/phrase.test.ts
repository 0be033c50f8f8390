import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tracks, trackNames, type Outcomes } from '@/lib/casework/outcomes'
import { phraseOf, phrases, whoHasIt, type PhraseName } from '@/lib/casework/phrase'
import { standing } from '@/lib/casework/standing'
import { destinations, stateNames } from '../support/transitions-table'

const items = (...list: readonly string[]) =>
  list.map((one) => {
    const [queue = '', state = ''] = one.split(' ')
    return { queue, state, isAccepted: state === 'working' }
  })
const nrm = (value?: string): Outcomes => (value ? { nrm: value } : {})

describe('what a referrer reads', () => {
  test.each<[PhraseName, items: string, decision?: string]>([
    ['received', 'NRM new, BEACON new'],
    ['received', 'NRM declined, POLICE new'],
    ['working', 'NRM new, BEACON working'],
    ['working', 'HOLD moved, POLICE working'],
    ['waiting', 'NRM new, POLICE held'],
    ['held', 'HOLD new'],
    ['held', 'HOLD working'],
    ['held', 'HOLD held'],
    ['received', 'HOLD new, POLICE new'],
    ['question', 'NRM working, POLICE asked'],
    ['question', 'NRM asked', 'submitted'],
    ['question', 'NRM working, BEACON asked', 'cg_positive'],
    ['submitted', 'NRM working, BEACON new', 'submitted'],
    ['submitted', 'NRM working', 'suspended'],
    ['first', 'NRM working', 'rg_positive'],
    ['again', 'NRM working', 'reconsideration_requested'],
    ['again', 'NRM working', 'reconsideration_accepted'],
    ['withdrawn', 'NRM closed, BEACON working', 'withdrawn'],
    ['final', 'NRM working', 'rg_negative'],
    ['final', 'NRM working', 'cg_positive'],
    ['final', 'NRM closed, BEACON working', 'cg_negative'],
    ['closed', 'NRM closed, BEACON closed', 'cg_positive'],
    ['declined', 'NRM declined'],
    ['declined', 'NRM declined, POLICE closed'],
    ['closed', 'POLICE closed, BEACON closed'],
    ['closed', 'HOLD moved, POLICE closed'],
  ])('%s: %s %s', (expected, list, decision) => {
    expect(phraseOf({ queues: items(...list.split(', ')), outcomes: nrm(decision) })).toBe(expected)
  })

  const anyItems = fc.array(
    fc.record({ queue: fc.constantFrom(...destinations), state: fc.constantFrom(...stateNames) }),
    { minLength: 1, maxLength: 4 },
  )
  const values = Object.keys(tracks.nrm.values)
  const outcomes = fc.option(fc.constantFrom(...values), { nil: undefined }).map(nrm)

  test('is one of the phrases for every case, and each phrase is read by somebody', () => {
    const read = new Set<PhraseName>()
    fc.assert(
      fc.property(anyItems, outcomes, (list, decided) => {
        const queues = list.map((item) => ({ ...item, isAccepted: item.state === 'working' }))
        read.add(phraseOf({ queues, outcomes: decided }))
      }),
      { numRuns: 2000, seed: 1 },
    )
    expect([...read].sort()).toEqual(Object.keys(phrases).sort())
  })

  test('never says which decision, which reason, or what another track found', () => {
    const told = [
      ...Object.values(phrases),
      ...values.map((value) => standing({ items: items('NRM working'), outcomes: nrm(value) })),
    ].join('\n')
    expect(told).not.toMatch(
      /positive|negative|grounds|disqualif|bad faith|public order|suspended/i,
    )
    for (const track of trackNames.filter((name) => name !== 'nrm'))
      for (const value of Object.keys(tracks[track].values))
        expect(standing({ items: items('POLICE working'), outcomes: { [track]: value } })).toBe(
          standing({ items: items('POLICE working') }),
        )
  })

  test('never calls the person a name that no decision has given', () => {
    expect(Object.values(phrases).join('\n')).not.toMatch(/victim|suspect|illegal/i)
  })
})

describe('who has it', () => {
  test.each([
    ['Police', [{ queue: 'POLICE', state: 'new' }]],
    ['The safeguarding lead', [{ queue: 'HOLD', state: 'held' }]],
    [
      'Stevenage Borough Council, to submit it to the Home Office',
      [{ queue: 'NRM', state: 'new', handler: 'Stevenage Borough Council' }],
    ],
  ])('%s', (expected, list) => {
    expect(whoHasIt(list)).toEqual([expected])
  })

  test('is the organisation alone, once it has submitted', () => {
    const list = [{ queue: 'NRM', state: 'working', handler: 'Stevenage Borough Council' }]
    expect(whoHasIt(list, nrm('submitted'))).toEqual(['Stevenage Borough Council'])
  })

  test('is nobody once it is finished', () => {
    expect(whoHasIt(items('NRM closed', 'POLICE declined', 'HOLD moved'))).toEqual([])
    expect(standing({ items: items('NRM closed') })).toBe(phrases.closed)
  })
})
