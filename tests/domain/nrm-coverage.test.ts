import { describe, expect, test } from 'vitest'
import { walk } from '@/lib/journey/journey'
import type { Question } from '@/lib/journey/question'
import { allQuestions } from '@/lib/referral/all-questions'
import { detailQuestions } from '@/lib/referral/detail-questions'
import { detailJourneyFor } from '@/lib/referral/detail-steps'
import { nrmDerivations } from '@/lib/referral/nrm-derivations'
import { nrmForm } from '@/lib/referral/nrm-form'
import { referralJourney } from '@/lib/referral/steps'
import { sentIn, situations, today, type Situation } from '../support/situations'

const everyQuestion: Record<string, Question> = allQuestions
const filledBy = (question: Question) => [question.fills?.nrm ?? []].flat()
const filling = Object.entries(everyQuestion).flatMap(([id, question]) =>
  filledBy(question).map((field) => ({ id, field })),
)
const fields = nrmForm.steps.flatMap((step) => step.fields)
const names = new Set(fields.map(({ field }) => field))
const derivationOf = new Map(nrmDerivations.map((derivation) => [derivation.field, derivation]))
const askedFor = ({ from }: (typeof nrmDerivations)[number]): readonly string[] =>
  typeof from === 'string' ? [] : from

describe('the Home Office form', () => {
  test('has 63 steps, of which the last only asks to confirm', () => {
    expect(nrmForm.steps).toHaveLength(63)
    expect(nrmForm.steps.filter((step) => step.fields.length === 0)).toEqual([
      { step: 'confirm', shown_when: 'always', fields: [] },
    ])
  })

  test('has no field that neither a question fills nor a derivation', () => {
    const filled = new Set([...filling.map(({ field }) => field), ...derivationOf.keys()])
    expect([...names].filter((field) => !filled.has(field))).toEqual([])
  })

  test('gives no two questions the same field to fill', () => {
    const seen = filling.map(({ field }) => field)
    expect(seen.filter((field, index) => seen.indexOf(field) !== index)).toEqual([])
  })

  test('is named field by field as it is: nothing is filled that it does not have', () => {
    const claimed = [...filling.map(({ field }) => field), ...derivationOf.keys()]
    expect(claimed.filter((field) => !names.has(field))).toEqual([])
  })

  test('is not claimed where no path reaches', () => {
    expect(nrmForm.unreachable).toContain('why-they-stayed')
    const reached = [...names, ...nrmForm.steps.map(({ step }) => step)]
    expect(nrmForm.unreachable.filter((name) => reached.includes(name))).toEqual([])
  })
})

describe('a derivation', () => {
  test('is stated once for a field', () => {
    expect(derivationOf.size).toBe(nrmDerivations.length)
  })

  test('starts from questions that we ask', () => {
    const unknown = nrmDerivations.flatMap(askedFor).filter((id) => !(id in everyQuestion))
    expect(unknown).toEqual([])
    expect(nrmDerivations.filter(({ from }) => from.length === 0)).toEqual([])
  })

  test('of a field that a question names as its own starts from that question too', () => {
    const strangers = filling.filter(({ id, field }) => {
      const derivation = derivationOf.get(field)
      return derivation && !askedFor(derivation).includes(id)
    })
    expect(strangers).toEqual([])
  })

  test('is stated wherever an option of ours is not a value of the form', () => {
    const radios = fields.filter(({ type }) => type === 'radio-group')
    expect(radios).not.toEqual([])
    const unmapped = radios.flatMap(({ field, options = [] }) =>
      filling
        .filter((entry) => entry.field === field && !derivationOf.has(field))
        .flatMap(({ id }) => Object.keys(everyQuestion[id]?.options ?? { 'no option': '' }))
        .filter((option) => !options.includes(option))
        .map((option) => `${field}: ${option}`),
    )
    expect(unmapped).toEqual([])
  })

  test('is stated wherever our limit is longer than the 15,000 characters of the form', () => {
    const tooLong = filling.filter(
      ({ id, field }) => (everyQuestion[id]?.limit ?? 0) > 15_000 && !derivationOf.has(field),
    )
    expect(tooLong).toEqual([])
  })
})

test('nothing is asked after sending that the form does not need', () => {
  const needed = new Set([...filling.map(({ id }) => id), ...nrmDerivations.flatMap(askedFor)])
  expect(Object.keys(detailQuestions).filter((id) => !needed.has(id))).toEqual([])
})

describe('every field that the form insists on can be filled', () => {
  const adult = ['always', 'pv-under-age = no']
  const referral = ['NRM', 'NRM (adult consent or child/not-sure)']
  const adultReferral = [
    ...adult,
    ...referral,
    'adult NRM',
    'adult and pv-want-to-submit-nrm = yes',
    'does-pv-need-support = yes',
    'who-contact = someone-else',
  ]
  const child = ['always', 'pv-under-age in [yes, not-sure]', ...referral]
  const notification = [...adult, 'DTN', 'DTN: adult and pv-want-to-submit-nrm = no']

  test.each<[Situation, string[]]>([
    ['an adult who agreed', [...adultReferral, 'still-in-exploitative-situation = no']],
    [
      'an adult who is still exploited',
      [...adultReferral, 'still-in-exploitative-situation = yes'],
    ],
    ['a child', child],
    ['someone who may be under 18', child],
    ['an adult who refused', notification],
    ['an adult who changed their mind', notification],
    [
      'an adult who refused and may be named',
      [...notification, 'DTN and authorities-cooperation = yes'],
    ],
  ])('for %s', (situation, conditions) => {
    const context = { today }
    const details = detailJourneyFor(sentIn(situation))
    const asked = new Set([
      ...walk(referralJourney, situations[situation], context).stops.flatMap((s) => s.questions),
      ...walk(details, { decisionTo: 'someone-else' }, context).stops.flatMap((s) => s.questions),
    ])
    const required = nrmForm.steps
      .filter((step) => conditions.includes(step.shown_when))
      .flatMap((step) => step.fields)
      .filter((field) => field.required === 'yes' || field.required === 'one of the group')
    expect(required.length).toBeGreaterThan(35)
    const unfilled = required.filter(({ field }) => {
      const derivation = derivationOf.get(field)
      if (typeof derivation?.from === 'string') return false
      const sources = [
        ...filling.filter((entry) => entry.field === field).map(({ id }) => id),
        ...(derivation ? askedFor(derivation) : []),
      ]
      return !sources.some((id) => asked.has(id))
    })
    expect(unfilled.map(({ field }) => field)).toEqual([])
  })

  test('with conditions that the form has', () => {
    const known = new Set(nrmForm.steps.map((step) => step.shown_when))
    const used = [...adultReferral, ...child, ...notification]
    expect(used.filter((condition) => !known.has(condition))).toEqual([])
  })
})
