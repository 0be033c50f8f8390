import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standingPolicy } from '@/lib/routing/decision'
import { formOf } from '@/lib/journey/form-of'
import { takeOneStep } from '@/lib/journey/one-step'
import {
  addForm,
  besideQuestions,
  changeForm,
  nothingTyped,
  ruleOf,
} from '@/lib/policies/rule-form'
import { sectionOf, typedOf } from '@/lib/policies/rule-form'
import { sayEffect } from '@/lib/routing/effect-words'
import { describePolicy, predicateNames, rulesOf } from '@/lib/routing/policy-document'
import { longestText, readRule, ruleFields } from '@/lib/routing/policy-reading'
import { predicateGroups, predicateWords } from '@/lib/routing/predicate-words'

const document = describePolicy(standingPolicy.sections)
const rules = rulesOf(document)
const context = { today: { year: 2026, month: 11, day: 22 } }
const anyRule = fc.constantFrom(...rules)

describe('what a rule can ask', () => {
  it('is said in plain words, each of them in its own', () => {
    expect(Object.keys(predicateWords).sort()).toEqual(predicateNames.toSorted())
    const said = Object.values(predicateWords).map(({ says }) => says)
    expect(said).toEqual([...new Set(said)])
  })

  it('stands under a heading, and no heading stands alone', () => {
    const groups = Object.values(predicateWords).map(({ group }) => group)
    expect([...new Set(groups)].sort()).toEqual(Object.keys(predicateGroups).sort())
  })
})

describe('what a rule asks for', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('is said in words: %s', (_, { then }) => {
    const asked = Object.values(then).flat().length - (then.primary && then.send ? 1 : 0)
    expect(sayEffect(then)).toHaveLength(asked)
  })

  it('names the queue that works it first before the others', () => {
    expect(sayEffect({ primary: 'BEACON', send: ['BEACON', 'POLICE'] })).toEqual([
      'It goes to the Beacon queue, which works it first',
      'It goes to the Police queue too',
    ])
  })
})

describe('the form of a rule', () => {
  it('gives a rule back as it was, where nobody changes anything', () => {
    for (const rule of rules) {
      const journey = changeForm(rule.id)
      const posted = formOf(journey.questions, typedOf(rule))
      const { answers, problems } = takeOneStep(journey, posted, context)
      expect(problems).toEqual([])
      expect({ ...ruleOf(answers, rule), id: rule.id }).toEqual(rule)
    }
  })

  it('changes nothing but what was changed', () => {
    fc.assert(
      fc.property(
        anyRule,
        anyRule,
        fc.constantFrom('when' as const, 'because' as const, 'source' as const),
        (one, other, part) => {
          const journey = changeForm(one.id)
          const typed = { ...typedOf(one), [part]: typedOf(other)[part] ?? '' }
          const { answers } = takeOneStep(journey, formOf(journey.questions, typed), context)
          const kept = { ...ruleOf(answers, one), [part]: one[part], id: one.id }
          expect(kept).toEqual(one)
        },
      ),
    )
  })

  it('asks for what is missing, and takes no text that the policy would refuse', () => {
    const journey = addForm(document)
    const typed = { ...nothingTyped, source: 'x'.repeat(longestText + 1) }
    const { problems } = takeOneStep(journey, formOf(journey.questions, typed), context)
    expect(problems.map(({ question }) => question)).toEqual([
      'section',
      'when',
      'because',
      'source',
    ])
  })

  it('adds a rule to the part of the policy that was selected', () => {
    const sections = document.sections.map((_, index) =>
      sectionOf(document, { section: `${index}` }),
    )
    expect(sections).toEqual(document.sections.map(({ title }) => title))
  })

  it('has a question beside which each problem of a rule can stand', () => {
    const read = readRule({ id: 'B4', when: [], then: {}, because: '', source: '' })
    if (!('problems' in read)) throw new Error('An empty rule was taken')
    const { questions } = changeForm('B4')
    const beside = besideQuestions(read.problems)
    expect(new Set(read.problems.map(({ field }) => field)).size).toBe(ruleFields.length - 1)
    for (const { question } of beside) expect(Object.keys(questions)).toContain(question)
    expect(new Set(beside.map(({ question }) => question)).size).toBe(ruleFields.length - 1)
  })
})
