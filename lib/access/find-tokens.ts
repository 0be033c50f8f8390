import { withActorInSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { Actor } from './actor'
import { may } from './permissions'
import type { TokenLine } from './token-list'

/**
 * Every token of the partner API, those that hold first. The secrets themselves are nowhere.
 * @throws NotFound where the actor does not manage accounts
 */
export const findTokens = async (actor: Actor): Promise<readonly TokenLine[]> => {
  if (!may(actor, 'manage-accounts')) throw new NotFound()
  return withActorInSql(
    actor,
    (tx) => tx.$queryRaw<TokenLine[]>`
      select t.id::text, t.name, o.name as organisation, a.email as account, t.scopes,
        t.created_at as "createdAt", t.expires_at as "expiresAt", t.last_used_at as "lastUsedAt",
        t.revoked_at as "revokedAt"
      from api_token t
        join organisation o on o.id = t.organisation_id
        join account a on a.id = t.account_id
      order by t.revoked_at is not null, t.expires_at, t.id`,
  )
}
