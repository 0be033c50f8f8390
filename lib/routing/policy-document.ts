import * as when from '@/lib/routing/predicates'
import type { Effect, Predicate, Section } from '@/lib/routing/rule'

/** What a rule can ask, by its name in lib/routing/predicates.ts. */
export type PredicateName = Exclude<keyof typeof when, 'both'>

/** A rule written down: it applies where all that it asks is so. */
export interface RuleDocument {
  /** The letter of its section and a number, which no other rule ever had: B4. */
  readonly id: string
  readonly when: readonly PredicateName[]
  readonly then: Effect
  readonly because: string
  readonly source: string
}

export interface SectionDocument {
  readonly title: string
  readonly applies: Section['applies']
  readonly rules: readonly RuleDocument[]
}

/** A policy as data: what is drafted, compared, published and kept. */
export interface PolicyDocument {
  readonly sections: readonly SectionDocument[]
}

export const isPredicateName = (name: string): name is PredicateName =>
  name !== 'both' && Object.hasOwn(when, name)

/** Everything that a rule can ask, in the order of lib/routing/predicates.ts by letter. */
export const predicateNames: readonly PredicateName[] = Object.keys(when).filter(isPredicateName)

/** What a name asks. */
export const predicateOf = (name: PredicateName): Predicate => when[name]

const nameOf = new Map<Predicate, PredicateName>(
  predicateNames.map((name) => [predicateOf(name), name]),
)

const namesOf = (predicate: Predicate): readonly PredicateName[] => {
  const name = nameOf.get(predicate)
  if (name) return [name]
  if (!predicate.parts) throw new Error('A rule asks what lib/routing/predicates.ts does not know')
  return predicate.parts.flatMap(namesOf)
}

/**
 * Writes a policy down as data. `readPolicy` reads it again.
 * @throws Error where a rule asks something that has no name
 */
export const describePolicy = (sections: readonly Section[]): PolicyDocument => ({
  sections: sections.map(({ title, applies, rules }) => ({
    title,
    applies,
    rules: rules.map((rule) => ({ ...rule, when: namesOf(rule.when) })),
  })),
})

/** Every rule of a policy that is written down, in its order. */
export const rulesOf = ({ sections }: PolicyDocument): readonly RuleDocument[] =>
  sections.flatMap(({ rules }) => rules)
