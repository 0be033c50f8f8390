import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { daysToAnswer } from './exported'

/**
 * Deletes files whose time is over, and gives up those that no second person answered in time.
 * @returns how many
 */
export const expireExports = async (): Promise<number> => {
  const patience = `${daysToAnswer} days`
  const [row] = await withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<{ count: number }[]>`
      select expire_exports(${now()}::timestamptz, ${patience}::interval) as count`,
  )
  return row?.count ?? 0
}
