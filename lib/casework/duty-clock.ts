import type { Destination } from '@/lib/routing/queues'
import { clockOf } from './deadlines'
import { duties, type DutyKind } from './duties'

const hoursOf = (kind: DutyKind): Destination => {
  const { owner } = duties[kind]
  return owner === 'POLICE' || owner === 'HOLD' ? owner : 'NRM'
}

/** How the deadline of a duty stands, by the hours of those who usually own it. */
export const dutyClock = (
  { kind, openedAt, dueAt }: { kind: DutyKind; openedAt: Date; dueAt: Date },
  now: Date,
) => clockOf({ from: openedAt, due: dueAt, now, queue: hoursOf(kind) })
