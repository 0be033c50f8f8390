import type { Destination } from '@/lib/routing/queues'
import type { TakenForm } from '@/lib/journey/one-step'
import type { Catalogue } from '@/lib/journey/journey'
import type { ActionName } from './transitions'

/** An act that somebody asks for: on which item, and how it stood when they looked. */
export interface Asked {
  readonly reference: string
  readonly queue: Destination
  readonly action: ActionName
  readonly version: number
  readonly form: URLSearchParams
  /** Done from a list, on which nothing of the case is told: so nobody has to say why they open it. */
  readonly isUnopened?: boolean
}

/** What somebody else did in between. */
export interface Meanwhile {
  readonly done: string
  readonly by: string
  readonly at: Date
  readonly version: number
}

/** What became of an act. What was typed comes back with everything but a success. */
export type Taken =
  | { readonly act: string; readonly done: string; readonly canUndo: boolean }
  | { readonly form: TakenForm<Catalogue> }
  | { readonly blocked: string }
  | { readonly changed: Meanwhile }
