import type { Action, Queue } from '@/lib/routing/queues'
import type { Effect } from '@/lib/routing/rule'

/** What the rules of the policy can ask for, in its own words. */

/** Worked first by `primary`, and sent to the others as well. */
export const goesTo = (primary: Queue, ...others: Queue[]): Effect => ({
  primary,
  send: [primary, ...others],
})

/** Sent to this queue too, whoever works it first. */
export const alsoGoesTo = (queue: Queue): Effect => ({ send: [queue] })

/** Kept with a named owner and a deadline until it may go on. */
export const waits = (): Effect => ({ primary: 'HOLD' })

/** Must happen beside the queues. */
export const also = (...actions: Action[]): Effect => ({ actions })

/** Taken back from this queue, whatever asked for it. */
export const never = (queue: Queue): Effect => ({ never: queue })

/** The police item says who the person is. */
export const shares = (): Effect => ({ identityToPolice: 'shared' })

/** The police item holds nothing that identifies the person. */
export const withholds = (): Effect => ({ identityToPolice: 'withheld' })

/** Someone acts now, and 999 is called. */
export const urgently = (): Effect => ({ priority: 'P1', actions: ['call_999'] })

/** Someone acts by the end of the next working day. */
export const nextWorkingDay = (): Effect => ({ priority: 'P3' })

/** Two effects at once, which must ask for different things. */
export const both = (one: Effect, other: Effect): Effect => ({ ...one, ...other })
