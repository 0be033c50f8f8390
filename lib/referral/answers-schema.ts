import { z } from 'zod'
import { confirmedId } from '@/lib/journey/journey'
import type { Question, RawAnswers } from '@/lib/journey/question'
import { questions } from './questions'
import { referralJourney } from './steps'

const catalogue: Readonly<Record<string, Question>> = questions
const checkIds = referralJourney.steps.flatMap(({ checks = [] }) => checks.map(({ id }) => id))

/** Questions that every referral answers, whatever else it says. */
const always: ReadonlySet<string> = new Set<string>(
  referralJourney.steps
    .filter(({ when }) => !when)
    .flatMap(({ questions: placed }) => placed.filter((one) => typeof one === 'string'))
    .filter((id) => catalogue[id]?.missing !== undefined),
)

/** What a question asks and what each of its options means, for whoever calls the API. */
export const meaning = ({ ask, hint, options }: Question) =>
  [
    ask,
    hint,
    options &&
      Object.entries(options)
        .map(([value, option]) => `${value}: ${typeof option === 'string' ? option : option.label}`)
        .join('; '),
  ]
    .filter(Boolean)
    .join('. ')

/**
 * The answers of a referral as the partner API takes them, derived from the questions: one property
 * a question. Which of the optional ones are needed depends on the others, as on the pages.
 */
export const answersSchema = z.strictObject({
  ...Object.fromEntries(
    Object.entries(catalogue).map(([id, question]) => {
      const described = question.schema.describe(meaning(question))
      return [id, always.has(id) ? described : described.optional()]
    }),
  ),
  [confirmedId]: z
    .array(z.enum(checkIds))
    .optional()
    .describe('Ids of unlikely combinations that the referrer has confirmed are right'),
})

/** The JSON Schema of the answers, for whoever calls the API. */
export const answersJsonSchema = () => ({
  ...z.toJSONSchema(answersSchema, { io: 'input', unrepresentable: 'any' }),
  $id: `urn:modern-slavery-referral:answers:${referralJourney.version}`,
  title: 'Answers of a referral',
})

export interface AnswerProblem {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** What a schema finds wrong, each with its place. */
export const problemsIn = ({ issues }: z.ZodError): readonly AnswerProblem[] =>
  issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: [...issue.path, key],
          message: 'There is no such question',
        }))
      : [{ path: issue.path, message: issue.message }],
  )

/** Reads answers that came as JSON into what would have been typed; or says what is wrong with each. */
export const readAnswers = (
  json: unknown,
): { readonly typed: RawAnswers } | { readonly problems: readonly AnswerProblem[] } => {
  const read = answersSchema.safeParse(json)
  if (!read.success) return { problems: problemsIn(read.error) }
  const values = Object.entries(read.data).filter(([, value]) => value !== undefined)
  return {
    typed: Object.fromEntries(
      values.map(([id, value]) => [id, catalogue[id]?.raw(value) ?? (value as string[])]),
    ),
  }
}
