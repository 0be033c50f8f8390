import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { AccountLine, AccountList } from './account-list'
import type { Actor } from './actor'
import { isUuid } from './uuid'
import { may } from './permissions'

const line = {
  id: true,
  email: true,
  name: true,
  role: true,
  createdAt: true,
  enabledAt: true,
  certifiedAt: true,
  lastSignedInAt: true,
  disabledAt: true,
  validUntil: true,
  waitsForAgreement: true,
  organisation: { select: { name: true, slug: true } },
} as const

/**
 * Every account and the organisations that an account may be made for.
 * @throws NotFound where the actor does not manage accounts
 */
export const findAccounts = async (actor: Actor): Promise<AccountList> => {
  if (!may(actor, 'manage-accounts')) throw new NotFound()
  return withActor(actor, async (tx) => ({
    accounts: await tx.account.findMany({
      orderBy: [{ organisation: { name: 'asc' } }, { name: 'asc' }],
      select: line,
    }),
    organisations: await tx.organisation.findMany({
      orderBy: { name: 'asc' },
      select: { id: true, name: true, slug: true },
    }),
  }))
}

/**
 * One account that the actor may change: any but their own.
 * @throws NotFound where there is no such account, it is the actor's own, or they do not manage any
 */
export const findAccount = async (actor: Actor, accountId: string): Promise<AccountLine> => {
  if (!may(actor, 'manage-accounts')) throw new NotFound()
  if (!isUuid(accountId) || accountId === actor.accountId) throw new NotFound()
  const found = await withActor(actor, (tx) =>
    tx.account.findUnique({ where: { id: accountId }, select: line }),
  )
  if (!found) throw new NotFound()
  return found
}
