import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'

/** How many at once: whoever records an event waits for the others of a transaction. */
const most = 100

const escalateSome = () =>
  withoutActor('jobs', async (tx) => {
    const [row] = await tx.$queryRaw<{ count: number }[]>`
      select escalate_overdue(${now()}::timestamptz, ${most}::integer) as count`
    return row?.count ?? 0
  })

/**
 * Tells the next role of everything that is overdue: items whose clock runs, duties that nobody settled,
 * and what was asked back and nobody answered (UK GDPR art. 19). Each once, until it has a new deadline.
 * @returns how many
 */
export const escalateOverdue = async (): Promise<number> => {
  const some = await escalateSome()
  return some < most ? some : some + (await escalateOverdue())
}
