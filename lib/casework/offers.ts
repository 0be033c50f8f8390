import type { Role } from '@/lib/access/roles'
import type { Destination } from '@/lib/routing/queues'
import { needs, type Situation } from './needs'
import { partiesOf } from './parties'
import { states, type State } from './states'
import { actionNames, transitionOf, type ActionName } from './transitions'

export interface Doer {
  readonly role: Role
  readonly queue: Destination
}

/** Whether a role may ever do this to an item of a queue, whatever its state. */
export const isFor = (action: ActionName, { role, queue }: Doer): boolean => {
  const { by, queues } = transitionOf(action)
  return (
    (!queues || queues.includes(queue)) && partiesOf(role, queue).some((one) => by.includes(one))
  )
}

/** Why an act that is offered cannot be done now; nothing where it can. */
export const whyNot = (action: ActionName, situation: Situation): string | undefined => {
  const missing = transitionOf(action).needs.find((need) => !needs[need].holds(situation))
  return missing && needs[missing].whyNot
}

/** What to say where the state of an item does not allow an act. */
export const notInState = (state: State) =>
  `This cannot be done now, because the case is “${states[state].label}”`

export interface Offer {
  readonly action: ActionName
  /** Why it is blocked; `undefined` where it can be done. */
  readonly blocked: string | undefined
}

/** What may be done to an item: every act of the table for this role and state, blocked or not. */
export const offersOf = (doer: Doer, state: State, situation: Situation): readonly Offer[] =>
  actionNames
    .filter((action) => isFor(action, doer) && transitionOf(action).from.includes(state))
    .map((action) => ({ action, blocked: whyNot(action, situation) }))
