import { anyOf, oneOf, text } from '@/lib/journey/kinds'
import type { AnswersOf, Journey, Problem } from '@/lib/journey/journey'
import { oneStep } from '@/lib/journey/one-step'
import type { Options, RawAnswers } from '@/lib/journey/question'
import { identityWords } from '@/lib/routing/effect-words'
import type { RuleText } from '@/lib/routing/policy-changes'
import {
  isPredicateName,
  type PolicyDocument,
  type PredicateName,
} from '@/lib/routing/policy-document'
import { longestText, type PolicyProblem } from '@/lib/routing/policy-reading'
import { predicateWords } from '@/lib/routing/predicate-words'
import { actions, priorities, queues } from '@/lib/routing/queues'
import type { Effect } from '@/lib/routing/rule'

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
const fact = { sensitivity: 'fact' } as const

const asked: Readonly<Record<string, { readonly label: string; readonly hint?: string }>> =
  Object.fromEntries(
    Object.entries(predicateWords).map(([name, { says, hint }]) => [
      name,
      { label: capital(says), hint },
    ]),
  )

const queueNames = {
  NRM: queues.NRM.name,
  BEACON: queues.BEACON.name,
  POLICE: queues.POLICE.name,
} as const
/** What a rule leaves to the others. A radio that was chosen cannot be emptied without a script. */
const says = { none: 'This rule does not say' } as const

const howSoon = Object.fromEntries(
  Object.entries(priorities).map(([priority, { label, meaning }]) => [
    priority,
    { label, hint: meaning },
  ]),
) as Readonly<Record<keyof typeof priorities, { readonly label: string; readonly hint: string }>>

const questions = {
  when: anyOf({
    ...fact,
    ask: 'When does the rule apply?',
    hint: 'It applies where all that you tick is so',
    options: asked,
    missing: 'Select when the rule applies',
  }),
  send: anyOf({
    ...fact,
    ask: 'Which queues does it send the referral to?',
    options: queueNames,
  }),
  primary: oneOf({
    ...fact,
    ask: 'Which queue works it first?',
    options: { ...queueNames, HOLD: 'None: it waits, with a named owner and a deadline', ...says },
    missing: 'Select which queue works it first',
  }),
  never: oneOf({
    ...fact,
    ask: 'Which queue must it never reach?',
    options: { ...queueNames, ...says },
    missing: 'Select which queue it must never reach',
  }),
  priority: oneOf({
    ...fact,
    ask: 'How soon must somebody look?',
    hint: 'The most urgent rule that applies wins',
    options: { ...howSoon, ...says },
    missing: 'Select how soon',
  }),
  identityToPolice: oneOf({
    ...fact,
    ask: 'May the police know who the person is?',
    options: { ...identityWords, ...says },
    missing: 'Select whether the police may know',
  }),
  actions: anyOf({ ...fact, ask: 'What else must happen?', options: actions }),
  because: text({
    ...fact,
    ask: 'Why?',
    hint: 'Everybody who works a case reads it. Begin with a small letter: “the person may be a child”',
    called: 'Why',
    missing: 'Enter why',
    limit: longestText,
  }),
  source: text({
    ...fact,
    ask: 'Where does the rule come from?',
    hint: 'The law, the guidance or your own decision',
    called: 'Where the rule comes from',
    missing: 'Enter where the rule comes from',
    limit: longestText,
  }),
}

type RuleQuestions = typeof questions

/** The form of one rule that is there. */
export const changeForm = (id: string): Journey<RuleQuestions> =>
  oneStep(`Change rule ${id}`, questions)

const sectionQuestion = ({ sections }: PolicyDocument) =>
  oneOf({
    ...fact,
    ask: 'In which part of the policy?',
    options: Object.fromEntries(
      sections.map(({ title }, index): [string, string] => [String(index), title]),
    ) as Options,
    missing: 'Select a part of the policy',
  })

/** The form of a rule that is added, with the parts of the policy that it can be in. */
export const addForm = (document: PolicyDocument) =>
  oneStep('Add a rule', { section: sectionQuestion(document), ...questions })

/** What would have been typed for a rule: the form of one that is there begins with it. */
export const typedOf = ({ when, then, because, source }: RuleText): RawAnswers => ({
  when,
  because,
  source,
  send: then.send ?? [],
  actions: then.actions ?? [],
  primary: then.primary ?? 'none',
  never: then.never ?? 'none',
  priority: then.priority ?? 'none',
  identityToPolice: then.identityToPolice ?? 'none',
})

/** What stands in the form of a new rule: it says nothing yet of what a rule need not say. */
export const nothingTyped: RawAnswers = {
  primary: 'none',
  never: 'none',
  priority: 'none',
  identityToPolice: 'none',
}

/** The choices in the order in which they were before, then the new ones: an order alone is no change. */
const inOrderOf = <Choice extends string>(
  chosen: readonly Choice[] = [],
  before: readonly Choice[] = [],
): readonly Choice[] => [
  ...before.filter((one) => chosen.includes(one)),
  ...chosen.filter((one) => !before.includes(one)),
]

const unlessNone = <Choice extends string>(choice: Choice | 'none' | undefined) =>
  choice === undefined || choice === 'none' ? undefined : choice

/**
 * The rule that answers make.
 * @param before the rule as it was, where there is one
 */
export const ruleOf = (answers: AnswersOf<RuleQuestions>, before?: RuleText): RuleText => {
  const then: Effect = {
    primary: unlessNone(answers.primary),
    send: inOrderOf(answers.send, before?.then.send),
    actions: inOrderOf(answers.actions, before?.then.actions),
    priority: unlessNone(answers.priority),
    identityToPolice: unlessNone(answers.identityToPolice),
    never: unlessNone(answers.never),
  }
  return {
    when: inOrderOf<PredicateName>((answers.when ?? []).filter(isPredicateName), before?.when),
    then: Object.fromEntries(
      Object.entries(then).filter(([, part]) => part !== undefined && part.length > 0),
    ),
    because: answers.because ?? '',
    source: answers.source ?? '',
  }
}

/** The title of the part of the policy that was selected. */
export const sectionOf = (document: PolicyDocument, { section }: { readonly section?: string }) =>
  document.sections[Number(section)]?.title ?? ''

const beside: Readonly<Record<string, string>> = {
  when: 'when',
  then: 'send',
  because: 'because',
  source: 'source',
}

/** What is wrong with a rule, beside the question that it is about. */
export const besideQuestions = (problems: readonly PolicyProblem[]): readonly Problem[] =>
  problems.map(({ field = 'when', message }) => ({ question: beside[field] ?? 'when', message }))
