import { describe, expect, test } from 'vitest'
import { walk } from '@/lib/journey/journey'
import type { Question } from '@/lib/journey/question'
import type { Filling } from '@/lib/packs/filling'
import { walkForm, type Entries } from '@/lib/packs/form-walk'
import { nrmForm } from '@/lib/packs/nrm-form'
import { derivedFillings, filledBy, nrmFillings } from '@/lib/packs/nrm-fillings'
import { optionsOf } from '@/lib/packs/pack-entry'
import { allQuestions } from '@/lib/referral/all-questions'
import { detailQuestions } from '@/lib/referral/detail-questions'
import { detailJourneyFor } from '@/lib/referral/detail-steps'
import { referralJourney } from '@/lib/referral/steps'
import { sentIn, situations, today, type Situation } from '../support/situations'

const everyQuestion: Record<string, Question> = allQuestions
const claims = Object.keys(everyQuestion).flatMap((id) =>
  filledBy(id).map((field) => ({ id, field })),
)
const fields = nrmForm.pages.flatMap((page) => page.fields)
const names = new Set(fields.map(({ id }) => id))
const derived = new Map(derivedFillings.map((one) => [one.field, one]))
const askedFor = ({ from }: Filling): readonly string[] => (typeof from === 'string' ? [] : from)

describe('the Home Office form', () => {
  test('has 63 pages, of which the last only asks to confirm', () => {
    expect(nrmForm.pages).toHaveLength(63)
    expect(nrmForm.pages.filter((page) => page.fields.length === 0)).toEqual([
      { id: 'confirm', title: 'Check your answers', fields: [] },
    ])
  })

  test('has no field that neither a question fills nor a derivation', () => {
    expect([...names].filter((field) => !nrmFillings.has(field))).toEqual([])
  })

  test('gives no two questions the same field to fill', () => {
    const seen = claims.map(({ field }) => field)
    expect(seen.filter((field, index) => seen.indexOf(field) !== index)).toEqual([])
  })

  test('is named field by field as it is: nothing is filled that it does not have', () => {
    expect([...nrmFillings.keys()].filter((field) => !names.has(field))).toEqual([])
    expect(claims.filter(({ field }) => !names.has(field))).toEqual([])
  })

  test('is not claimed where no path reaches', () => {
    expect(nrmForm.unreachable).toContain('why-they-stayed')
    const reached = [...names, ...nrmForm.pages.map(({ id }) => id)]
    expect(nrmForm.unreachable.filter((name) => reached.includes(name))).toEqual([])
  })
})

describe('a derivation', () => {
  test('is stated once for a field', () => {
    expect(derived.size).toBe(derivedFillings.length)
  })

  test('starts from questions that we ask', () => {
    const unknown = derivedFillings.flatMap(askedFor).filter((id) => !(id in everyQuestion))
    expect(unknown).toEqual([])
    expect(derivedFillings.filter(({ from }) => from.length === 0)).toEqual([])
  })

  test('of a field that a question names as its own starts from that question too', () => {
    const strangers = claims.filter(({ id, field }) => {
      const derivation = derived.get(field)
      return derivation && !askedFor(derivation).includes(id)
    })
    expect(strangers).toEqual([])
  })

  test('is stated wherever an answer of ours may be no option of the form', () => {
    const chosen = fields.flatMap((field) => {
      const options = optionsOf(nrmForm, field)
      return options ? [{ id: field.id, options: Object.keys(options) }] : []
    })
    expect(chosen.length).toBeGreaterThan(50)
    const unmapped = chosen.flatMap(({ id, options }) =>
      claims
        .filter((claim) => claim.field === id && !derived.has(id))
        .flatMap((claim) =>
          Object.keys(everyQuestion[claim.id]?.options ?? { 'what was typed': '' }),
        )
        .filter((option) => !options.includes(option))
        .map((option) => `${id}: ${option}`),
    )
    expect(unmapped).toEqual([])
  })
})

test('nothing is asked after sending that the form does not need', () => {
  const needed = new Set([
    ...claims.map(({ id }) => id),
    ...[...nrmFillings.values()].flatMap(askedFor),
  ])
  expect(Object.keys(detailQuestions).filter((id) => !needed.has(id))).toEqual([])
})

describe('every field that the form insists on, whatever else is said on its page, can be filled', () => {
  const most: Entries = {
    'pv-under-age': 'no',
    'potential-victim-exploitative-situation-multiple': 'no',
    'were-they-taken-somewhere-by-their-exploiter': 'yes',
    'still-in-exploitative-situation': 'no',
    'is-this-the-first-chance-to-report': 'no',
    'modern-slavery-indicators': 'yes',
    'evidence-of-dishonesty': 'yes',
    'are-others-involved': 'yes',
    'where-exploitation-happened': 'uk-and-overseas',
    'exploiters-location': 'yes',
    'types-of-exploitation-other': 'true',
    'future-exploitation-concerns': 'yes',
    'reported-to-police': 'yes',
    'authorities-cooperation': 'yes',
    'pv-want-to-submit-nrm': 'yes',
    'does-pv-need-support': 'yes',
    'pv-phone-number': 'yes',
    'does-pv-have-children': 'yes',
    'pv-interpreter-requirements': 'yes',
    'pv-other-help-with-communication': 'yes',
    'pv-ho-reference': 'yes',
    'who-contact': 'someone-else',
    'someone-else': ['email', 'post'],
    'pv-contact-details': ['email', 'post'],
  }
  const said: Record<Exclude<Situation, 'a place'>, Entries> = {
    'an adult who agreed': {},
    'an adult who is still exploited': { 'still-in-exploitative-situation': 'yes' },
    'a child': { 'pv-under-age': 'yes' },
    'someone who may be under 18': { 'pv-under-age': 'not-sure' },
    'an adult who refused': {
      'pv-want-to-submit-nrm': 'no',
      'authorities-cooperation': 'no',
    },
    'an adult who changed their mind': {
      'pv-want-to-submit-nrm': 'no',
      'authorities-cooperation': 'no',
    },
    'an adult who refused and may be named': { 'pv-want-to-submit-nrm': 'no' },
  }

  test.each(Object.entries(said))('for %s', (situation, entries) => {
    const context = { today }
    const typed = situations[situation as Situation]
    const details = detailJourneyFor(sentIn(situation as Situation))
    const asked = new Set([
      ...walk(referralJourney, typed, context).stops.flatMap((stop) => stop.questions),
      ...walk(
        details,
        {
          decisionTo: 'someone-else',
          toldBefore: 'no',
          takenSomewhere: 'yes',
          exploitersWhereKnown: 'yes',
          futureRisk: 'yes',
          doubts: 'yes',
          hasChildren: 'yes',
          otherProfessionals: 'yes',
          policeTold: 'yes',
          communicationHelp: 'yes',
        },
        context,
      ).stops.flatMap((stop) => stop.questions),
    ])
    const required = walkForm(nrmForm, { ...most, ...entries })
      .flatMap((page) => page.fields)
      .filter((field) => (field.required || field.group) && !field.when)
    expect(required.length).toBeGreaterThan(35)
    const unfilled = required.filter(({ id }) => {
      const filling = nrmFillings.get(id)
      return filling && typeof filling.from !== 'string'
        ? !filling.from.some((question) => asked.has(question))
        : !filling
    })
    expect(unfilled.map(({ id }) => id)).toEqual([])
  })
})
