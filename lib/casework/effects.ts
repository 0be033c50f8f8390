import type { Destination, Priority } from '@/lib/routing/queues'
import { dueAfterPause, dueAt, firstLookDue } from './deadlines'
import type { ItemFacts } from './states'
import type { ActionName } from './transitions'

/** What an act may change of an item. Its state follows from these. */
export interface ItemChanges extends ItemFacts {
  readonly priority: Priority
  readonly dueAt: Date
  readonly ownerId: string | null
  readonly pausedAt: Date | null
  readonly pausedUntil: Date | null
  readonly finishedAt: Date | null
  readonly finishedBecause: string | null
  readonly loweringTo: string | null
  readonly loweringBy: string | null
  readonly consentConfirmedAt: Date | null
  readonly submittedAt: Date | null
  readonly escalatedAt: Date | null
}

/** An item as it stands before an act. */
export interface ItemBefore extends ItemChanges {
  readonly queue: Destination
  readonly enteredAt: Date
}

/** What was given with an act, read and checked. */
export interface Given {
  readonly accountId: string
  readonly at: Date
  readonly reason?: string | undefined
  readonly until?: Date | undefined
  readonly owner?: string | undefined
}

type Effect = (item: ItemBefore, given: Given) => Partial<ItemChanges>

const lower: Readonly<Record<Priority, Priority>> = { P1: 'P2', P2: 'P3', P3: 'P3' }

const running = { pausedAt: null, pausedFor: null, pausedUntil: null }
const noLowering = { loweringTo: null, loweringBy: null }

const ended =
  (finishedAs: string): Effect =>
  (_, { at, reason = null }) => ({
    ...running,
    ...noLowering,
    finishedAt: at,
    finishedAs,
    finishedBecause: reason,
  })

/** The clock goes on where it stood still. */
const goesOn: Effect = ({ dueAt: due, pausedAt, queue }, { at }) => ({
  ...running,
  dueAt: pausedAt ? dueAfterPause(due, pausedAt, at, queue) : due,
  escalatedAt: null,
})

const sooner = (one: Date, other: Date) => (one < other ? one : other)

/** What each act changes of the item that it is done to. */
const effects: Readonly<Record<ActionName, Effect>> = {
  accept: ({ ownerId, queue }, { accountId, at }) => ({
    acceptedAt: at,
    ownerId: ownerId ?? accountId,
    dueAt: dueAt('review', queue, at),
    escalatedAt: null,
  }),
  decline: ended('declined'),
  // To whom it is handed is changed by the database, for whoever loses sight of it by that.
  pass_on: () => ({ acceptedAt: null, ownerId: null, consentConfirmedAt: null }),
  ask: (_, { at }) => ({ pausedAt: at, pausedFor: 'referrer', pausedUntil: null }),
  answer: goesOn,
  hold: (_, { at, until = at }) => ({ pausedAt: at, pausedFor: 'date', pausedUntil: until }),
  resume: goesOn,
  take: (_, { accountId }) => ({ ownerId: accountId }),
  assign: (_, { owner = null }) => ({ ownerId: owner }),
  raise: ({ acceptedAt, dueAt: due, queue }, { at }) => ({
    ...noLowering,
    priority: 'P1',
    dueAt: acceptedAt ? due : sooner(due, firstLookDue('P1', queue, at)),
    escalatedAt: null,
  }),
  ask_to_lower: ({ priority }, { accountId }) => ({
    loweringTo: lower[priority],
    loweringBy: accountId,
  }),
  agree_to_lower: ({ priority, acceptedAt, dueAt: due, queue, enteredAt }) => ({
    ...noLowering,
    priority: lower[priority],
    dueAt: acceptedAt ? due : firstLookDue(lower[priority], queue, enteredAt),
  }),
  refuse_to_lower: () => noLowering,
  add_queue: () => ({}),
  move: ended('moved'),
  confirm_consent: (_, { at }) => ({ consentConfirmedAt: at }),
  submit: ({ queue }, { at }) => ({
    submittedAt: at,
    dueAt: dueAt('reasonableGrounds', queue, at),
    escalatedAt: null,
  }),
  close: ended('closed'),
  reopen: ({ acceptedAt, queue }, { at }) => ({
    ...running,
    acceptedAt: acceptedAt ?? at,
    finishedAt: null,
    finishedAs: null,
    finishedBecause: null,
    dueAt: dueAt('review', queue, at),
    escalatedAt: null,
  }),
}

/** What an act changes of an item. In: the item before and what was given. Out: the changes alone. */
export const effectOf = (
  action: ActionName,
  item: ItemBefore,
  given: Given,
): Partial<ItemChanges> => effects[action](item, given)
