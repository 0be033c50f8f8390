import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frontier, problemsOf, prune, summary, walk, type Journey } from '@/lib/journey/journey'
import { oneOf, text, wholeNumber } from '@/lib/journey/kinds'
import type { Question, RawAnswers } from '@/lib/journey/question'
import { referralJourney } from '@/lib/referral/steps'
import { anyTyped } from '../support/any-answers'
import { today } from '../support/situations'

const sensitivity = 'fact'
const questions = {
  pet: oneOf({
    ask: 'Which pet?',
    options: { cat: 'A cat', dog: 'A dog', none: 'None' },
    missing: 'Select which pet',
    sensitivity,
  }),
  breed: text({ ask: 'Which breed?', called: 'Breed', missing: 'Enter which breed', sensitivity }),
  age: wholeNumber({ ask: 'How old?', called: 'Age', from: 0, to: 99, sensitivity }),
  walks: text({ ask: 'Where do you walk?', called: 'Where you walk', sensitivity }),
}

const pets: Journey<typeof questions> = {
  version: '1',
  questions,
  steps: [
    {
      id: 'pet',
      title: 'Your pet',
      questions: [
        'pet',
        { question: 'breed', under: ['pet', 'dog'] },
        { question: 'age', when: ({ pet }) => pet === 'cat' || pet === 'dog' },
      ],
      checks: [
        {
          id: 'old',
          question: 'age',
          kind: 'unlikely',
          when: ({ age = 0 }) => age > 25,
          message: 'Check the age',
        },
        {
          id: 'unborn',
          question: 'age',
          kind: 'impossible',
          when: ({ age }) => age === 0,
          message: 'Age must be 1 or more',
        },
      ],
    },
    { id: 'walks', title: 'Walks', when: ({ pet }) => pet === 'dog', questions: ['walks'] },
  ],
}

const inPets = (typed: RawAnswers) => walk(pets, typed, { today })
const dog = { pet: 'dog', breed: 'Poodle', age: '3', walks: '' }

describe('a walk through a small journey', () => {
  test.each<[string, RawAnswers, steps: string, asked: string, frontier: string | undefined]>([
    ['nothing typed yet', {}, 'pet', 'pet', 'pet'],
    ['an answer that opens nothing', { pet: 'none' }, 'pet', 'pet', undefined],
    ['an answer that opens a question', { pet: 'cat' }, 'pet', 'pet age', 'pet'],
    ['an optional question left empty', { pet: 'cat', age: '' }, 'pet', 'pet age', undefined],
    ['an answer that opens a step', { pet: 'dog' }, 'pet walks', 'pet breed age walks', 'pet'],
    [
      'a step that nobody has seen',
      { ...dog, walks: [] },
      'pet walks',
      'pet breed age walks',
      undefined,
    ],
    ['all answered', dog, 'pet walks', 'pet breed age walks', undefined],
    ['a wrong answer', { ...dog, pet: 'snake' }, 'pet', 'pet', 'pet'],
    ['a branch not taken', { ...dog, pet: 'cat' }, 'pet', 'pet age', undefined],
  ])('with %s', (_, typed, steps, asked, next) => {
    const walked = inPets(typed)
    expect(walked.stops.map(({ step }) => step.id).join(' ')).toBe(steps)
    expect(walked.stops.flatMap((stop) => stop.questions).join(' ')).toBe(asked)
    expect(frontier(walked)?.step.id).toBe(next)
  })

  test('waits at a step until every question of it was put to the person', () => {
    const { pet, breed, age } = dog
    expect(frontier(inPets({ pet, breed, age }))?.step.id).toBe('walks')
  })

  test.each<[string, RawAnswers, object[]]>([
    ['what is missing', { pet: 'dog' }, [{ question: 'breed', message: 'Enter which breed' }]],
    [
      'what cannot be',
      { ...dog, age: '0' },
      [{ question: 'age', message: 'Age must be 1 or more' }],
    ],
    [
      'what is unlikely, once',
      { ...dog, age: '40' },
      [{ question: 'age', message: 'Check the age', confirm: 'old' }],
    ],
    ['nothing unlikely that was confirmed', { ...dog, age: '40', confirmed: ['old'] }, []],
    [
      'what cannot be, even if it was confirmed',
      { ...dog, age: '0', confirmed: ['unborn', 'old'] },
      [{ question: 'age', message: 'Age must be 1 or more' }],
    ],
    [
      'an unlikely answer that only looks confirmed',
      { ...dog, age: '40', confirmed: 'not-so-old' },
      [{ question: 'age', message: 'Check the age', confirm: 'old' }],
    ],
    [
      'one thing at a time about an answer',
      { ...dog, age: 'forty' },
      [{ question: 'age', message: 'Age must be a whole number between 0 and 99' }],
    ],
  ])('says %s', (_, typed, problems) => {
    expect(problemsOf(inPets(typed))).toEqual(problems)
  })

  test('drops what was typed for a branch that is not taken, and nothing else', () => {
    const typed = { ...dog, pet: 'cat', age: 'forty', confirmed: ['old'], stranger: 'x' }
    expect(prune(inPets(typed), typed)).toEqual({ pet: 'cat', age: 'forty', confirmed: ['old'] })
  })

  test('sums up in words, and leaves empty what was left empty or is wrong', () => {
    const rows = summary(pets, inPets({ ...dog, age: 'forty' })).flatMap((step) => step.rows)
    expect(rows).toEqual([
      { question: 'pet', ask: 'Which pet?', shown: 'A dog' },
      { question: 'breed', ask: 'Which breed?', shown: 'Poodle' },
      { question: 'age', ask: 'How old?', shown: undefined },
      { question: 'walks', ask: 'Where do you walk?', shown: undefined },
    ])
  })
})

