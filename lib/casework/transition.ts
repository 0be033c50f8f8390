import type { EventType } from '@/lib/audit/events'
import type { Destination } from '@/lib/routing/queues'
import type { NeedName } from './needs'
import type { Party } from './parties'
import type { ReasonList } from './reasons'
import type { State } from './states'

/** What a form of an act asks for beside its reason. */
export type ActField =
  'signpost' | 'words' | 'until' | 'to' | 'rule' | 'owner' | 'reference' | 'handler' | 'confirm'

/** For how long an act can be undone, in seconds: a minute, and what the way to the server takes. */
export const undoSeconds = 70

export interface Transition {
  /** On the button. */
  readonly label: string
  /** What was done, for a banner and the timeline: "Accepted". */
  readonly done: string
  readonly by: readonly Party[]
  /** In which queues; every one, where it is not said. */
  readonly queues?: readonly Destination[]
  readonly from: readonly State[]
  /** The next state. `before`: the one before the clock stood still. `same`: unchanged. */
  readonly to: State | 'before' | 'same'
  readonly needs: readonly NeedName[]
  /** The list of coded reasons of which one must be chosen. */
  readonly reasons?: ReasonList
  readonly asks: readonly ActField[]
  readonly event: EventType
  /** Whether the referrer gets a message that there is something to look at. */
  readonly tellsReferrer: boolean
  /** Can be undone within a minute by whoever did it. */
  readonly undo: boolean
  /** For officers who turned keyboard shortcuts on. */
  readonly key?: string
}
