import type { Destination } from '@/lib/routing/queues'
import { isAction, type ActionName } from './transitions'

const destinations: Readonly<Record<string, Destination>> = {
  nrm: 'NRM',
  beacon: 'BEACON',
  police: 'POLICE',
  hold: 'HOLD',
}

/** The address of a case. */
export const casePath = (reference: string) => `/cases/${reference}`

/** The address of an act on a case's item in a queue, and where to go on from there, if not to the case. */
export const actPath = (
  reference: string,
  queue: Destination,
  action: ActionName,
  back?: string,
) => {
  const path = `${casePath(reference)}/${queue.toLowerCase()}/${action}`
  return back === undefined || back === casePath(reference)
    ? path
    : `${path}?${new URLSearchParams({ back }).toString()}`
}

/** The queue and the act that an address names; `undefined` where it names none. */
export const readActPath = (named: { readonly queue: string; readonly action: string }) => {
  const queue = Object.hasOwn(destinations, named.queue) ? destinations[named.queue] : undefined
  const { action } = named
  return queue && isAction(action) ? { queue, action } : undefined
}

/** A path of this site that says which act was just done; without one, that says nothing of any. */
export const withDone = (path: string, act?: string) => {
  const { pathname, searchParams } = new URL(path, 'http://here.test')
  searchParams.delete('done')
  if (act) searchParams.set('done', act)
  return searchParams.size > 0 ? `${pathname}?${searchParams.toString()}` : pathname
}
