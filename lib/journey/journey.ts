import { many, type PartialDate, type Question, type RawAnswers, type ValueOf } from './question'

export type Catalogue = Readonly<Record<string, Question>>

/** The answers that have been given and hold, by question. */
export type AnswersOf<C> = { readonly [Id in keyof C]?: ValueOf<C[Id]> }

/** A question's place on a step: always asked there, under an option of an earlier one, or at times. */
export type Placed<Id extends string, Answers> =
  | Id
  | { readonly question: Id; readonly under: readonly [Id, string] }
  | { readonly question: Id; readonly when: (answers: Answers) => boolean }

export interface Context {
  /** The day on which the answers are read. */
  readonly today: Required<PartialDate>
}

/** Something that several answers say together. Impossible ones are refused, unlikely ones asked about. */
export interface Check<Id extends string, Answers> {
  readonly id: string
  readonly question: Id
  readonly kind: 'impossible' | 'unlikely'
  readonly when: (answers: Answers, context: Context) => boolean
  readonly message: string
}

export interface Step<Id extends string, Answers> {
  readonly id: string
  readonly title: string
  /** The same to whoever reads the answers later, where "you" would be somebody else. */
  readonly reads?: string
  /** What the step says under its title, in plain paragraphs. */
  readonly says?: (answers: Answers) => readonly string[]
  readonly questions: readonly Placed<Id, Answers>[]
  readonly when?: (answers: Answers) => boolean
  readonly checks?: readonly Check<Id, Answers>[]
}

export interface Journey<C extends Catalogue> {
  /** Goes up whenever an answer would be read differently. */
  readonly version: string
  readonly questions: C
  readonly steps: readonly Step<keyof C & string, AnswersOf<C>>[]
}

export interface Problem {
  readonly question: string
  /** The part of a date that is wrong. */
  readonly part?: string
  readonly message: string
  /** The check that the person may confirm: "this is right". */
  readonly confirm?: string
}

export interface Stop {
  readonly step: Step<string, never>
  readonly questions: readonly string[]
  readonly problems: readonly Problem[]
  /** Every question of it has been put to the person, answered or left empty. */
  readonly visited: boolean
}

export interface Walk<C extends Catalogue> {
  readonly answers: AnswersOf<C>
  readonly stops: readonly Stop[]
}

/** The name under which a confirmed check is kept among the answers. */
export const confirmedId = 'confirmed'

const isBlank = (raw: RawAnswers[string] | undefined) => raw === undefined || raw.length === 0

/**
 * Walks a journey from its first step with what has been typed so far. Everything else about a
 * journey is read from the walk: which steps and questions are asked, what is wrong on each, and
 * the answers that hold. A condition sees the answers of the questions before it and no others.
 */
export const walk = <C extends Catalogue>(
  journey: Journey<C>,
  typed: RawAnswers,
  context: Context,
): Walk<C> => {
  const answers: Record<string, unknown> = {}
  const known = answers as AnswersOf<C>
  const confirmed = many(typed[confirmedId] ?? [])
  const stops: Stop[] = []
  for (const step of journey.steps) {
    if (step.when && !step.when(known)) continue
    const asked: string[] = []
    const problems: Problem[] = []
    for (const placed of step.questions) {
      const id = typeof placed === 'string' ? placed : placed.question
      if (!isPlaced(placed, known)) continue
      asked.push(id)
      const problem = answer(journey.questions[id], id, typed, answers)
      if (problem) problems.push(problem)
    }
    for (const check of step.checks ?? []) {
      if (problems.some(({ question }) => question === check.question)) continue
      if (!check.when(known, context)) continue
      if (check.kind === 'impossible')
        problems.push({ question: check.question, message: check.message })
      else if (!confirmed.includes(check.id))
        problems.push({ question: check.question, message: check.message, confirm: check.id })
    }
    const visited = asked.every((id) => typed[id] !== undefined)
    stops.push({ step: step as Step<string, never>, questions: asked, problems, visited })
  }
  return { answers: known, stops }
}

const isPlaced = <Id extends string, Answers extends Partial<Record<Id, unknown>>>(
  placed: Placed<Id, Answers>,
  answers: Answers,
) => {
  if (typeof placed === 'string') return true
  if ('when' in placed) return placed.when(answers)
  const value: unknown = answers[placed.under[0]]
  return value === placed.under[1] || (Array.isArray(value) && value.includes(placed.under[1]))
}

const answer = (
  question: Question | undefined,
  id: string,
  typed: RawAnswers,
  answers: Record<string, unknown>,
): Problem | undefined => {
  if (!question) return undefined
  const raw = typed[id]
  const candidate = raw === undefined || isBlank(raw) ? undefined : question.value(raw)
  if (candidate === undefined)
    return question.missing === undefined ? undefined : { question: id, message: question.missing }
  const result = question.schema.safeParse(candidate)
  if (result.success) {
    answers[id] = result.data
    return undefined
  }
  const issue = result.error.issues[0]
  const part = issue?.path[0]
  return { question: id, message: issue?.message ?? '', ...(typeof part === 'string' && { part }) }
}

/** The first step that still needs the person; `undefined` when nothing does. */
export const frontier = ({ stops }: Pick<Walk<Catalogue>, 'stops'>) =>
  stops.find(({ problems, visited }) => problems.length > 0 || !visited)

/** Everything that is wrong, in the order of the steps. */
export const problemsOf = ({ stops }: Pick<Walk<Catalogue>, 'stops'>) =>
  stops.flatMap(({ problems }) => problems)

/** What was typed for the questions that are asked now: answers of a branch not taken are dropped. */
export const prune = ({ stops }: Pick<Walk<Catalogue>, 'stops'>, typed: RawAnswers): RawAnswers => {
  const asked = new Set([...stops.flatMap(({ questions }) => questions), confirmedId])
  return Object.fromEntries(Object.entries(typed).filter(([id]) => asked.has(id)))
}

export interface SummaryRow {
  readonly question: string
  readonly ask: string
  /** The answer in words; `undefined` where it was left empty. */
  readonly shown: string | undefined
}

/** The questions that were asked and their answers in words, step by step. */
export const summary = <C extends Catalogue>(journey: Journey<C>, { answers, stops }: Walk<C>) =>
  stops.map(({ step, questions }) => ({
    step,
    rows: questions.map((id): SummaryRow => {
      const question: Question | undefined = journey.questions[id]
      const value: unknown = answers[id]
      return {
        question: id,
        ask: question?.ask ?? id,
        shown: value === undefined ? undefined : question?.show(value),
      }
    }),
  }))
