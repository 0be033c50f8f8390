import { confirmedId, type Catalogue, type Journey, prune, walk, type Context } from './journey'
import { many, type RawAnswers } from './question'

/** The names of the questions of a step, asked now or not. */
const placedOn = <C extends Catalogue>(journey: Journey<C>, stepId: string) =>
  journey.steps
    .find(({ id }) => id === stepId)
    ?.questions.map((placed) => (typeof placed === 'string' ? placed : placed.question)) ?? []

/**
 * Takes the answers of one step out of a posted form and lays them over what was typed before.
 * Answers of a branch that is not taken any more are dropped; everything else is kept as it was
 * typed, right or wrong. A wrong answer decides no branch: nothing is dropped until it is put right.
 * Fields of the form that are no questions of the step are not looked at.
 */
export const answersTaken = <C extends Catalogue>(
  journey: Journey<C>,
  stepId: string,
  typed: RawAnswers,
  form: URLSearchParams,
  context: Context,
): RawAnswers => {
  const taken: Record<string, RawAnswers[string]> = { ...typed }
  for (const id of placedOn(journey, stepId)) {
    const question = journey.questions[id]
    if (question) taken[id] = question.read(form, id)
  }
  const step = journey.steps.find(({ id }) => id === stepId)
  const checks = new Set(step?.checks?.map(({ id }) => id))
  const before = many(typed[confirmedId] ?? [])
  taken[confirmedId] = [
    ...before.filter((id) => !checks.has(id)),
    ...form.getAll(confirmedId).filter((id) => checks.has(id)),
  ]
  const walked = walk(journey, taken, context)
  const asked = prune(walked, taken)
  if (walked.stops.every(({ visited, problems }) => !visited || problems.length === 0)) return asked
  const filled = Object.entries(taken).filter(([, raw]) => raw.length > 0)
  return { ...Object.fromEntries(filled), ...asked }
}
