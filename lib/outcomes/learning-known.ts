import { askedFact, askedFactNames, isAskedFact, type AskedFact } from './asked-facts'
import { cellsOf, type Cell, type Counts } from './counts'
import { labelOf } from './dimensions'
import { leastForPercent } from './sentences'

/** How much an organisation, or all of them, knew when they sent referrals. */
export interface Known {
  readonly organisation: string
  readonly referrals: number
  /** Answers that could be unknown, over all its referrals, and how many were. */
  readonly asked: number
  readonly unknown: number
  /** Where it sent enough referrals to say so: how much in a hundred it knew. */
  readonly percentKnown: number | undefined
  /** What it did not know most often, as the question says it. */
  readonly mostOften: string | undefined
}

/** How often a question was answered with “not known”. */
export interface FactUnknown {
  readonly fact: AskedFact
  readonly question: string
  readonly asked: number
  readonly unknown: number
}

const sum = (cells: readonly Cell[]) => cells.reduce((all, { number }) => all + number, 0)

const askedOf = (fact: AskedFact, subjects: readonly Cell[]) =>
  sum(askedFact(fact).ofPerson ? subjects.filter(({ codes }) => codes[1] === 'person') : subjects)

const factsIn = (unknowns: readonly Cell[], subjects: readonly Cell[]): readonly FactUnknown[] =>
  askedFactNames
    .map((fact) => ({
      fact,
      question: labelOf('fact', fact),
      asked: askedOf(fact, subjects),
      unknown: sum(unknowns.filter(({ codes }) => codes[1] === fact)),
    }))
    .toSorted((one, other) => other.unknown - one.unknown)

/** Which questions were most often answered with “not known”, over all organisations. */
export const unknownFacts = (counts: Counts): readonly FactUnknown[] =>
  factsIn(
    cellsOf(counts, 'unknowns').filter(({ codes }) => isAskedFact(codes[1] ?? '')),
    cellsOf(counts, 'subjects'),
  )

/**
 * How much each organisation knew: those that know most first, and those that sent too few referrals for
 * a percentage after them. Source of the least: GSS guidance on small numbers.
 */
export const knownBy = (counts: Counts): readonly Known[] => {
  const subjects = cellsOf(counts, 'subjects')
  const unknowns = cellsOf(counts, 'unknowns')
  return [...new Set(subjects.map(({ codes }) => codes[0] ?? ''))]
    .map((organisation): Known => {
      const isTheirs = ({ codes }: Cell) => codes[0] === organisation
      const theirs = subjects.filter(isTheirs)
      const facts = factsIn(unknowns.filter(isTheirs), theirs)
      const referrals = sum(theirs)
      const asked = facts.reduce((all, fact) => all + fact.asked, 0)
      const unknown = facts.reduce((all, fact) => all + fact.unknown, 0)
      const [most] = facts
      return {
        organisation: labelOf('organisation', organisation),
        referrals,
        asked,
        unknown,
        percentKnown:
          referrals < leastForPercent ? undefined : Math.round(((asked - unknown) / asked) * 100),
        mostOften: most && most.unknown > 0 ? most.question : undefined,
      }
    })
    .toSorted(
      (one, other) =>
        (other.percentKnown ?? -1) - (one.percentKnown ?? -1) ||
        other.referrals - one.referrals ||
        one.organisation.localeCompare(other.organisation, 'en-GB'),
    )
}

/** How many organisations are praised at most. */
const mostPraised = 3

/** Those that know most of what is asked: the better half of those that sent enough referrals to say so. */
export const praised = (known: readonly Known[]): readonly Known[] => {
  const compared = known.filter(({ percentKnown }) => percentKnown !== undefined)
  return compared.slice(0, Math.min(mostPraised, Math.ceil(compared.length / 2)))
}
