import { longText } from '@/lib/journey/kinds'
import {
  confirmedId,
  problemsOf,
  prune,
  walk,
  type Catalogue,
  type Journey,
  type Problem,
  type Walk,
} from '@/lib/journey/journey'
import { oneStep, takeOneStep } from '@/lib/journey/one-step'
import { many, type Question, type Raw, type RawAnswers } from '@/lib/journey/question'
import type { Change, PresentAnswers } from './correctable'
import { questions, type QuestionId } from './questions'
import { referralJourney } from './steps'

const placed = referralJourney.steps.flatMap((step) => step.questions)
const idOf = (place: (typeof placed)[number]) =>
  typeof place === 'string' ? place : place.question

/** What was confirmed to be right is carried along; whether it is unlikely, the whole journey says. */
const checks = referralJourney.steps
  .flatMap((step) => step.checks ?? [])
  .map((check) => ({ ...check, when: () => false }))

const isQuestion = (id: string): id is QuestionId => Object.hasOwn(questions, id)

const why = longText({
  ask: 'Why does it change?',
  hint: 'For example: they told me more, or I chose the wrong answer',
  called: 'Why it changes',
  missing: 'Enter why it changes',
  limit: 1_000,
  sensitivity: 'account',
})

/** The form of some questions and of why, those under an option of another with it. */
const formOf = (ids: readonly QuestionId[]): Journey<Catalogue> => {
  const drawn = new Set<QuestionId>(ids)
  for (const place of placed)
    if (typeof place === 'object' && 'under' in place && drawn.has(place.under[0]))
      drawn.add(place.question)
  const places = placed.filter((place) => drawn.has(idOf(place)))
  const catalogue: Catalogue = {
    ...Object.fromEntries(places.map((place) => [idOf(place), questions[idOf(place)]])),
    why,
  }
  return oneStep('Correct an answer', catalogue, {
    placed: [
      ...places.map((place) =>
        typeof place === 'object' && 'under' in place && drawn.has(place.under[0])
          ? place
          : idOf(place),
      ),
      'why',
    ],
    checks,
  })
}

/** The form of a correction as it is drawn. */
export interface CorrectionForm {
  readonly journey: Journey<Catalogue>
  readonly typed: RawAnswers
  readonly problems: readonly Problem[]
  /** The questions that are asked too, because the new answer leads to them. */
  readonly alsoAsked: readonly string[]
}

/** A correction that holds: everything that changes with it, and why. */
export interface Correction {
  readonly why: string
  readonly typed: RawAnswers
  readonly walked: Walk<typeof questions>
  readonly changes: readonly Change[]
}

export interface TakenCorrection {
  /** The form with what was typed, and what is wrong or still to be asked. */
  readonly form: CorrectionForm
  /** Where nothing is. */
  readonly correction?: Correction
  /** What was posted is what the referral says already. */
  readonly isUnchanged?: boolean
}

/** What an answer means, so that another spelling of the same is no change. */
const meaningOf = (id: string, raw: Raw) => {
  const question: Question | undefined = isQuestion(id) ? questions[id] : undefined
  const value = question ? question.value(raw) : many(raw)
  return JSON.stringify(Array.isArray(value) ? value.toSorted() : (value ?? []))
}

const changesOf = (before: RawAnswers, after: RawAnswers): readonly Change[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((question) => ({ question, old: before[question] ?? '', new: after[question] ?? '' }))
    .filter(({ question, ...one }) => meaningOf(question, one.old) !== meaningOf(question, one.new))

const problem = (question: string, message: string): readonly Problem[] => [{ question, message }]

/** Every question that is asked on a walk. */
export const askedOn = ({ stops }: Pick<Walk<Catalogue>, 'stops'>) =>
  new Set(stops.flatMap((stop) => stop.questions))

/** The form of correcting one question, with its present answer; `undefined` where it is not asked. */
export const correctionForm = (
  { typed, walked }: PresentAnswers,
  question: string,
): CorrectionForm | undefined =>
  isQuestion(question) && askedOn(walked).has(question)
    ? { journey: formOf([question]), typed, problems: [], alsoAsked: [] }
    : undefined

/**
 * Takes a posted correction. It holds where the whole referral does with the new answer: whatever that
 * newly asks is asked on the same page, and answers that are not asked any more are dropped.
 * @returns `undefined` where the question is not asked
 */
export const takeCorrection = (
  present: PresentAnswers,
  question: string,
  form: URLSearchParams,
): TakenCorrection | undefined => {
  if (!isQuestion(question) || !correctionForm(present, question)) return undefined
  const alsoAsked = (form.get('also') ?? '').split(',').filter(isQuestion)
  const journey = formOf([question, ...alsoAsked])
  const taken = takeOneStep(journey, form, present.context)
  const drawn = (problems: readonly Problem[], more: readonly QuestionId[] = []) => ({
    form: {
      journey: more.length > 0 ? formOf([question, ...alsoAsked, ...more]) : journey,
      typed: { ...present.typed, ...taken.typed },
      problems,
      alsoAsked: [...alsoAsked, ...more],
    },
  })
  if (taken.problems.length > 0) return drawn(taken.problems)

  const { why: because = '', [confirmedId]: confirmed = [], ...answers } = taken.typed
  const after = {
    ...present.typed,
    ...answers,
    [confirmedId]: [...new Set([...many(present.typed[confirmedId] ?? []), ...many(confirmed)])],
  }
  const walked = walk(referralJourney, after, present.context)
  if ((walked.answers.who === 'place') !== (present.walked.answers.who === 'place'))
    return drawn(
      problem(
        'who',
        'A referral of a person and a report of a place are kept apart. Start a new referral instead',
      ),
    )
  const before = askedOn(present.walked)
  const wrong = problemsOf(walked)
  const isHere = (id: string) => Object.hasOwn(journey.questions, id)
  const more = [
    ...[...askedOn(walked)].filter((id) => !before.has(id)),
    ...wrong.map((one) => one.question),
  ].filter((id) => !isHere(id))
  const here = wrong.filter((one) => isHere(one.question))
  if (more.length + here.length > 0) return drawn(here, [...new Set(more)].filter(isQuestion))

  const typed = prune(walked, after)
  const changes = changesOf(present.typed, typed)
  if (changes.every((change) => change.question === confirmedId))
    return {
      ...drawn(problem(question, 'Change the answer. It is the same as before')),
      isUnchanged: true,
    }
  return { ...drawn([]), correction: { why: [because].flat().join(), typed, walked, changes } }
}
