import type { Shown } from '@/lib/outcomes/chart'
import type { PublishedNumbers, TableNumbers } from '@/lib/outcomes/published-numbers'
import { neverTogether, publishedTables } from '@/lib/outcomes/published-tables'
import { least } from '@/lib/outcomes/suppression'

/** More than there ever are: instead of no bound. */
const many = 1_000_000

/** What somebody knows of a number: it is at least, and at most. */
export interface Bounds {
  readonly low: number
  readonly high: number
}

/** What some numbers add up to; the number of all is taken away from it. */
interface Relation extends Bounds {
  readonly parts: readonly string[]
  readonly all?: string
}

/** What is published of a year, and what an attacker was told beside. */
export interface Published {
  readonly year: string
  readonly numbers: PublishedNumbers
  /** Whether a hidden number of a table is a small one; without it they were not told. */
  readonly told?: (figure: string, code: string) => boolean
}

const exactly = (number: number): Bounds => ({ low: number, high: number })
const small: Bounds = { low: 1, high: least - 1 }
const atMost = (high: number): Bounds => ({ low: -many, high })

const ofLine = (year: string, figure: string, code: string) => `${year} ${figure} ${code}`
const ofQuarter = (year: string, place: number) => `${year} quarter ${place + 1}`
const ofAll = (year: string) => `${year} all`

const fitOf = (figure: string) => publishedTables.find((one) => one.figure === figure)?.fit

const alone = (number: Shown) => (number === 'c' ? small : exactly(number))

const boundsOf = ({ year, numbers, told }: Published): (readonly [string, Bounds])[] => {
  const line = (figure: string, code: string, number: Shown): Bounds => {
    if (number !== 'c' || fitOf(figure) === 'apart') return alone(number)
    if (!told) return { low: 1, high: many }
    return told(figure, code) ? small : { low: least, high: many }
  }
  return [
    [ofAll(year), numbers.all === 'c' ? { low: 1, high: many } : exactly(numbers.all)],
    ...numbers.quarters.map((number, place): [string, Bounds] => [
      ofQuarter(year, place),
      alone(number),
    ]),
    ...numbers.tables.flatMap(({ figure, lines }) =>
      lines.map(([code, number]): [string, Bounds] => [
        ofLine(year, figure, code),
        line(figure, code, number),
      ]),
    ),
  ]
}

/** Each referral is in one line or more, and one of which nothing is known is in no other. */
const overlapping = (parts: readonly string[], all: string): readonly Relation[] => [
  { parts, all, low: 0, high: many },
  ...parts.map((part) => ({ parts: [part], all, ...atMost(0) })),
  ...parts.slice(0, -1).map((part) => ({ parts: [part, parts.at(-1) ?? part], all, ...atMost(0) })),
]

const relationsOfTable = (year: string, { figure, lines }: TableNumbers): readonly Relation[] => {
  const parts = lines.map(([code]) => ofLine(year, figure, code))
  const all = ofAll(year)
  if (fitOf(figure) === 'apart') return []
  return fitOf(figure) === 'parts' ? [{ parts, all, ...exactly(0) }] : overlapping(parts, all)
}

const relationsOf = ({ year, numbers }: Published): readonly Relation[] => {
  const all = ofAll(year)
  const isThere = (figure: string) => numbers.tables.some((one) => one.figure === figure)
  const never = neverTogether
    .filter((pair) => pair.every(([figure]) => isThere(figure)))
    .map((pair) => ({
      parts: pair.flatMap(([figure, codes]) => codes.map((code) => ofLine(year, figure, code))),
      all,
      ...atMost(0),
    }))
  const quarters = numbers.quarters.map((_, place) => ofQuarter(year, place))
  return [
    ...(quarters.length > 0 ? [{ parts: quarters, all, ...exactly(0) }] : []),
    ...numbers.tables.flatMap((table) => relationsOfTable(year, table)),
    ...never,
  ]
}

/** What a relation says of each of its numbers, given what is known of the others. */
const tighten = (known: Map<string, Bounds>, { parts, all, low, high }: Relation): boolean => {
  const terms = [
    ...parts.map((id) => ({ id, sign: 1, ...(known.get(id) ?? exactly(0)) })),
    ...(all ? [{ id: all, sign: -1, ...(known.get(all) ?? exactly(0)) }] : []),
  ].map((term) =>
    term.sign === 1
      ? { ...term, from: term.low, until: term.high }
      : { ...term, from: -term.high, until: -term.low },
  )
  const least = terms.reduce((sum, { from }) => sum + from, 0)
  const most = terms.reduce((sum, { until }) => sum + until, 0)
  let isNew = false
  for (const { id, sign, from, until, low: before, high: after } of terms) {
    const least1 = Math.max(from, low - (most - until))
    const most1 = Math.min(until, high - (least - from))
    const [newLow, newHigh] = sign === 1 ? [least1, most1] : [-most1, -least1]
    if (newLow <= before && newHigh >= after) continue
    known.set(id, { low: newLow, high: newHigh })
    isNew = true
  }
  return isNew
}

/**
 * What somebody can work out who has everything that was ever published, knows what the figures mean
 * and the rules by which they are hidden: the bounds of each hidden number, narrowed until nothing
 * narrows them any more.
 */
export const attack = (published: readonly Published[]): ReadonlyMap<string, Bounds> => {
  const known = new Map(published.flatMap(boundsOf))
  const hidden = [...known].filter(([, { low, high }]) => low !== high).map(([id]) => id)
  const relations = published.flatMap(relationsOf)
  while (relations.filter((relation) => tighten(known, relation)).length > 0);
  return new Map(hidden.map((id) => [id, known.get(id) ?? exactly(0)]))
}
