import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedFactNames } from '@/lib/outcomes/asked-facts'
import type { Counts } from '@/lib/outcomes/counts'
import { learningOf, learningPath, minutesFor } from '@/lib/outcomes/learning'
import { knownBy, praised, unknownFacts } from '@/lib/outcomes/learning-known'
import { allQuestions } from '@/lib/referral/all-questions'
import { problemKinds, problemsCounted, wronglySent } from '@/lib/referral/problem-kinds'
import { questions } from '@/lib/referral/questions'
import { problemsOf, walk } from '@/lib/journey/journey'
import { referralJourney } from '@/lib/referral/steps'
import { anyTyped } from '@/tests/support/any-answers'

const period = { from: '2026-10-01', until: '2026-10-31' }
const nothing = { period, asOf: undefined, refusedAnswers: [], audits: { done: 0, counts: [] } }
const cell = (number: number, ...codes: string[]) => ({ codes, number })
const context = { today: { year: 2026, month: 11, day: 22 } }

const counts: Counts = {
  subjects: [
    cell(40, 'herts-police', 'person'),
    cell(10, 'stevenage-council', 'person'),
    cell(15, 'stevenage-council', 'place'),
    cell(19, 'nhs', 'person'),
  ],
  unknowns: [
    cell(52, 'herts-police', 'suicideRisk'),
    cell(3, 'stevenage-council', 'threats'),
    cell(1, 'nhs', 'threats'),
  ],
}

describe('who knew most', () => {
  it('is told of those with twenty referrals or more, the best first, and of others in counts', () => {
    const known = knownBy(counts)
    expect(known.map(({ percentKnown }) => percentKnown)).toEqual([99, 90, undefined])
    expect(known[0]).toMatchObject({ referrals: 25, unknown: 3, asked: 10 * 13 + 15 * 7 })
    expect(praised(known)).toEqual([known[0]])
  })

  it('says what each did not know most often', () => {
    expect(knownBy(counts)[1]?.mostOften).toBe(questions.suicideRisk.ask)
    expect(knownBy({ subjects: [cell(1, 'nhs', 'person')] })[0]?.mostOften).toBeUndefined()
  })

  it('asks of a tip about a place only what can be known of one', () => {
    const facts = unknownFacts({ subjects: [cell(5, 'nhs', 'place'), cell(2, 'nhs', 'person')] })
    expect(facts.find(({ fact }) => fact === 'threats')?.asked).toBe(7)
    expect(facts.find(({ fact }) => fact === 'suicideRisk')?.asked).toBe(2)
  })

  it('is nobody where nobody referred', () => {
    expect(knownBy({})).toEqual([])
    expect(unknownFacts({}).every(({ asked, unknown }) => asked === 0 && unknown === 0)).toBe(true)
  })

  it('never gives a percentage of fewer than twenty, and always one between 0 and 100', () => {
    const anyCounts = fc.record({
      people: fc.integer({ min: 0, max: 60 }),
      places: fc.integer({ min: 1, max: 60 }),
    })
    fc.assert(
      fc.property(anyCounts, fc.integer({ min: 0, max: 60 }), ({ people, places }, unknown) => {
        const fact = 'threats'
        const [known] = knownBy({
          subjects: [cell(people, 'nhs', 'person'), cell(places, 'nhs', 'place')],
          unknowns: [cell(Math.min(unknown, people + places), 'nhs', fact)],
        })
        if (people + places < 20) expect(known?.percentKnown).toBeUndefined()
        else {
          expect(known?.percentKnown).toBeGreaterThanOrEqual(0)
          expect(known?.percentKnown).toBeLessThanOrEqual(100)
        }
      }),
    )
  })
})

describe('the figures of learning', () => {
  const learning = learningOf(
    {
      overruled: [cell(1, 'none', 'police_supervisor'), cell(4, 'none', 'safeguarding_lead')],
      refused: [cell(2, 'decline', 'herts-police', 'decline:too_little', 'POLICE')],
      blocked: [cell(3, 'danger', 'stopped')],
      waited: [
        cell(2, 'hold:interpreter', '1440'),
        cell(1, 'hold:interpreter', '60'),
        cell(1, 'ask:consent', '120'),
      ],
    },
    nothing,
  )

  it('stand in words, the most often first', () => {
    expect(learning.overruled.map(({ times }) => times)).toEqual([4, 1])
    expect(learning.overruled[0]?.labels).toEqual(['No rule was named', 'Safeguarding lead'])
    expect(learning.refused[0]?.labels.slice(2)).toEqual([
      'Police',
      'There is too little to act on',
    ])
    expect(learning.blocked[0]?.labels[1]).toBe('They were stopped')
  })

  it('add up the time that was lost', () => {
    expect(minutesFor(learning.waited, 'hold:interpreter')).toBe(2 * 1440 + 60)
    expect(minutesFor(learning.waited, 'ask:consent')).toBe(120)
    expect(minutesFor(learning.waited, 'hold:operation')).toBe(0)
    expect(learning.waited[0]).toMatchObject({ times: 3, median: 1440 })
  })

  it('have an address for each time', () => {
    expect(learningPath(period)).toBe('/learning?from=2026-10-01&until=2026-10-31')
  })
})

it('every fact that can be unknown is asked by a question', () => {
  expect(askedFactNames.length).toBeGreaterThan(10)
})

describe('what is counted of an answer that was refused', () => {
  const countedOf = (typed: Record<string, string | string[]>) =>
    problemsCounted(
      referralJourney,
      typed,
      problemsOf(walk(referralJourney, typed, context)).filter(({ question }) =>
        Object.hasOwn(typed, question),
      ),
    )

  it.each([
    ['missing', { who: '' }],
    ['wrong_form', { who: 'nobody' }],
    ['too_long', { account: 'x'.repeat(60_000) }],
    ['wrong_form', { howMany: 'several' }],
  ])('%s: is the question and the kind', (kind, typed) => {
    const [question] = Object.keys(typed)
    expect(countedOf(typed)).toContainEqual({ question, kind })
  })

  it('is never anything that was typed', () => {
    fc.assert(
      fc.property(anyTyped(allQuestions), (typed) => {
        const problems = problemsOf(walk(referralJourney, typed, context))
        for (const { question, kind } of problemsCounted(referralJourney, typed, problems)) {
          expect(Object.hasOwn(questions, question)).toBe(true)
          expect(Object.keys(problemKinds)).toContain(kind)
        }
      }),
    )
  })

  it('is no name that a program made up', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const [counted] = wronglySent(questions, {}, [[name]])
        expect([...Object.keys(questions), 'unknownQuestion']).toContain(counted?.question)
      }),
    )
    expect(wronglySent(questions, { who: 'me' }, [['who'], ['threats'], []])).toEqual([
      { question: 'who', kind: 'wrong_form' },
      { question: 'threats', kind: 'missing' },
      { question: 'unknownQuestion', kind: 'wrong_form' },
    ])
  })
})
