import type { Decision } from '@/lib/routing/decision'
import type { Disclosure, Moves } from '@/lib/routing/moves'
import { actions, queues, type Action, type Destination, type Priority } from '@/lib/routing/queues'

/** How many cases there are of a kind, and of how many another policy would change something. */
export interface Tally {
  readonly cases: number
  readonly moved: number
  /** Something would be disclosed to somebody who was not told. */
  readonly toldMore: number
  /** Something would be disclosed no more. */
  readonly toldLess: number
  readonly sooner: number
  readonly later: number
}

/** What moves between two policies, in numbers of cases: of nobody in particular. */
export interface Comparison {
  readonly total: Tally
  /** What would be disclosed to whom that was not (`more`), and what no more (`fewer`). */
  readonly disclosures: readonly (Disclosure & { readonly more: number; readonly fewer: number })[]
  readonly queues: readonly {
    readonly queue: Destination
    readonly before: number
    readonly after: number
    readonly joins: number
    readonly leaves: number
  }[]
  readonly firsts: readonly Flow<Destination>[]
  readonly priorities: readonly Flow<Priority>[]
  readonly actions: readonly {
    readonly action: Action
    readonly added: number
    readonly removed: number
  }[]
  readonly organisations: readonly ({ readonly organisation: string } & Tally)[]
  readonly exploitation: readonly ({ readonly type: string } & Tally)[]
  /** Organisations by type of exploitation, where anything moves. */
  readonly cells: readonly ({ readonly organisation: string; readonly type: string } & Tally)[]
}

export interface Flow<Place> {
  readonly from: Place
  readonly to: Place
  readonly cases: number
}

/** A case as a replay knows it: its facts apart, and nothing of who anybody is. */
export interface ReplayedCase {
  /** The slug of the organisation that referred. */
  readonly organisation: string
  readonly exploitationTypes: readonly string[]
}

/** What two policies decide about the same facts, and what moves between them. */
export interface Compared {
  readonly before: Decision
  readonly after: Decision
  readonly moves: Moves
}

type Counting = { -readonly [Name in keyof Tally]: number }

const nothing = (): Counting => ({
  cases: 0,
  moved: 0,
  toldMore: 0,
  toldLess: 0,
  sooner: 0,
  later: 0,
})

const count = (tally: Counting, { isMoved, disclosed, priority }: Moves) => {
  tally.cases += 1
  if (!isMoved) return
  tally.moved += 1
  if (disclosed.more.length > 0) tally.toldMore += 1
  if (disclosed.fewer.length > 0) tally.toldLess += 1
  if (priority && priority.to < priority.from) tally.sooner += 1
  if (priority && priority.to > priority.from) tally.later += 1
}

const byKey = <T extends object>(made: () => T) => {
  const found = new Map<string, T>()
  return {
    at: (key: string): T => {
      const present = found.get(key)
      if (present) return present
      const one = made()
      found.set(key, one)
      return one
    },
    entries: () => [...found],
  }
}

const placesOf = ({ primary, queues: sent }: Decision): readonly Destination[] =>
  primary === 'HOLD' ? ['HOLD', ...sent] : sent

const queueOrder: readonly Destination[] = [...(Object.keys(queues) as Destination[]), 'HOLD']
const actionOrder = Object.keys(actions) as Action[]

const mostMoved = (one: Tally, other: Tally) => other.moved - one.moved || other.cases - one.cases

/**
 * Sums what moves, case by case. `add` takes one case; `sum` tells what there is so far, and can be asked
 * at any time. Two policies that decide alike give zeros.
 */
export const startComparison = () => {
  const total = nothing()
  const organisations = byKey(nothing)
  const exploitation = byKey(nothing)
  const cells = byKey(nothing)
  const places = byKey(() => ({ before: 0, after: 0, joins: 0, leaves: 0 }))
  const disclosures = byKey(() => ({ more: 0, fewer: 0 }))
  const did = byKey(() => ({ added: 0, removed: 0 }))
  const firsts = byKey(() => ({ cases: 0 }))
  const priorities = byKey(() => ({ cases: 0 }))

  const addPlaces = ({ before, after }: Compared) => {
    const [was, is] = [placesOf(before), placesOf(after)]
    for (const place of was) {
      places.at(place).before += 1
      if (!is.includes(place)) places.at(place).leaves += 1
    }
    for (const place of is) {
      places.at(place).after += 1
      if (!was.includes(place)) places.at(place).joins += 1
    }
  }

  const addMoves = ({ first, priority, disclosed, actions: changed }: Moves) => {
    if (first) firsts.at(`${first.from} ${first.to}`).cases += 1
    if (priority) priorities.at(`${priority.from} ${priority.to}`).cases += 1
    for (const { to, what } of disclosed.more) disclosures.at(`${to} ${what}`).more += 1
    for (const { to, what } of disclosed.fewer) disclosures.at(`${to} ${what}`).fewer += 1
    for (const action of changed.added) did.at(action).added += 1
    for (const action of changed.removed) did.at(action).removed += 1
  }

  const flows = <Place extends string>(kept: ReturnType<typeof byKey<{ cases: number }>>) =>
    kept
      .entries()
      .map(([key, { cases }]): Flow<Place> => {
        const [from, to] = key.split(' ') as [Place, Place]
        return { from, to, cases }
      })
      .sort((one, other) => other.cases - one.cases)

  return {
    add: ({ organisation, exploitationTypes }: ReplayedCase, compared: Compared) => {
      const { moves } = compared
      count(total, moves)
      count(organisations.at(organisation), moves)
      for (const type of new Set(exploitationTypes)) {
        count(exploitation.at(type), moves)
        count(cells.at(`${organisation} ${type}`), moves)
      }
      addPlaces(compared)
      if (moves.isMoved) addMoves(moves)
    },

    sum: (): Comparison => ({
      total: { ...total },
      disclosures: queueOrder.flatMap((to) =>
        to === 'HOLD'
          ? []
          : (['identity', 'case'] as const)
              .map((what) => ({ to, what, ...disclosures.at(`${to} ${what}`) }))
              .filter(({ more, fewer }) => more + fewer > 0),
      ),
      queues: queueOrder.map((queue) => ({ queue, ...places.at(queue) })),
      firsts: flows<Destination>(firsts),
      priorities: flows<Priority>(priorities),
      actions: actionOrder
        .map((action) => ({ action, ...did.at(action) }))
        .filter(({ added, removed }) => added + removed > 0),
      organisations: organisations
        .entries()
        .map(([organisation, tally]) => ({ organisation, ...tally }))
        .sort(mostMoved),
      exploitation: exploitation
        .entries()
        .map(([type, tally]) => ({ type, ...tally }))
        .sort(mostMoved),
      cells: cells
        .entries()
        .filter(([, { moved }]) => moved > 0)
        .map(([key, tally]) => {
          const [organisation = '', type = ''] = key.split(' ')
          return { organisation, type, ...tally }
        })
        .sort(mostMoved),
    }),
  }
}
