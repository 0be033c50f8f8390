import type { Question } from '@/lib/journey/question'
import { allQuestions } from './all-questions'

const catalogue: Readonly<Record<string, Question>> = allQuestions

/** The question of an id, whatever the id; `undefined` where there is none. */
export const questionOf = (id: string): Question | undefined =>
  Object.hasOwn(catalogue, id) ? catalogue[id] : undefined
