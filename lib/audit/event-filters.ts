import { TZDate } from '@date-fns/tz'
import { isRole, type Role } from '@/lib/access/roles'
import { dateProblem, isoOf, readMonth } from '@/lib/journey/partial-date'
import { readReference } from '@/lib/referral/reference'
import { zone } from '@/lib/wording/london-time'
import { isConcern, typesOf, type Concern } from './event-kinds'

/** What of the trail is looked at: ids and codes, so that it may stand in an address. */
export interface EventFilters {
  /** The first and the last day in London, as ISO dates. */
  readonly from?: string
  readonly to?: string
  /** A group of events, or one type. */
  readonly kind?: string
  readonly concern?: Concern
  readonly role?: Role
  readonly organisation?: string
  /** The id of an account, or its first eight characters. */
  readonly account?: string
  /** The reference of a case. */
  readonly reference?: string
}

type Name = keyof EventFilters

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const shortId = /^[0-9a-f]{8}$/
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

/** Reads each filter, in one spelling; `undefined` where it says nothing that can be looked for. */
const readers: Readonly<Record<Name, (given: string) => string | undefined>> = {
  from: (given) => (isDay(given) ? given : undefined),
  to: (given) => (isDay(given) ? given : undefined),
  kind: (given) => (typesOf(given) ? given : undefined),
  concern: (given) => (isConcern(given) ? given : undefined),
  role: (given) => (isRole(given) ? given : undefined),
  organisation: (given) => (id.test(given) ? given : undefined),
  account: (given) => {
    const written = given.trim().toLowerCase()
    return id.test(written) || shortId.test(written) ? written : undefined
  },
  reference: readReference,
}

const names = Object.keys(readers) as Name[]

const read = (given: (name: Name) => string): EventFilters =>
  Object.fromEntries(
    names.flatMap((name) => {
      const found = given(name) === '' ? undefined : readers[name](given(name))
      return found === undefined ? [] : [[name, found]]
    }),
  )

/** The filters in an address. What is none is not there. */
export const filtersIn = (params: URLSearchParams) => read((name) => params.get(name) ?? '')

/** The filters as they stand in an address or in a form, name by name. */
export const filterPairs = (filters: EventFilters): readonly (readonly [Name, string])[] =>
  names.flatMap((name) => (filters[name] ? [[name, filters[name]] as const] : []))

/** The address of a page of the trail. */
export const eventsPath = (filters: EventFilters, before?: bigint) => {
  const params = new URLSearchParams(filterPairs(filters).map(([name, value]) => [name, value]))
  if (before !== undefined) params.set('before', String(before))
  return params.size > 0 ? `/events?${params}` : '/events'
}

export const dayParts = ['day', 'month', 'year'] as const
type DayPart = (typeof dayParts)[number]

/** Something wrong with what an auditor typed. */
export interface FilterProblem {
  readonly name: Name
  readonly part?: DayPart
  readonly message: string
}

const called = { from: 'First day', to: 'Last day' } as const

const readDay = (form: URLSearchParams, name: 'from' | 'to') => {
  const [day = '', month = '', year = ''] = dayParts.map((part) =>
    (form.get(`${name}-${part}`) ?? '').trim(),
  )
  if (!day && !month && !year) return {}
  const number = (typed: string) => (/^\d{1,4}$/.test(typed) ? Number(typed) : -1)
  const date = {
    day: day ? number(day) : undefined,
    month: readMonth(month),
    year: year ? number(year) : undefined,
  }
  const problem =
    date.day === undefined
      ? ({ part: 'day', message: `${called[name]} must include a day` } as const)
      : dateProblem(date, called[name], 2020)
  if (problem) return { problem: { name, ...problem } }
  return { day: isoOf({ day: date.day ?? 1, month: date.month ?? 1, year: date.year ?? 0 }) }
}

const wrong: Readonly<Partial<Record<Name, string>>> = {
  account: 'Account must be the 8 or 36 characters of its id, like 3f2a90bc',
  reference: 'Reference must be like HMS-7K2Q-9XVR-4',
}

/**
 * Reads what an auditor typed, before any of it stands in an address: a name that was typed by
 * mistake goes no further.
 */
export const filtersPosted = (
  form: URLSearchParams,
): { readonly filters: EventFilters; readonly problems: readonly FilterProblem[] } => {
  const days = { from: readDay(form, 'from'), to: readDay(form, 'to') }
  const typed = (name: Name) =>
    name === 'from' || name === 'to' ? (days[name].day ?? '') : (form.get(name) ?? '').trim()
  const filters = read(typed)
  const problems = [
    ...[days.from.problem, days.to.problem].flatMap((problem) => problem ?? []),
    ...names.flatMap((name) => {
      const message = wrong[name]
      return message && typed(name) && !filters[name] ? [{ name, message }] : []
    }),
  ]
  if (filters.from && filters.to && filters.to < filters.from)
    problems.push({ name: 'to', message: 'Last day must be the same as or after the first day' })
  return { filters, problems }
}

/** The first moment of an ISO day in London. */
export const startOfDay = (day: string, after = 0) => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(+new TZDate(year, month - 1, date + after, zone))
}
