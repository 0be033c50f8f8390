import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'

/**
 * Closes the accounts that nobody used for `ACCOUNT_UNUSED_DAYS`, and those that have had their last
 * day. Never the administrator who was here last.
 * @returns how many
 */
export const closeUnusedAccounts = (): Promise<number> =>
  withoutActor('jobs', async (tx) => {
    const [row] = await tx.$queryRaw<{ count: number }[]>`
      select close_unused_accounts(
        ${now()}::timestamptz, ${environment().ACCOUNT_UNUSED_DAYS}::integer
      ) as count`
    return row?.count ?? 0
  })
