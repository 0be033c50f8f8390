/** The states of an item, how each is called and whether somebody still has to do something. */
export const states = {
  new: { label: 'New', isOpen: true },
  working: { label: 'In progress', isOpen: true },
  asked: { label: 'Waiting for the referrer', isOpen: true },
  held: { label: 'On hold until a date', isOpen: true },
  declined: { label: 'Declined', isOpen: false },
  moved: { label: 'Moved', isOpen: false },
  closed: { label: 'Closed', isOpen: false },
} as const

export type State = keyof typeof states

export const isState = (text: string): text is State => Object.hasOwn(states, text)

const stateNames = Object.keys(states).filter(isState)

export const openStates = stateNames.filter((state) => states[state].isOpen)
export const finishedStates = stateNames.filter((state) => !states[state].isOpen)

/** What happened to an item, from which its state follows. */
export interface ItemFacts {
  readonly acceptedAt: Date | null
  /** Why its clock stands still: it waits for the referrer, or until a date. */
  readonly pausedFor: string | null
  readonly finishedAs: string | null
}

/**
 * The state of an item, derived from what happened to it. The database derives the same by
 * `state_of`, and a test holds the two together: nobody writes a state.
 */
export const stateOf = ({ acceptedAt, pausedFor, finishedAs }: ItemFacts): State => {
  if (finishedAs !== null && isState(finishedAs)) return finishedAs
  if (pausedFor === 'referrer') return 'asked'
  if (pausedFor === 'date') return 'held'
  return acceptedAt ? 'working' : 'new'
}

/** Whose move it is. */
export const moves = {
  queue: 'Whoever takes it from the queue',
  owner: 'Its owner',
  referrer: 'The referrer',
  clock: 'Nobody until the date',
  homeOffice: 'The Home Office',
  nobody: 'Nobody: it is finished',
} as const

export type Move = keyof typeof moves

/** Whose move it is, derived from the same facts. What was submitted waits for the Home Office. */
export const moveOf = (
  item: ItemFacts & { readonly ownerId: string | null; readonly submittedAt: Date | null },
): Move => {
  const state = stateOf(item)
  if (!states[state].isOpen) return 'nobody'
  if (state === 'asked') return 'referrer'
  if (state === 'held') return 'clock'
  if (item.submittedAt) return 'homeOffice'
  return item.ownerId ? 'owner' : 'queue'
}
