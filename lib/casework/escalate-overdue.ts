import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'

/**
 * Tells the next role of everything that is overdue: items whose clock runs, and duties that nobody
 * settled. Each once, until it has a new deadline.
 * @returns how many
 */
export const escalateOverdue = (): Promise<number> =>
  withoutActor('jobs', async (tx) => {
    const [row] = await tx.$queryRaw<{ count: number }[]>`
      select escalate_overdue(${now()}::timestamptz) as count`
    return row?.count ?? 0
  })
