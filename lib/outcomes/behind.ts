import type { State } from '@/lib/casework/states'
import type { Destination } from '@/lib/routing/queues'
import { figureOf, type FigureName } from './figures'
import type { Period } from './period'
import { numbered } from './sentences'

/** How many cases a page of those behind a number has. */
export const pageSize = 50

/** Behind a larger number, or where more cases have to be looked at for it, nobody waits for their count. */
export const mostCounted = 30_000

/** Where a page begins: after a day and the id of a case. It may stand in an address. */
export interface After {
  readonly day: string
  readonly id: string
}

const after = /^(\d{4}-\d\d-\d\d)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Reads where a page begins; what is no such place is the beginning. */
export const readAfter = (given: string | null): After | undefined => {
  const [, day, id] = after.exec(given ?? '') ?? []
  return day && id && !Number.isNaN(Date.parse(day)) ? { day, id } : undefined
}

const place = (name: FigureName) => `/report/figures/${name}`

/** The address of a figure's definition and its numbers in a time. */
export const figurePath = (name: FigureName, { from, until }: Period) =>
  `${place(name)}?${new URLSearchParams({ from, until })}`

/** The address of the cases behind one of its numbers: those with these first codes, or all. */
export const behindPath = (
  name: FigureName,
  { from, until }: Period,
  codes: readonly string[] = [],
  next?: After,
) => {
  const query = new URLSearchParams({ from, until })
  for (const code of codes) query.append('key', code)
  if (next) query.set('after', `${next.day}_${next.id}`)
  return `${place(name)}/cases?${query}`
}

/** A case behind a number, by its reference alone. */
export interface CaseBehind {
  readonly id: string
  readonly reference: string
  /** One of a list that was imported: it has no page. */
  readonly isPast: boolean
  /** London days, as ISO dates: when it came, and the first on which it counts here. */
  readonly receivedOn: string
  readonly day: string
  /** How often it counts here. */
  readonly things: number
  readonly items: readonly { readonly queue: Destination; readonly state: State }[]
}

/** The cases behind a number, or a page of them. */
export interface Behind {
  readonly figure: FigureName
  readonly period: Period
  readonly codes: readonly string[]
  /** Up to when everything is counted. */
  readonly asOf: Date | undefined
  /** The number itself, as the report has it. */
  readonly number: number
  /** How much of it is of cases that are there still. The rest were erased since. */
  readonly things: number
  /** Of how many cases; `undefined` where there are too many to count while somebody waits. */
  readonly cases: number | undefined
  readonly lines: readonly CaseBehind[]
  readonly next: After | undefined
}

const referrals = ['referral', 'referrals'] as const

/**
 * How much there is behind a number, in words: "12 referrals", "14 outcomes in 12 referrals", and where
 * a referral counts more than once "12 referrals, which count 14 times". Where the cases are not counted,
 * "319,119 outcomes", and "referrals that count 341,630 times".
 */
export const amountInWords = (
  name: FigureName,
  { things, cases }: Pick<Behind, 'things' | 'cases'>,
): string => {
  const { counts } = figureOf(name)
  const isOfReferrals = counts[0] === referrals[0] || counts[0] === 'case'
  const times = `${things.toLocaleString('en-GB')} times`
  if (cases === undefined)
    return isOfReferrals ? `referrals that count ${times}` : numbered(things, counts)
  const all = numbered(cases, referrals)
  if (!isOfReferrals) return `${numbered(things, counts)} in ${all}`
  return things === cases ? all : `${all}, which count ${times}`
}
