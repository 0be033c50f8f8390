import type { Stop } from './journey'
import type { RawAnswers } from './question'

/** How far a task of a list has come: saved with an answer and nothing wrong, begun, wrong, or empty. */
export const statusOf = ({ questions, problems, visited }: Stop, typed: RawAnswers) => {
  const answered = questions.filter((id) => (typed[id]?.length ?? 0) > 0)
  if (answered.length === 0) return 'empty'
  if (problems.length > 0) return 'problem'
  return visited ? 'completed' : 'begun'
}
