import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { AccountList } from './account-list'
import type { Actor } from './actor'
import { may } from './permissions'

/**
 * Every account and the organisations that an account may be made for.
 * @throws NotFound where the actor does not manage accounts
 */
export const findAccounts = async (actor: Actor): Promise<AccountList> => {
  if (!may(actor, 'manage-accounts')) throw new NotFound()
  return withActor(actor, async (tx) => ({
    accounts: await tx.account.findMany({
      orderBy: [{ organisation: { name: 'asc' } }, { name: 'asc' }],
      select: {
        id: true,
        email: true,
        name: true,
        role: true,
        disabledAt: true,
        organisation: { select: { name: true } },
      },
    }),
    organisations: await tx.organisation.findMany({
      orderBy: { name: 'asc' },
      select: { id: true, name: true, slug: true },
    }),
  }))
}
