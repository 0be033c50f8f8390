import { queues, type Queue } from '@/lib/routing/queues'
import { isFinal, type Outcomes } from './outcomes'
import { states, type State } from './states'

interface Standing {
  readonly queues: readonly {
    readonly queue: string
    readonly state: string
  }[]
  readonly outcomes: Outcomes
}

const isOpen = (state: string) => states[state as State].isOpen

/** The phrases that a referrer may read, the one that matters most first. */
export const phrases = {
  question: 'We have a question for you',
  withdrawn: 'The person has withdrawn from the referral to the Home Office',
  again: 'The Home Office is looking again at its decision',
  final: 'The Home Office has made its final decision',
  first: 'The Home Office has made its first decision',
  submitted: 'Sent to the Home Office. It has not decided yet',
  declined: 'Declined. Read why, correct it and send it again, or turn to whoever is named',
  held: 'On hold with the safeguarding lead',
  waiting: 'Being looked at. It waits for the right moment',
  working: 'Being worked on',
  received: 'Received. Nobody has taken it yet',
  closed: 'Closed',
} as const

export type PhraseName = keyof typeof phrases

/**
 * Where a referral stands, in one phrase and nothing more: for whoever sent it. Derived from the
 * states of its items and the newest outcomes, never written down.
 */
export const phraseOf = ({ queues: items, outcomes }: Standing): PhraseName => {
  const open = items.filter(({ state }) => isOpen(state))
  const decided = outcomes.nrm
  if (open.some(({ state }) => state === 'asked')) return 'question'
  if (decided === 'withdrawn') return 'withdrawn'
  if (decided?.startsWith('reconsideration_') && !isFinal(outcomes, 'nrm')) return 'again'
  if (decided && isFinal(outcomes, 'nrm')) return open.length > 0 ? 'final' : 'closed'
  if (decided?.startsWith('rg_')) return 'first'
  if (decided) return 'submitted'
  if (open.length === 0)
    return items.some(({ state }) => state === 'declined') ? 'declined' : 'closed'
  if (open.every(({ queue }) => queue === 'HOLD')) return 'held'
  if (open.some(({ state }) => state === 'working')) return 'working'
  if (open.some(({ state }) => state === 'held')) return 'waiting'
  return 'received'
}

/**
 * Who has it now: queues by name, and the organisation that it was handed to, which is still to submit
 * it as long as nothing is recorded of the Home Office.
 */
export const whoHasIt = (
  items: readonly {
    readonly queue: string
    readonly state: string
    readonly handler?: string | null
  }[],
  outcomes: Outcomes = {},
): readonly string[] =>
  items
    .filter(({ state }) => isOpen(state))
    .map(({ queue, handler }) => {
      if (queue === 'HOLD') return 'The safeguarding lead'
      if (!handler) return queues[queue as Queue].name
      return outcomes.nrm ? handler : `${handler}, to submit it to the Home Office`
    })
