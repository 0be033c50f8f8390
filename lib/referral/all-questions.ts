import { detailQuestions } from './detail-questions'
import { questions } from './questions'

/** Every question of a referral: what was asked before it was sent, and what may be added after. */
export const allQuestions = { ...questions, ...detailQuestions }

export type AnyQuestionId = keyof typeof allQuestions
