import type { Question } from '@/lib/journey/question'
import { allQuestions, type AnyQuestionId } from '@/lib/referral/all-questions'
import { filling, type Filling } from './filling'
import { account } from './nrm-fillings/account'
import { agreement } from './nrm-fillings/agreement'
import { contact } from './nrm-fillings/contact'
import { kinds } from './nrm-fillings/kinds'
import { opening } from './nrm-fillings/opening'
import { person } from './nrm-fillings/person'
import { places } from './nrm-fillings/places'

/**
 * How each field of the Home Office form is filled that does not simply take one answer as it is.
 */
export const derivedFillings: readonly Filling[] = [
  ...opening,
  ...account,
  ...places,
  ...kinds,
  ...agreement,
  ...person,
  ...contact,
]

const questions: Readonly<Record<string, Question>> = allQuestions
const ids = Object.keys(allQuestions) as AnyQuestionId[]

const stored = (question: Question | undefined, value: unknown) => {
  if (value === undefined || !question) return undefined
  return question.options ? String(value) : question.show(value)
}

const asItIs = (field: string, id: AnyQuestionId) =>
  filling(field, [id], 'As it is', ({ answers }) => ({
    value: stored(questions[id], answers[id]),
  }))

/** The fields that a question fills, as it says itself. */
export const filledBy = (id: string) => [questions[id]?.fills?.nrm ?? []].flat()

const derived = new Set(derivedFillings.map(({ field }) => field))

/** How every field of the Home Office form is filled: one that is derived, as that says; else as it is. */
export const nrmFillings: ReadonlyMap<string, Filling> = new Map(
  [
    ...derivedFillings,
    ...ids.flatMap((id) =>
      filledBy(id)
        .filter((field) => !derived.has(field))
        .map((field) => asItIs(field, id)),
    ),
  ].map((one) => [one.field, one]),
)

/** Ids of our questions that fill a field of the Home Office form, alone or with others. */
export const questionsFilling = (field: string): readonly AnyQuestionId[] => {
  const from = nrmFillings.get(field)?.from
  return from === undefined || typeof from === 'string' ? [] : from
}
