import { clockOf, showDue } from '@/lib/casework/deadlines'
import type { WorklistItem } from '@/lib/casework/worklist'
import { standings } from '@/lib/consent/ledger'
import { showDay } from '@/lib/wording/london-time'

type Timed = Pick<
  WorklistItem,
  'queue' | 'enteredAt' | 'acceptedAt' | 'dueAt' | 'pausedFor' | 'pausedUntil' | 'stopped'
>

const hour = 60 * 60_000

/** When an item is due, as seen now, or why nothing is: what is soon or overdue says so in words as well as in colour. */
export function DueText({ item, now }: { item: Timed; now: Date }) {
  const { queue, enteredAt, acceptedAt, dueAt, pausedFor, pausedUntil, stopped } = item
  if (stopped) return standings[stopped]
  if (pausedFor) return pausedUntil ? `waits until ${showDay(pausedUntil)}` : 'waits for an answer'
  const { state } = clockOf({ from: acceptedAt ?? enteredAt, due: dueAt, now, queue })
  // Past midnight is soon as well, late in the evening.
  const isSoon = showDay(dueAt) === showDay(now) || dueAt.getTime() - now.getTime() < hour
  const text = isSoon ? showDue(dueAt, now).replace(/^due /, '') : showDay(dueAt)
  if (state === 'fine') return text
  return (
    <strong className={`due due--${state}`}>{state === 'amber' ? `soon: ${text}` : text}</strong>
  )
}
