import { escapeLiteral } from 'pg'
import { movedTo } from '@/lib/clock'

/** For whom a transaction is: what row-level security decides by. Null is for nobody. */
export type Context = { accountId: string; organisationId: string; role: string } | null

/**
 * The statement that tells PostgreSQL for whom the open transaction is. It holds until the
 * transaction ends and no longer, so a connection never carries one person's rights to the next.
 */
export function contextStatement(context: Context): string {
  const { accountId, organisationId, role } = context ?? {
    accountId: '',
    organisationId: '',
    role: '',
  }
  const clock = movedTo()
  const settings = {
    account_id: accountId,
    organisation_id: organisationId,
    role,
    ...(clock && { clock: clock.toISOString() }),
  }
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config('app.${name}', ${escapeLiteral(value)}, true)`,
  )
  return `SELECT ${calls.join(', ')}`
}
