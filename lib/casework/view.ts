import { readReference } from '@/lib/referral/reference'
import type { Destination } from '@/lib/routing/queues'
import { chosenPairs, readChosen, type Chosen } from './filters'
import { readCursor, writeCursor, type Cursor } from './worklist'
import { queuePath } from '@/lib/access/navigation'

/** How a list can be sorted, and what comes first. */
export const sorts = {
  urgency: { first: 'the most urgent' },
  due: { first: 'the soonest due' },
  oldest: { first: 'the oldest' },
  newest: { first: 'the newest' },
  finished: { first: 'the last finished' },
} as const

export type SortName = keyof typeof sorts

const open: readonly SortName[] = ['urgency', 'due', 'oldest', 'newest']

/** The groups of a queue's items. The first sort of each is the usual one. */
export const tabs = {
  new: { label: 'New', sorts: open },
  mine: { label: 'Mine', sorts: open },
  waiting: { label: 'Waiting', sorts: open },
  all: { label: 'All open', sorts: open },
  finished: { label: 'Finished', sorts: ['finished'] },
} as const satisfies Readonly<
  Record<string, { readonly label: string; readonly sorts: readonly SortName[] }>
>

export type TabName = keyof typeof tabs

const isTab = (text: string): text is TabName => Object.hasOwn(tabs, text)

export const tabNames = Object.keys(tabs).filter(isTab)

/** What is to be seen of a queue: everything that its address says. */
export interface View {
  readonly tab: TabName
  readonly sort: SortName
  readonly chosen: Chosen
  /** The page begins after this. */
  readonly after?: Cursor | undefined
  /** The reference of the case that is open beside the list. */
  readonly open?: string | undefined
}

const usualSort = (tab: TabName): SortName => tabs[tab].sorts[0] ?? 'urgency'

/** A tab as it is first seen. */
export const viewOf = (tab: TabName): View => ({ tab, sort: usualSort(tab), chosen: {} })

/** Reads what is to be seen from an address. What it does not know is not there. */
export const readView = (queue: Destination, params: URLSearchParams): View => {
  const tabGiven = params.get('tab') ?? ''
  const tab = isTab(tabGiven) ? tabGiven : 'new'
  const sort = tabs[tab].sorts.find((one) => one === params.get('sort')) ?? usualSort(tab)
  return {
    tab,
    sort,
    chosen: readChosen(queue, params),
    after: readCursor(params.get('after'), sort === 'urgency'),
    open: readReference(params.get('open') ?? ''),
  }
}

/** What is to be seen as it stands in an address, behind the question mark: codes alone. */
export const writeView = ({ tab, sort, chosen, after, open: reference }: View) =>
  new URLSearchParams([
    ...(tab === 'new' ? [] : [['tab', tab]]),
    ...(sort === usualSort(tab) ? [] : [['sort', sort]]),
    ...chosenPairs(chosen).map((pair) => [...pair]),
    ...(after ? [['after', writeCursor(after)]] : []),
    ...(reference ? [['open', reference]] : []),
  ]).toString()

/** The address of a list as it is to be seen. */
export const viewPath = (queue: Destination, view: View) => {
  const query = writeView(view)
  return query ? `${queuePath(queue)}?${query}` : queuePath(queue)
}
