import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  walk,
  type AnswersOf,
  type Catalogue,
  type Journey,
  type Placed,
} from '@/lib/journey/journey'
import { labelOf, type Question } from '@/lib/journey/question'
import { allQuestions } from '@/lib/referral/all-questions'
import { detailQuestions } from '@/lib/referral/detail-questions'
import { detailJourneyFor } from '@/lib/referral/detail-steps'
import { questions } from '@/lib/referral/questions'
import { agreed } from '@/lib/referral/questions/agreed'
import { referralJourney } from '@/lib/referral/steps'
import { anyTyped } from '../support/any-answers'
import { sentIn, situations, today, type Situation } from '../support/situations'

const context = { today }
const everySituation = Object.keys(situations) as Situation[]
const anyDetails = anyTyped(detailQuestions)
const everyQuestion = Object.entries<Question>(allQuestions)
const ids = (entries: [string, Question][]) => entries.map(([id]) => id)

const placedOn = (steps: readonly { readonly questions: readonly Placed<string, never>[] }[]) =>
  steps.flatMap((step) =>
    step.questions.map((placed) => (typeof placed === 'string' ? placed : placed.question)),
  )

/** The questions that a condition looks at, whatever it then decides. */
const looksAt = <Answers extends object>(
  condition: (answers: Answers) => unknown,
  answers: Answers,
) => {
  const seen: string[] = []
  condition(
    new Proxy(answers, {
      get: (target, id) => {
        seen.push(String(id))
        return Reflect.get(target, id) as unknown
      },
    }),
  )
  return seen
}

/** What the conditions of a journey look at and may not: questions that come after them. */
const forwardLooks = <C extends Catalogue>(journey: Journey<C>, answers: AnswersOf<C> & object) => {
  const earlier = new Set<string>()
  const forward: string[] = []
  const check = (name: string, seen: string[]) =>
    forward.push(...seen.filter((id) => !earlier.has(id)).map((id) => `${name} looks at ${id}`))
  for (const step of journey.steps) {
    if (step.when) check(step.id, looksAt(step.when, answers))
    if (step.says) check(step.id, looksAt(step.says, answers))
    for (const placed of step.questions) {
      if (typeof placed === 'string') earlier.add(placed)
      else {
        if ('under' in placed) check(placed.question, [placed.under[0]])
        else check(placed.question, looksAt(placed.when, answers))
        earlier.add(placed.question)
      }
    }
    for (const { id, when } of step.checks ?? [])
      check(
        id,
        looksAt((known: AnswersOf<C> & object) => when(known, context), answers),
      )
  }
  return forward
}

describe('the questions', () => {
  test('asked before and after sending have no name in common', () => {
    expect(Object.keys(questions).filter((id) => id in detailQuestions)).toEqual([])
    expect(everyQuestion).toHaveLength(
      Object.keys(questions).length + Object.keys(detailQuestions).length,
    )
  })

  test.each([
    ['before', referralJourney.steps, questions],
    ['after', detailJourneyFor({}).steps, detailQuestions],
  ])('asked %s sending stand on exactly one step each', (_, steps, catalogue) => {
    expect(placedOn(steps).sort()).toEqual(Object.keys(catalogue).sort())
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length)
  })

  test('can all be reached', () => {
    const reached = new Set<string>()
    const typed = fc.sample(fc.tuple(anyTyped(questions), anyDetails), { numRuns: 1_500, seed: 1 })
    for (const [urgent, details] of typed) {
      const sent = walk(referralJourney, urgent, context)
      const added = walk(detailJourneyFor(sent.answers), details, context)
      for (const stop of [...sent.stops, ...added.stops])
        for (const id of stop.questions) reached.add(id)
    }
    expect(ids(everyQuestion).filter((id) => !reached.has(id))).toEqual([])
  })

  test('that decide if another is asked come before it', () => {
    const typed = fc.sample(fc.tuple(anyTyped(questions), anyDetails), { numRuns: 200, seed: 1 })
    for (const [urgent, details] of typed) {
      const sent = walk(referralJourney, urgent, context).answers
      const journey = detailJourneyFor(sent)
      expect(forwardLooks(referralJourney, sent)).toEqual([])
      expect(forwardLooks(journey, walk(journey, details, context).answers)).toEqual([])
    }
  })
})

describe('the tasks', () => {
  const tasksIn = (situation: Situation, typed = {}) =>
    walk(detailJourneyFor(sentIn(situation)), typed, context).stops
  const askedIn = (situation: Situation, typed = {}) =>
    tasksIn(situation, typed).flatMap((stop) => stop.questions)

  test.each<[Situation, tasks: string]>([
    [
      'an adult who agreed',
      'more-person background start treatment leaving reporting places exploiters signs others support',
    ],
    [
      'a child',
      'more-person background start treatment leaving reporting places exploiters signs others support council',
    ],
    [
      'an adult who refused',
      'more-person background start treatment leaving reporting places exploiters signs others refusal',
    ],
    ['a place', 'treatment reporting places exploiters signs'],
  ])('for %s are these', (situation, tasks) => {
    expect(
      tasksIn(situation)
        .map(({ step }) => step.id)
        .join(' '),
    ).toBe(tasks)
  })

  test.each(everySituation)(
    'for %s hold nothing up: left empty, none has a problem',
    (situation) => {
      expect(tasksIn(situation).flatMap(({ problems }) => problems)).toEqual([])
    },
  )

  test.each<[Situation, asked: string[], notAsked: string[]]>([
    ['an adult who agreed', ['howTheyLeft', 'lastContact', 'wantsSupport'], ['whatKeepsThem']],
    ['an adult who is still exploited', ['whatKeepsThem'], ['howTheyLeft', 'lastContact']],
    ['a child', ['signsInChild', 'councilName'], ['underAgeThen', 'wantsSupport', 'decisionTo']],
    [
      'an adult who refused',
      ['gender', 'nationality', 'whyRefused'],
      ['nickname', 'homeOfficeReference', 'hasChildren', 'crimeReference', 'decisionTo'],
    ],
    ['an adult who refused and may be named', ['nickname'], ['homeOfficeReference', 'decisionTo']],
    ['a place', ['exploiters', 'policeTold'], ['gender', 'townNow', 'helpInvestigation']],
  ])('for %s ask only what applies', (situation, asked, notAsked) => {
    const all = askedIn(situation, { policeTold: 'yes' })
    expect(all).toEqual(expect.arrayContaining(asked))
    expect(all.filter((id) => notAsked.includes(id))).toEqual([])
  })

  test('warn wherever the story is told that a person who refused is not to be named', () => {
    const { steps } = detailJourneyFor(sentIn('an adult who refused'))
    const silent = steps.filter(({ says }) => !says?.({}).join(' ').includes('Leave out names'))
    expect(silent.map(({ id }) => id)).toEqual(['more-person', 'support', 'council'])
  })
})

