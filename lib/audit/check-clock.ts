import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'

/** How far the clocks of the service and of the database may be apart, in seconds. */
const most = 5

/**
 * Checks, at start, that the service and its database agree on the time: the trail has the database's,
 * deadlines and sessions have ours, and who reads both must be able to put them in order.
 * @returns null, or one plain line that says what is wrong
 */
export async function checkClock(): Promise<string | null> {
  const before = now().getTime()
  const [asked] = await withoutActor(
    'check-database',
    (tx) => tx.$queryRaw<{ at: Date }[]>`select clock_timestamp() as at`,
  )
  const after = now().getTime()
  const there = asked ? asked.at.getTime() : before
  // However long the answer took, the clocks agree if the database's time lies between.
  const apart = Math.max(before - there, there - after, 0) / 1000
  return apart > most
    ? `The clock of this machine and the database’s are ${Math.round(apart)} seconds apart: set both by a time server`
    : null
}
