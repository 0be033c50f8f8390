import { withoutActor } from '@/lib/database/with-actor'
import { now } from '@/lib/clock'

/** How many entries of the audit trail are counted in one transaction. */
const atOnce = 2_000

/**
 * Counts anew every case that something has happened to since the last run, so that the figures are as
 * of this moment. Two runs at once wait for one another.
 * @returns how many entries of the audit trail were new
 */
export const countFigures = async (): Promise<number> => {
  let all = 0
  for (;;) {
    const [row] = await withoutActor(
      'jobs',
      (tx) => tx.$queryRaw<{ counted: number }[]>`
        select count_changes(${atOnce}::integer, ${now()}::timestamptz) as counted`,
    )
    const counted = row?.counted ?? 0
    all += counted
    if (counted < atOnce) return all
  }
}
