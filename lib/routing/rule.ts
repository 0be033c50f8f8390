import type { ReferralFacts } from '@/lib/routing/facts'
import type { Action, Destination, Identity, Priority, Queue } from '@/lib/routing/queues'

/** What a rule asks for. Nothing that one rule asks for is undone by another, but by `never`. */
export interface Effect {
  /** Worked first by. The first rule to say so wins. */
  readonly primary?: Destination
  /** Sent to these queues. */
  readonly send?: readonly Queue[]
  readonly actions?: readonly Action[]
  /** At least this soon: a priority is only ever raised. */
  readonly priority?: Priority
  readonly identityToPolice?: Identity
  /** Taken back from this queue, whatever asked for it. */
  readonly never?: Queue
}

/** The decision while the policy is being read. */
export interface DecisionSoFar {
  primary: Destination | undefined
  readonly queues: Set<Queue>
  readonly actions: Set<Action>
  priority: Priority | undefined
  identityToPolice: Identity
}

/** A question that a rule asks. One that is made of others says of which, so that it can be written down. */
export interface Predicate {
  (facts: ReferralFacts, soFar: DecisionSoFar): boolean
  readonly parts?: readonly Predicate[]
}

/** Yes where every one of the predicates says yes. */
export const all = (...parts: readonly Predicate[]): Predicate =>
  Object.assign<Predicate, Pick<Predicate, 'parts'>>(
    (facts, soFar) => parts.every((part) => part(facts, soFar)),
    { parts },
  )

/** One rule of the policy. `because` is shown to people, so it is plain and holds no identity. */
export interface Rule {
  readonly id: string
  readonly when: Predicate
  readonly then: Effect
  readonly because: string
  readonly source: string
}

/** Rules read together: every one that applies, or only the first. */
export interface Section {
  readonly title: string
  readonly applies: 'every' | 'first'
  readonly rules: readonly Rule[]
}

/** A whole policy. */
export interface Policy {
  /** The day from which it decides, as an ISO date: what decisions name it by. */
  readonly version: string
  readonly sections: readonly Section[]
}

/** Writes one rule, in the order it is read aloud: when this, then that, because. */
export const rule = (
  id: string,
  when: Rule['when'],
  then: Effect,
  why: Pick<Rule, 'because' | 'source'>,
): Rule => ({ id, when, then, ...why })

/** Rules of which every one that holds applies. */
export const every = (title: string, ...rules: Rule[]): Section => ({
  title,
  applies: 'every',
  rules,
})

/** Rules of which only the first that holds applies. */
export const first = (title: string, ...rules: Rule[]): Section => ({
  title,
  applies: 'first',
  rules,
})

/** One rule a line, each of which alone means that someone acts today. */
export const sameDay = (...lines: [id: string, when: Rule['when'], because: string][]): Rule[] =>
  lines.map(([id, when, because]) =>
    rule(id, when, { priority: 'P2' }, { because, source: 'Toolkit p14; partnership choice' }),
  )
