import { county } from '@/lib/county/county'
import type { Catalogue } from '@/lib/journey/journey'
import { fullDate, longText, oneOf, text } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { isoOf } from '@/lib/journey/partial-date'
import type { Options, PartialDate } from '@/lib/journey/question'
import { reasons } from './reasons'
import type { ActField } from './transition'
import { transitionOf, type ActionName } from './transitions'

/** What may be chosen in the form of an act: it depends on the case and on who works the queue. */
export interface ActChoices {
  readonly queues: Options
  /** The rules of the routing decision, one of which an override overrules. */
  readonly rules: Options
  readonly owners: Options
  readonly handlers: Options
}

export const noChoices: ActChoices = { queues: {}, rules: {}, owners: {}, handlers: {} }

/** What the words of an act are for, where they are not an optional note. */
const wordsOf: Readonly<
  Partial<Record<ActionName, { ask: string; hint?: string; missing: string }>>
> = {
  decline: {
    ask: 'What should the referrer know?',
    hint: 'They read this. Say what to do next',
    missing: 'Enter what the referrer should know',
  },
  ask: {
    ask: 'Your question',
    hint: 'The person who referred reads this',
    missing: 'Enter your question',
  },
  answer: {
    ask: 'Your answer',
    hint: 'Those who asked read this',
    missing: 'Enter your answer',
  },
}

const signposts = {
  none: 'Nowhere: they need do nothing more',
  ...Object.fromEntries(county.contacts.map(({ slug, name }) => [slug, name])),
}

const fields: Readonly<
  Record<ActField, (action: ActionName, choices: ActChoices) => Catalogue[string]>
> = {
  signpost: () =>
    oneOf({
      ask: 'Where should the referrer turn?',
      options: signposts,
      missing: 'Select where the referrer should turn',
      sensitivity: 'fact',
    }),
  words: (action) =>
    longText({
      ask: wordsOf[action]?.ask ?? 'Anything to add',
      hint: wordsOf[action]?.hint,
      called: wordsOf[action]?.ask ?? 'What you add',
      limit: 2_000,
      missing: wordsOf[action]?.missing,
      sensitivity: 'account',
    }),
  until: () =>
    fullDate({
      ask: 'Until which day?',
      hint: 'For example, 27 3 2027',
      called: 'The day',
      from: 2020,
      missing: 'Enter the day until which it is on hold',
      sensitivity: 'fact',
    }),
  to: (_, { queues }) =>
    oneOf({
      ask: 'Which queue?',
      options: queues,
      missing: 'Select the queue',
      sensitivity: 'fact',
    }),
  rule: (_, { rules }) =>
    oneOf({
      ask: 'Which rule do you overrule?',
      hint: 'Leads read which rules are overruled, to mend them',
      options: rules,
      missing: 'Select the rule that you overrule',
      sensitivity: 'fact',
    }),
  owner: (_, { owners }) =>
    oneOf({ ask: 'To whom?', options: owners, missing: 'Select somebody', sensitivity: 'fact' }),
  handler: (_, { handlers }) =>
    oneOf({
      ask: 'To which organisation?',
      options: handlers,
      missing: 'Select the organisation',
      sensitivity: 'fact',
    }),
  reference: () =>
    text({
      ask: 'Home Office reference',
      hint: 'As the Home Office gave it after you submitted',
      called: 'The reference',
      limit: 40,
      missing: 'Enter the Home Office reference',
      sensitivity: 'fact',
    }),
  confirm: () =>
    oneOf({
      ask: 'Have you confirmed with the person that they agree?',
      hint: 'They understand that the Home Office will decide, what support there is, and that police are told',
      options: { yes: 'Yes, they agree and can decide', no: 'No, not yet' },
      missing: 'Select if you have confirmed it with the person',
      sensitivity: 'fact',
    }),
}

const after = (day: PartialDate | undefined, today: Required<PartialDate>) =>
  day?.day !== undefined && day.month !== undefined && day.year !== undefined
    ? isoOf({ day: day.day, month: day.month, year: day.year }) > isoOf(today)
    : true

/**
 * The form of an act, from its row of the table: the coded reason first, then what it asks for.
 * @returns a journey of one step, whose questions are named as the fields of the table
 */
export const actFormFor = (action: ActionName, choices: ActChoices) => {
  const { label, reasons: list, asks } = transitionOf(action)
  const questions: Catalogue = {
    ...(list && {
      reason: oneOf({
        ask: list === 'ask' ? 'What about?' : 'Why?',
        options: reasons[list],
        missing: list === 'ask' ? 'Select what it is about' : 'Select why',
        sensitivity: 'fact',
      }),
    }),
    ...Object.fromEntries(asks.map((field) => [field, fields[field](action, choices)])),
  }
  return oneStep(label, questions, {
    checks: [
      ...(asks.includes('until')
        ? [
            {
              id: 'until-is-ahead',
              question: 'until',
              kind: 'impossible' as const,
              when: ({ until }: { until?: unknown }, { today }: { today: Required<PartialDate> }) =>
                !after(until as PartialDate | undefined, today),
              message: 'The day must be after today',
            },
          ]
        : []),
      ...(asks.includes('confirm')
        ? [
            {
              id: 'is-confirmed',
              question: 'confirm',
              kind: 'impossible' as const,
              when: ({ confirm }: { confirm?: unknown }) => confirm === 'no',
              message: 'You can go on once you have confirmed it with the person',
            },
          ]
        : []),
    ],
  })
}

/** Whether an act has a form of its own; the others are done by one press. */
export const hasForm = (action: ActionName) => {
  const { reasons: list, asks } = transitionOf(action)
  return list !== undefined || asks.length > 0
}
