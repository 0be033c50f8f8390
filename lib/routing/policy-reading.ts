import { z } from 'zod'
import {
  isPredicateName,
  predicateOf,
  rulesOf,
  type PolicyDocument,
  type RuleDocument,
  type SectionDocument,
} from '@/lib/routing/policy-document'
import { actions, identities, priorities, queues } from '@/lib/routing/queues'
import { all, type Section } from '@/lib/routing/rule'

/** The parts of a rule, beside which a problem can stand. */
export const ruleFields = ['id', 'when', 'then', 'because', 'source'] as const

export type RuleField = (typeof ruleFields)[number]

/** What is wrong with a policy, and where. */
export interface PolicyProblem {
  /** The title of the section, where it is in one. */
  readonly section?: string
  /** The id of the rule, where it is about one. */
  readonly rule?: string
  readonly field?: RuleField
  readonly message: string
}

/** The most letters of a text of a rule. */
export const longestText = 200

/** The most rules of a section. */
export const mostRules = 40

const keysOf = <T extends object>(list: T) => Object.keys(list) as (keyof T & string)[]

const text = (missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(longestText, `Use ${longestText} letters or fewer`)
    .regex(/^[^\p{Cc}]*$/u, 'Write it on one line')

const oneOf = <const T extends readonly string[]>(values: T, what: string) =>
  z.enum(values, `This is not ${what}`)

const isOnce = (list: readonly string[]) => new Set(list).size === list.length

const queue = oneOf(keysOf(queues), 'a queue')

const effect = z
  .strictObject({
    primary: oneOf([...keysOf(queues), 'HOLD'], 'a queue').optional(),
    send: z.array(queue).min(1).refine(isOnce, 'Name each queue once').optional(),
    actions: z
      .array(oneOf(keysOf(actions), 'something that can be asked for'))
      .min(1)
      .refine(isOnce, 'Name each thing once')
      .optional(),
    priority: oneOf(keysOf(priorities), 'a priority').optional(),
    identityToPolice: oneOf(identities, 'shared or withheld').optional(),
    never: queue.optional(),
  })
  .refine((then) => Object.values(then).some((asked) => asked !== undefined), {
    error: 'Select what the rule asks for',
  })
  .refine(({ primary, send }) => !primary || primary === 'HOLD' || send?.includes(primary), {
    error: 'The queue that works it first must be one that it goes to',
  })
  .refine(({ never, send, primary }) => !never || (!send?.includes(never) && primary !== never), {
    error: 'The rule sends it to a queue that it must never reach',
  })

const ruleShape = z.strictObject({
  id: z.string().regex(/^[A-Z][1-9]\d{0,2}$/, 'A rule is named by a letter and a number'),
  when: z
    .array(z.custom<RuleDocument['when'][number]>(isName, 'The policy cannot ask this'))
    .min(1, 'Select when the rule applies')
    .refine(isOnce, 'Ask each thing once'),
  then: effect,
  because: text('Enter why, as people will read it'),
  source: text('Enter the source: the law, the guidance or your own decision'),
})

function isName(name: unknown) {
  return typeof name === 'string' && isPredicateName(name)
}

const policyShape = z.strictObject({
  sections: z
    .array(
      z.strictObject({
        title: text('The section has no title'),
        applies: z.enum(['every', 'first']),
        rules: z
          .array(ruleShape)
          .min(1, 'The section has no rule')
          .max(mostRules, `A section has ${mostRules} rules at most`),
      }),
    )
    .min(1, 'The policy is empty'),
})

const isField = (key: unknown): key is RuleField => ruleFields.some((field) => field === key)

/** A text of the document at a place, where there is one. */
const textAt = (document: unknown, path: readonly PropertyKey[]) => {
  const found = path.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined),
    document,
  )
  return typeof found === 'string' ? found : undefined
}

const problemsIn = (
  { issues }: z.ZodError,
  document: unknown,
  depth: number,
): readonly PolicyProblem[] =>
  issues.map(({ path, message }) => {
    const inRule = path.slice(depth)
    const section = depth > 0 ? textAt(document, [...path.slice(0, 2), 'title']) : undefined
    const rule = textAt(document, [...path.slice(0, depth), 'id'])
    return {
      ...(section !== undefined && { section }),
      ...(rule !== undefined && path.length >= depth && { rule }),
      ...(isField(inRule[0]) && { field: inRule[0] }),
      message,
    }
  })

/** Whether a rule holds of anything that another one is about. */
const covers = (one: RuleDocument, other: RuleDocument) =>
  one.when.every((name) => name === 'always' || other.when.includes(name))

/** In a section of which only the first rule that fits applies, one must always fit, and each must be reachable. */
const problemsOfFirst = ({ title, rules }: SectionDocument): readonly PolicyProblem[] => {
  const isAlways = ({ when }: RuleDocument) => when.every((name) => name === 'always')
  const hidden = rules.flatMap((rule, index) => {
    const earlier = rules.slice(0, index).find((one) => covers(one, rule))
    const message = `This rule is never reached: ${earlier?.id} comes first and always fits too`
    return earlier ? [{ section: title, rule: rule.id, field: 'when' as const, message }] : []
  })
  if (rules.some(isAlways)) return hidden
  return [...hidden, { section: title, message: 'The last rule must be one that always applies' }]
}

const problemsOfWhole = (document: PolicyDocument): readonly PolicyProblem[] => {
  const ids = rulesOf(document).map(({ id }) => id)
  return document.sections.flatMap((section) => [
    ...section.rules
      .filter(({ id }) => ids.indexOf(id) !== ids.lastIndexOf(id))
      .map(({ id }) => ({
        section: section.title,
        rule: id,
        field: 'id' as const,
        message: `There is more than one rule ${id}`,
      })),
    ...(section.applies === 'first' ? problemsOfFirst(section) : []),
  ])
}

/**
 * Reads one rule. In: anything. Out: the rule, tidied; or what is wrong with it, beside each part.
 */
export const readRule = (
  typed: unknown,
): { readonly rule: RuleDocument } | { readonly problems: readonly PolicyProblem[] } => {
  const read = ruleShape.safeParse(typed)
  return read.success ? { rule: read.data } : { problems: problemsIn(read.error, typed, 0) }
}

/**
 * What is wrong with a document: parts that are missing, too long or not known; rules of one name; rules
 * that are never reached; a section that may have no answer. None is the only policy that can decide.
 */
export const problemsOfPolicy = (document: unknown): readonly PolicyProblem[] => {
  const read = policyShape.safeParse(document)
  return read.success ? problemsOfWhole(read.data) : problemsIn(read.error, document, 4)
}

/** Reads a policy from data: its sections, which decide as it says; or what is wrong with it. */
export const readPolicy = (
  document: unknown,
): { readonly sections: readonly Section[] } | { readonly problems: readonly PolicyProblem[] } => {
  const problems = problemsOfPolicy(document)
  if (problems.length > 0) return { problems }
  return { sections: policyShape.parse(document).sections.map(asSection) }
}

const asSection = ({ title, applies, rules }: SectionDocument): Section => ({
  title,
  applies,
  rules: rules.map((rule) => {
    const [first, ...others] = rule.when.map(predicateOf)
    return {
      ...rule,
      when: first && others.length === 0 ? first : all(...(first ? [first] : []), ...others),
    }
  }),
})
