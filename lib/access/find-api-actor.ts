import { withoutActor } from '@/lib/database/with-actor'
import type { Actor } from './actor'
import { actorOf, type ActorRow } from './actor-row'
import { hashToken } from './hash-token'

interface TokenRow extends ActorRow {
  readonly scopes: string[]
}

/**
 * Who calls the partner API. The token, its account and its organisation are read again every time.
 * @returns the actor and what the token is for; `null` where there is no such token
 */
export const findApiActor = async (
  request: Request,
): Promise<{ readonly actor: Actor; readonly scopes: readonly string[] } | null> => {
  const [, token] =
    /^Bearer ([\w.-]{16,200})$/.exec(request.headers.get('authorization') ?? '') ?? []
  if (!token) return null
  const [row] = await withoutActor(
    'find-api-token',
    (tx) => tx.$queryRaw<TokenRow[]>`select * from find_api_token(${hashToken(token)})`,
  )
  const actor = row && actorOf(row)
  return actor ? { actor, scopes: row.scopes } : null
}
