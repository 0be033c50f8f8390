import { now } from '@/lib/clock'
import { environment } from '@/lib/environment'
import { isDue } from './account-review'
import type { AccountLine } from './account-list'
import type { Actor } from './actor'
import { findAccounts } from './find-accounts'

/**
 * The open accounts that nobody has confirmed for `ACCOUNT_REVIEW_DAYS`, but the actor's own, which
 * somebody else confirms.
 * @throws NotFound where the actor does not manage accounts
 */
export const findReviewDue = async (actor: Actor): Promise<readonly AccountLine[]> => {
  const { accounts } = await findAccounts(actor)
  return accounts.filter(
    (account) =>
      account.id !== actor.accountId &&
      !account.disabledAt &&
      isDue(account, now(), environment().ACCOUNT_REVIEW_DAYS),
  )
}
