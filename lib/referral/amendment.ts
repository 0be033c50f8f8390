import { z } from 'zod'
import { confirmedId } from '@/lib/journey/journey'
import type { Question, Raw, RawAnswers } from '@/lib/journey/question'
import { meaning, problemsIn, type AnswerProblem } from './answers-schema'
import { detailQuestions } from './detail-questions'
import { questions } from './questions'
import { referralJourney } from './steps'

type Questions = Readonly<Record<string, Question>>

const checkIds = referralJourney.steps.flatMap(({ checks = [] }) => checks.map(({ id }) => id))

/** One property a question; null takes an answer away. */
const changesOf = (catalogue: Questions) =>
  z
    .strictObject(
      Object.fromEntries(
        Object.entries(catalogue).map(([id, question]) => [
          id,
          question.schema.describe(meaning(question)).nullable().optional(),
        ]),
      ),
    )
    .refine((changes) => Object.keys(changes).length > 0, 'Send at least one answer')

/** What the partner API takes to correct answers of a referral, or to add details to it. */
export const amendments = {
  corrections: z.strictObject({
    corrections: changesOf(questions).describe('Answers that change, by question'),
    why: z.string().trim().min(1).max(1_000).describe('Why they change, in a sentence'),
    [confirmedId]: z
      .array(z.enum(checkIds))
      .optional()
      .describe('Ids of unlikely combinations that the referrer has confirmed are right'),
  }),
  details: z.strictObject({
    details: changesOf(detailQuestions).describe('Answers towards the Home Office form'),
  }),
} as const

/** An amendment as it would have been typed. */
export type Amendment =
  | {
      readonly kind: 'corrections'
      readonly changes: RawAnswers
      readonly why: string
      readonly confirmed: readonly string[]
    }
  | { readonly kind: 'details'; readonly changes: RawAnswers }

const rawOf = (catalogue: Questions, values: Readonly<Record<string, unknown>>): RawAnswers =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([id, value]): [string, Raw] => [
        id,
        value === null ? '' : (catalogue[id]?.raw(value) ?? ''),
      ]),
  )

/** Reads an amendment that came as JSON; or says what is wrong with it. */
export const readAmendment = (
  json: unknown,
): Amendment | { readonly problems: readonly AnswerProblem[] } => {
  const isDetails = typeof json === 'object' && json !== null && 'details' in json
  if (isDetails) {
    const read = amendments.details.safeParse(json)
    if (!read.success) return { problems: problemsIn(read.error) }
    return { kind: 'details', changes: rawOf(detailQuestions, read.data.details) }
  }
  const read = amendments.corrections.safeParse(json)
  if (!read.success) return { problems: problemsIn(read.error) }
  const { corrections, why, confirmed = [] } = read.data
  return { kind: 'corrections', changes: rawOf(questions, corrections), why, confirmed }
}
