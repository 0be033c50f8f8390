import type { Catalogue, Journey, Problem } from '@/lib/journey/journey'
import { one, type RawAnswers } from '@/lib/journey/question'

/** How an answer can be refused. They are counted, so codes never change. */
export const problemKinds = {
  missing: 'Left empty',
  too_long: 'Too long',
  wrong_form: 'Not in a form that can be read',
  together: 'Cannot be so beside another answer',
  unlikely: 'Asked whether it is right',
} as const

export type ProblemKind = keyof typeof problemKinds

export const isProblemKind = (text: string): text is ProblemKind =>
  Object.hasOwn(problemKinds, text)

/** One time that an answer was refused, without the answer. */
export interface ProblemCounted {
  readonly question: string
  readonly kind: ProblemKind
}

/** Something wrong with what a program sent, before it is known to be an answer at all. */
export const unknownQuestion = 'unknownQuestion'

const kindOf = <C extends Catalogue>(
  { questions, steps }: Journey<C>,
  typed: RawAnswers,
  { question: id, message, confirm }: Problem,
): ProblemKind => {
  if (confirm) return 'unlikely'
  const question = questions[id]
  const isTogether = steps.some(({ checks = [] }) =>
    checks.some((check) => check.question === id && check.message === message),
  )
  if (isTogether) return 'together'
  const raw = typed[id] ?? ''
  if (question?.value(raw) === undefined) return 'missing'
  return question.limit !== undefined && one(raw).length > question.limit
    ? 'too_long'
    : 'wrong_form'
}

/** What is counted of some problems: the question, and what kind each is. Nothing of what was typed. */
export const problemsCounted = <C extends Catalogue>(
  journey: Journey<C>,
  typed: RawAnswers,
  problems: readonly Problem[],
): readonly ProblemCounted[] =>
  problems.map((problem) => ({
    question: problem.question,
    kind: kindOf(journey, typed, problem),
  }))

const isGiven = (sent: unknown, name: string) =>
  typeof sent === 'object' && sent !== null && Object.hasOwn(sent, name)

/**
 * The same of what a program sent that is not in the form of answers: a name that is none of ours is
 * not kept.
 */
export const wronglySent = (
  questions: Catalogue,
  sent: unknown,
  paths: readonly (readonly PropertyKey[])[],
): readonly ProblemCounted[] =>
  paths.map(([name]) =>
    typeof name === 'string' && Object.hasOwn(questions, name)
      ? { question: name, kind: isGiven(sent, name) ? 'wrong_form' : 'missing' }
      : { question: unknownQuestion, kind: 'wrong_form' },
  )
