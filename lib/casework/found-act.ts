import type { Destination, Priority } from '@/lib/routing/queues'
import type { ActChoices } from './act-form'
import type { State } from './states'
import type { ActionName } from './transitions'

/** An act on an item before it is done: what is affected, and what may be chosen. */
export interface FoundAct {
  readonly reference: string
  readonly queue: Destination
  readonly action: ActionName
  readonly version: number
  readonly state: State
  readonly priority: Priority
  readonly choices: ActChoices
  /** The question that an answer is to, where the actor may read it. */
  readonly question: string | undefined
  /** Why it cannot be done now; `undefined` where it can. */
  readonly blocked: string | undefined
}

/** An act that the actor did, for the banner that says so. */
export interface DoneAct {
  readonly actId: string
  readonly reference: string
  /** In words: "Accepted". */
  readonly done: string
  readonly canUndo: boolean
  readonly isUndone: boolean
  /** It could be undone for a minute, which has passed, or something was done since. */
  readonly isTooLate: boolean
}
