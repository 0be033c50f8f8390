import { TZDate } from '@date-fns/tz'
import type { DeadlineName } from '@/lib/county/county'
import { zone } from '@/lib/wording/london-time'
import { dueAt } from './deadlines'

/** What has to be looked at after a decision, from the day of it. */
const follows: Readonly<Record<string, DeadlineName>> = {
  rg_positive: 'recoveryPeriod',
  rg_negative: 'reconsideration',
  cg_negative: 'reconsideration',
}

/**
 * When the desk looks again after an outcome of the National Referral Mechanism: at the end of the
 * recovery period, before which there is no conclusive decision; at the end of the time for asking to
 * reconsider; else, and where that has passed, after the usual time of a review.
 * @param decidedOn the day in London on which it was decided, as an ISO date
 */
export const dueAfterOutcome = (value: string, decidedOn: string, at: Date): Date => {
  const [year = 0, month = 1, day = 1] = decidedOn.split('-').map(Number)
  const name = follows[value]
  const due = name && dueAt(name, 'NRM', new Date(+new TZDate(year, month - 1, day, 12, zone)))
  return due && due > at ? due : dueAt('review', 'NRM', at)
}
