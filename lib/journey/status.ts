import type { Stop } from './journey'
import type { RawAnswers } from './question'

/** How far a task of a list has come: every question answered, some, none, or one wrongly. */
export const statusOf = ({ questions, problems }: Stop, typed: RawAnswers) => {
  const answered = questions.filter((id) => (typed[id]?.length ?? 0) > 0)
  if (answered.length === 0) return 'empty'
  if (problems.length > 0) return 'problem'
  return answered.length === questions.length ? 'completed' : 'begun'
}
