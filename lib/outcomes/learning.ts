import { cellsOf, quantileOf, type Cell, type Counts } from './counts'
import { labelOf } from './dimensions'
import type { FigureName } from './figures'
import { knownBy, unknownFacts, type FactUnknown, type Known } from './learning-known'
import type { Period } from './period'

/** The figures that the page is made from. */
export const learningFigures = [
  'unknowns',
  'subjects',
  'overruled',
  'refused',
  'blocked',
  'waited',
] as const satisfies readonly FigureName[]

/** One line of a figure: the words of its codes, and how often. */
export interface Times {
  readonly labels: readonly string[]
  readonly times: number
}

/** How long cases waited for one thing. */
export interface Wait {
  readonly code: string
  readonly label: string
  readonly times: number
  /** All waits together, and that within which half of them ended. In minutes. */
  readonly minutes: number
  readonly median: number
}

/** How often a question of the form was refused, and how. */
export interface QuestionRefused {
  readonly question: string
  readonly problem: string
  readonly pages: number
  readonly api: number
}

/** How often audits gave one answer to a question, or found one thing (`findings`). */
export interface AuditCount {
  readonly question: string
  readonly code: string
  readonly number: number
}

/** What there is to learn from a time: for good or ill, and of nobody. */
export interface Learning {
  readonly period: Period
  /** Up to when everything is counted. */
  readonly asOf: Date | undefined
  readonly known: readonly Known[]
  readonly facts: readonly FactUnknown[]
  readonly overruled: readonly Times[]
  readonly refused: readonly Times[]
  readonly blocked: readonly Times[]
  readonly waited: readonly Wait[]
  readonly refusedAnswers: readonly QuestionRefused[]
  readonly audits: {
    readonly done: number
    readonly counts: readonly AuditCount[]
  }
}

const dimensionsOf = {
  overruled: ['rule', 'role'],
  refused: ['organisation', 'refusal', 'queue', 'refusalReason'],
  blocked: ['blockedBecause', 'blockedEnd'],
} as const

/** Where each of these stands among the codes of the figure. */
const places = {
  overruled: [0, 1],
  refused: [1, 0, 3, 2],
  blocked: [0, 1],
} as const

const linesOf = (counts: Counts, figure: keyof typeof places): readonly Times[] =>
  cellsOf(counts, figure)
    .map(({ codes, number }) => ({
      labels: dimensionsOf[figure].map((dimension, index) =>
        labelOf(dimension, codes[places[figure][index] ?? 0] ?? ''),
      ),
      times: number,
    }))
    .toSorted(
      (one, other) =>
        other.times - one.times || one.labels.join().localeCompare(other.labels.join(), 'en-GB'),
    )

const minutesOf = ({ codes, number }: Cell) => Number(codes.at(-1)) * number

const waitsOf = (cells: readonly Cell[]): readonly Wait[] =>
  [...new Set(cells.map(({ codes }) => codes[0] ?? ''))]
    .map((code) => {
      const theirs = cells.filter(({ codes }) => codes[0] === code)
      return {
        code,
        label: labelOf('wait', code),
        times: theirs.reduce((all, { number }) => all + number, 0),
        minutes: theirs.reduce((all, cell) => all + minutesOf(cell), 0),
        median: quantileOf(theirs, 0.5) ?? 0,
      }
    })
    .toSorted((one, other) => other.minutes - one.minutes)

/** What there is to learn, from the counts of a time and from what is counted beside them. */
export const learningOf = (
  counts: Counts,
  rest: Pick<Learning, 'period' | 'asOf' | 'refusedAnswers' | 'audits'>,
): Learning => ({
  ...rest,
  known: knownBy(counts),
  facts: unknownFacts(counts),
  overruled: linesOf(counts, 'overruled'),
  refused: linesOf(counts, 'refused'),
  blocked: linesOf(counts, 'blocked'),
  waited: waitsOf(cellsOf(counts, 'waited')),
})

/** How long all cases together waited for something, in minutes. */
export const minutesFor = (waited: readonly Wait[], ...codes: readonly string[]): number =>
  waited.filter(({ code }) => codes.includes(code)).reduce((all, { minutes }) => all + minutes, 0)

/** The address of the page, for a time. */
export const learningPath = ({ from, until }: Period) =>
  `/learning?${new URLSearchParams({ from, until })}`
