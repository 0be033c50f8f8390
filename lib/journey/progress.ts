import type { Stop } from './journey'
import type { RawAnswers } from './question'

/** How far a task of a list has come: how many of its questions are answered, and if one is wrong. */
export const progressOf = ({ questions, problems }: Stop, typed: RawAnswers) => {
  const answered = questions.filter((id) => (typed[id]?.length ?? 0) > 0).length
  return { answered, asked: questions.length, isWrong: answered > 0 && problems.length > 0 }
}
