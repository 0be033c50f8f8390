import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemsOf, prune, walk, type Catalogue } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import type { PresentAnswers } from '@/lib/referral/correctable'
import { askedOn, correctionForm, takeCorrection } from '@/lib/referral/correction-form'
import { questions } from '@/lib/referral/questions'
import { referralJourney } from '@/lib/referral/steps'
import { answersOf } from '@/tests/support/answers-of'
import { anyTyped } from '@/tests/support/any-answers'
import { correctionPosted } from '@/tests/support/correction-posted'
import { typedOf } from '@/tests/support/send-answers'
import cases from './routing-cases.json'

const context = { today: { year: 2026, month: 11, day: 22 } }
const presentOf = (typed: RawAnswers): PresentAnswers => {
  const walked = walk(referralJourney, typed, context)
  return { typed: prune(walked, typed), walked, context }
}
const sent = cases.map((one) => presentOf(typedOf(answersOf(one).answers)))
const catalogue: Catalogue = questions

/** A sent referral, one of its questions, and something typed for any. */
const anyCorrection = fc
  .constantFrom(...sent)
  .chain((present) =>
    fc.tuple(
      fc.constant(present),
      fc.constantFrom(...askedOn(present.walked)),
      anyTyped(catalogue),
    ),
  )

/** Answers what the form asks too, page after page, as somebody patient does. */
const correctPatiently = (present: PresentAnswers, question: string, typed: RawAnswers) => {
  let also: readonly string[] = []
  for (let page = 0; page < 5; page += 1) {
    const asked = Object.keys(
      takeCorrection(present, question, new URLSearchParams({ also: also.join(',') }))?.form.journey
        .questions ?? {},
    ).filter((id) => id in questions)
    const answers = Object.fromEntries(
      asked.map((id) => [id, typed[id] ?? present.typed[id] ?? '']),
    )
    const taken = takeCorrection(present, question, correctionPosted(answers, 'So they say', also))
    if (!taken) throw new Error(`${question} is not asked`)
    if (taken.form.alsoAsked.length === also.length) return { taken, answers }
    also = taken.form.alsoAsked
  }
  throw new Error('The form never stops asking')
}

describe('a correction', () => {
  it('that holds leaves a referral without problems, and says everything that changes', () => {
    fc.assert(
      fc.property(anyCorrection, ([present, question, typed]) => {
        const { correction } = correctPatiently(present, question, typed).taken
        if (!correction) return
        expect(problemsOf(correction.walked)).toEqual([])
        const { changes } = correction
        const after = {
          ...present.typed,
          ...Object.fromEntries(changes.map((one) => [one.question, one.new])),
        }
        expect(walk(referralJourney, after, context).answers).toEqual(correction.walked.answers)
        const back = {
          ...correction.typed,
          ...Object.fromEntries(changes.map((one) => [one.question, one.old])),
        }
        expect(walk(referralJourney, back, context).answers).toEqual(present.walked.answers)
        expect(changes.length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })

  it('that does not hold says what is wrong on the same page, and keeps every word', () => {
    fc.assert(
      fc.property(anyCorrection, ([present, question, typed]) => {
        const { taken, answers } = correctPatiently(present, question, typed)
        if (taken.correction) return
        const { problems, journey, typed: kept } = taken.form
        expect(problems.length).toBeGreaterThan(0)
        for (const problem of problems) expect(journey.questions).toHaveProperty(problem.question)
        const raw = catalogue[question]?.read(correctionPosted(answers), question)
        expect(kept[question]).toEqual(raw)
        expect(kept.why).toBe('So they say')
      }),
      { numRuns: 500 },
    )
  })

  it('is offered of what was asked, with its present answer, and of nothing else', () => {
    for (const present of sent)
      for (const question of Object.keys(questions)) {
        const form = correctionForm(present, question)
        expect(form !== undefined).toBe(askedOn(present.walked).has(question))
        if (form) expect(form.typed).toEqual(present.typed)
      }
  })
})
