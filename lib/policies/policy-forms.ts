import { addDays, addYears, formatISO, parseISO } from 'date-fns'
import { fullDate, longText, oneOf, text } from '@/lib/journey/kinds'
import type { AnswersOf, Catalogue, Problem } from '@/lib/journey/journey'
import { oneStep } from '@/lib/journey/one-step'
import { isoOf } from '@/lib/journey/partial-date'
import type { Question, RawAnswers } from '@/lib/journey/question'
import type { Period } from '@/lib/outcomes/period'
import { longestName, longestReason, type PolicyVersion } from './policy-version'
import { breakQuestion, brokenPromises, type Proposal } from './proposal'

const fact = { sensitivity: 'fact' } as const
const noNames = 'Do not add names of people in cases'
const firstYear = 2015

/** The form that begins a draft. */
export const draftForm = oneStep(
  'Start a draft',
  {
    name: text({
      ...fact,
      ask: 'What do you call it?',
      hint: 'A few words that say what it is to change',
      called: 'The name',
      missing: 'Enter a name for the draft',
      limit: longestName,
    }),
  },
  {
    says: [
      'A draft is a copy of the policy in force. You can change it and try it out. It decides nothing until a second person has agreed and its day has come.',
    ],
  },
)

const day = (ask: string, called: string) =>
  fullDate({ ...fact, ask, called, missing: `Enter the ${called.toLowerCase()}`, from: firstYear })

/** The form that asks for a replay. */
export const replayForm = oneStep('Replay', {
  from: day('First day', 'First day'),
  until: day('Last day', 'Last day'),
})

/** The days of a form as a time; nothing while one is missing. */
export const periodOf = ({
  from,
  until,
}: AnswersOf<typeof replayForm.questions>): Period | undefined =>
  from && until && { from: isoOf(from), until: isoOf(until) }

const typedDay = (day: string) => day.split('-').reverse().map(Number).map(String)

/** What a replay is of unless somebody says otherwise: the twelve months up to a day, as it would be typed. */
export const lastYear = (today: string): RawAnswers => {
  const from = formatISO(addDays(addYears(parseISO(today), -1), 1), { representation: 'date' })
  return { from: typedDay(from), until: typedDay(today) }
}

/** The form that puts a draft to a second person: each promise that it breaks needs a reason of its own. */
export const proposalFormOf = (policy: Pick<PolicyVersion, 'replay'>) =>
  oneStep('Propose this draft', {
    appliesFrom: day('From which day shall it decide?', 'Day from which it decides'),
    reason: longText({
      ...fact,
      ask: 'Why should it change?',
      hint: noNames,
      called: 'Why it should change',
      missing: 'Enter why it should change',
      limit: longestReason,
    }),
    ...Object.fromEntries(
      brokenPromises(policy).map(({ id, says }): [string, Question<string>] => [
        breakQuestion(id),
        longText({
          ...fact,
          ask: `Why may this promise be broken? “${says}”`,
          hint: noNames,
          called: 'Why the promise may be broken',
          missing: 'Enter why this promise may be broken',
          limit: longestReason,
        }),
      ]),
    ),
  })

/** What a form of a proposal says, as it is proposed. */
export const proposalOf = ({
  appliesFrom,
  reason,
  ...others
}: AnswersOf<ReturnType<typeof proposalFormOf>['questions']>): Proposal => ({
  appliesFrom: appliesFrom ? isoOf(appliesFrom) : '',
  reason: reason ?? '',
  reasonsToBreak: Object.fromEntries(
    Object.entries(others).flatMap(([question, why]): [string, string][] =>
      question.startsWith(breakQuestion('')) && typeof why === 'string'
        ? [[question.slice(breakQuestion('').length), why]]
        : [],
    ),
  ),
})

/** The form with which the second person answers. */
export const answerForm = oneStep('Answer a proposal', {
  answer: oneOf({
    ...fact,
    ask: 'Do you agree?',
    options: {
      agree: { label: 'Yes, publish it', hint: 'It decides from the day that is named' },
      refuse: { label: 'No, send it back', hint: 'It is a draft again' },
    },
    missing: 'Select whether you agree',
  }),
  reason: longText({
    ...fact,
    ask: 'Why?',
    hint: noNames,
    called: 'Why',
    missing: 'Enter why',
    limit: longestReason,
  }),
})

/** Problems that are about no question of a form stand beside its first. */
export const besideFirst = (
  { questions }: { readonly questions: Catalogue },
  problems: readonly Problem[],
): readonly Problem[] => {
  const [first = ''] = Object.keys(questions)
  return problems.map((problem) =>
    Object.hasOwn(questions, problem.question) ? problem : { ...problem, question: first },
  )
}