describe('what is kept apart', () => {
  const details = Object.entries<Question>(detailQuestions)
  const isTyped = ({ kind }: Question) => !['one-of', 'any-of', 'whole-number'].includes(kind)

  test('identity and contact are of the person or of the referrer', () => {
    const nobodys = everyQuestion.filter(
      ([, { sensitivity, about, kind }]) =>
        ['identity', 'contact'].includes(sensitivity) && kind !== 'any-of' && about === undefined,
    )
    expect(ids(nobodys)).toEqual([])
  })

  test('a fact or a need is chosen, not typed, so that it names nobody; nationality apart', () => {
    const typed = details.filter(
      ([, question]) => ['fact', 'need'].includes(question.sensitivity) && isTyped(question),
    )
    expect(ids(typed)).toEqual(['nationality', 'secondNationality'])
  })

  test('a browser fills in nothing of the person by itself', () => {
    const filled = details.filter(
      ([, question]) => isTyped(question) && (question.about !== 'person' || question.autocomplete),
    )
    expect(ids(filled)).toEqual([])
  })

  test('what is typed after sending is optional, but for what only makes sense with its parent', () => {
    const required = details.filter(([, { missing }]) => missing !== undefined)
    expect(ids(required)).toEqual([
      'trustedPhoneWhose',
      'communicationOther',
      'decisionContactAgreed',
    ])
  })
})

describe('plain English', () => {
  const optionTexts = ({ options = {} }: Question) =>
    Object.values(options).flatMap((option) =>
      typeof option === 'object' ? [labelOf(option), option.hint ?? ''] : [option],
    )
  const hintsOf = ({ hint, options = {} }: Question) =>
    [
      hint,
      ...Object.values(options).map((option) => (typeof option === 'object' ? option.hint : '')),
    ]
      .filter((text) => text !== undefined)
      .filter((text) => text !== '')
  const labels = everyQuestion.flatMap(([, question]) => [question.ask, ...optionTexts(question)])
  const tasks = everySituation.flatMap((situation) => detailJourneyFor(sentIn(situation)).steps)
  const pages = [
    ...referralJourney.steps.flatMap((step) => [
      step.title,
      ...(step.says?.({ who: 'adult' }) ?? []),
      ...(step.says?.({ who: 'child' }) ?? []),
      ...(step.checks ?? []).map(({ message }) => message),
    ]),
    ...tasks.flatMap((step) => [step.title, ...(step.says?.({}) ?? [])]),
  ]
  const texts = [
    ...new Set([
      ...labels,
      ...everyQuestion.flatMap(([, question]) => [...hintsOf(question), question.missing ?? '']),
      ...pages,
    ]),
  ].filter(Boolean)
  const sentencesOf = (text: string) => text.split(/(?<=[.?!])\s+/)

  test('no label ends in a colon or a full stop', () => {
    expect(labels.filter((label) => /[.:]$/.test(label))).toEqual([])
  })

  test('a hint has no full stop at its end and no link', () => {
    const hints = everyQuestion.flatMap(([, question]) => hintsOf(question))
    expect(hints.filter((hint) => /\.$|https?:|www\.|<a /.test(hint))).toEqual([])
  })

  test('a hint is one sentence, but where it says what is agreed to', () => {
    const long = everyQuestion.filter(
      ([id, question]) =>
        !(id in agreed) && hintsOf(question).some((hint) => sentencesOf(hint).length > 1),
    )
    expect(ids(long)).toEqual([])
  })

  test('no sentence has more than 25 words', () => {
    const long = texts.flatMap(sentencesOf).filter((text) => text.split(/\s+/).length > 25)
    expect(long).toEqual([])
  })

  test('a message says what to do or what must be', () => {
    const messages = everyQuestion.flatMap(([, { missing }]) => missing ?? [])
    expect(messages.filter((message) => !/^(Enter|Select) .*[^.]$/.test(message))).toEqual([])
  })

  test('nobody is called a suspect or illegal, and nobody is scolded', () => {
    const banned = /\b(suspects?|suspected|illegal\w*|invalid|valid|please|sorry|forgot|e\.g)\b/i
    expect(texts.filter((text) => banned.test(text))).toEqual([])
  })

  test('nobody is called a victim after sending, because no decision was made yet', () => {
    const details = Object.values<Question>(detailQuestions)
    const words = details.flatMap((question) => [
      question.ask,
      ...hintsOf(question),
      ...optionTexts(question),
    ])
    expect(words.filter((text) => /victim/i.test(text))).toEqual([])
  })
})
