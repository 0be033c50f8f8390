import { county } from '@/lib/county/county'
import { priorities, type Destination } from '@/lib/routing/queues'
import { badgeNames, badges } from './badges'
import { states } from './states'
import { ages } from './what-and-where'

interface Filter {
  readonly label: string
  readonly options: Readonly<Record<string, string>>
  /** Accounts may be chosen too, by their ids. */
  readonly takesAccounts?: boolean
  /** Where it is offered; in every queue, where it is not said. */
  readonly queues?: readonly Destination[]
}

const labels = (list: Readonly<Record<string, { readonly label: string }>>) =>
  Object.fromEntries(Object.entries(list).map(([code, { label }]) => [code, label]))

/**
 * What a list can be narrowed by. The form, the address, the tags above the list and the search of the
 * database walk this. Of one filter any of the chosen, of several filters all.
 */
export const filters = {
  priority: { label: 'How soon', options: labels(priorities) },
  badge: {
    label: 'What is pressing',
    options: Object.fromEntries(badgeNames.map((name) => [name, badges[name].label])),
  },
  area: {
    label: 'Where',
    options: {
      ...Object.fromEntries(county.areas.map(({ slug, name }) => [slug, name])),
      none: 'Not known, or elsewhere',
    },
  },
  age: { label: 'Age group', options: ages },
  owner: { label: 'Owner', options: { me: 'Me', nobody: 'Nobody' }, takesAccounts: true },
  due: { label: 'Due', options: { overdue: 'Overdue only' } },
  identity: {
    label: 'Who it is',
    options: { shared: 'Named', withheld: 'Withheld' },
    queues: ['POLICE'],
  },
  state: { label: 'State', options: labels(states) },
} as const satisfies Readonly<Record<string, Filter>>

export type FilterName = keyof typeof filters

const isFilter = (text: string): text is FilterName => Object.hasOwn(filters, text)

export const filterNames = Object.keys(filters).filter(isFilter)

/** The codes chosen of each filter. Nothing stands for a filter of which none is chosen. */
export type Chosen = Readonly<Partial<Record<FilterName, readonly string[]>>>

/** The filters that a queue has. */
export const filtersOf = (queue: Destination) =>
  filterNames.flatMap((name) => {
    const filter: Filter = filters[name]
    return !filter.queues || filter.queues.includes(queue) ? [{ name, ...filter }] : []
  })

/** What a filter offers: its own codes and, where it takes accounts, those who work the queue. */
export const offered = (
  { options, takesAccounts }: Filter,
  workers: readonly { readonly id: string; readonly name: string }[],
): Readonly<Record<string, string>> =>
  takesAccounts
    ? { ...options, ...Object.fromEntries(workers.map(({ id, name }) => [id, name])) }
    : options

const account = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads what is chosen from an address. What is not known to the queue is not there. */
export const readChosen = (queue: Destination, params: URLSearchParams): Chosen =>
  Object.fromEntries(
    filtersOf(queue).flatMap(({ name, options, takesAccounts }) => {
      const given = new Set(params.getAll(name))
      const accounts = takesAccounts ? [...given].filter((code) => account.test(code)).sort() : []
      const codes = [...Object.keys(options).filter((code) => given.has(code)), ...accounts]
      return codes.length > 0 ? [[name, codes]] : []
    }),
  )

/** What is chosen, code by code: as it stands in an address. */
export const chosenPairs = (chosen: Chosen): readonly (readonly [FilterName, string])[] =>
  filterNames.flatMap((name) => (chosen[name] ?? []).map((code) => [name, code] as const))

/** The same without one of the chosen. */
export const withoutCode = (chosen: Chosen, name: FilterName, code: string): Chosen => {
  const { [name]: codes = [], ...others } = chosen
  const kept = codes.filter((one) => one !== code)
  return kept.length > 0 ? { ...others, [name]: kept } : others
}
