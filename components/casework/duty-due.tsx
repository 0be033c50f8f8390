import { showDue } from '@/lib/casework/deadlines'
import { dutyClock } from '@/lib/casework/duty-clock'
import type { DutyKind } from '@/lib/casework/duties'

/** When a duty is due, as seen now: what is soon or overdue says so in words as well as in colour. */
export function DutyDue({
  duty,
  now,
}: {
  duty: { kind: DutyKind; openedAt: Date; dueAt: Date }
  now: Date
}) {
  const { state } = dutyClock(duty, now)
  const text = showDue(duty.dueAt, now).replace(/^due /, '')
  if (state === 'fine') return text
  return (
    <strong className={`due due--${state}`}>{state === 'amber' ? `${text}, soon` : text}</strong>
  )
}
