import { answersTaken } from './answers-taken'
import {
  walk,
  type AnswersOf,
  type Catalogue,
  type Check,
  type Context,
  type Journey,
  type Placed,
  type Problem,
} from './journey'
import type { RawAnswers } from './question'

/** A form of one step: its title, its questions and where each is placed. */
export const oneStep = <C extends Catalogue>(
  title: string,
  questions: C,
  {
    says,
    placed = Object.keys(questions) as (keyof C & string)[],
    checks,
  }: {
    readonly says?: readonly string[]
    readonly placed?: readonly Placed<keyof C & string, AnswersOf<C>>[]
    readonly checks?: readonly Check<keyof C & string, AnswersOf<C>>[]
  } = {},
): Journey<C> => ({
  version: '2026-11-22',
  questions,
  steps: [{ id: 'form', title, questions: placed, checks, ...(says && { says: () => says }) }],
})

export interface TakenForm<C extends Catalogue> {
  readonly answers: AnswersOf<C>
  readonly typed: RawAnswers
  /** What is wrong; nothing is done while there is any. */
  readonly problems: readonly Problem[]
}

/** Takes a posted form of one step: the answers that hold, what was typed, and what is wrong. */
export const takeOneStep = <C extends Catalogue>(
  journey: Journey<C>,
  form: URLSearchParams,
  context: Context,
): TakenForm<C> => {
  const typed = answersTaken(journey, 'form', {}, form, context)
  const { answers, stops } = walk(journey, typed, context)
  return { answers, typed, problems: stops.flatMap(({ problems }) => problems) }
}