describe('whatever is typed into a referral', () => {
  const always = (name: string, holds: (typed: RawAnswers) => void) =>
    test(name, () => {
      fc.assert(fc.property(anyTyped(referralJourney.questions), holds), { numRuns: 300 })
    })
  const walked = (typed: RawAnswers) => walk(referralJourney, typed, { today })
  const question = (id: string): Question | undefined =>
    Object.entries<Question>(referralJourney.questions).find(([name]) => name === id)?.[1]

  always('dropping the branches not taken changes nothing that the walk says', (typed) => {
    const before = walked(typed)
    expect(walked(prune(before, typed))).toEqual(before)
  })

  always('a question is asked once, and only asked questions have answers or problems', (typed) => {
    const walk = walked(typed)
    const asked = walk.stops.flatMap(({ questions }) => questions)
    expect(new Set(asked).size).toBe(asked.length)
    expect(asked).toEqual(expect.arrayContaining(Object.keys(walk.answers)))
    for (const { questions, problems } of walk.stops)
      expect(questions).toEqual(expect.arrayContaining(problems.map(({ question }) => question)))
  })

  always('everything before the frontier is done, and the frontier is not', (typed) => {
    const walk = walked(typed)
    const at = frontier(walk)
    const before = at ? walk.stops.slice(0, walk.stops.indexOf(at)) : walk.stops
    expect(problemsOf({ stops: before })).toEqual([])
    expect(before.every(({ visited }) => visited)).toBe(true)
    if (at) expect(at.problems.length > 0 || !at.visited).toBe(true)
  })

  always('every answer that holds is read again as itself from a form', (typed) => {
    for (const [id, value] of Object.entries(walked(typed).answers)) {
      const asked = question(id)
      if (!asked) throw new Error(`${id} is no question`)
      const raw = asked.raw(value)
      const form = new URLSearchParams(
        asked.kind === 'date'
          ? ['day', 'month', 'year'].map((part, index) => [`${id}-${part}`, raw[index] ?? ''])
          : [raw].flat().map((one) => [id, one]),
      )
      expect(asked.schema.parse(asked.value(asked.read(form, id)))).toEqual(value)
    }
  })

  always('the summary has a row for each question that was asked, in order', (typed) => {
    const walk = walked(typed)
    const rows = summary(referralJourney, walk).flatMap((step) => step.rows)
    expect(rows.map((row) => row.question)).toEqual(walk.stops.flatMap((stop) => stop.questions))
    expect(
      rows
        .filter(({ shown }) => shown !== undefined)
        .map((row) => row.question)
        .sort(),
    ).toEqual(Object.keys(walk.answers).sort())
  })

  always('every problem is worded for people', (typed) => {
    for (const { message } of problemsOf(walked(typed)))
      expect(message).toMatch(/^(Enter|Select|Check) |^[A-Z].* must /)
  })
})
