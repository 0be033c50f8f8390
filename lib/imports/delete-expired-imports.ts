import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'

/**
 * Deletes what was read of spreadsheets that nobody accepted in time. Nothing of them was saved.
 * @returns how many
 */
export const deleteExpiredImports = async (): Promise<number> => {
  const [row] = await withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<{ count: number }[]>`
      select delete_expired_imports(${now()}::timestamptz) as count`,
  )
  return row?.count ?? 0
}
