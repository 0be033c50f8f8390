import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import { isRequestKind, isRequestReason, type AccountRequest } from './account-requests'
import type { Actor } from './actor'
import { may } from './permissions'
import { isRole } from './roles'

interface Row {
  readonly id: string
  readonly kind: string
  readonly role: string | null
  readonly reason: string
  readonly words: Uint8Array | null
  readonly asked_at: Date
  readonly asked_by: string
  readonly asked_by_name: string
  readonly account_id: string
  readonly name: string
  readonly email: string
  readonly present_role: string
  readonly organisation_name: string
  readonly provider_id: string | null
}

const read = (row: Row, { accountId }: Actor): AccountRequest | undefined => {
  const { id, kind, role, reason, words } = row
  if (!isRequestKind(kind) || !isRequestReason(reason)) return undefined
  return {
    id,
    kind,
    role: role && isRole(role) ? role : undefined,
    providerId: row.provider_id ?? undefined,
    reason,
    words: words ? openAnswers<string>(words, places.accountRequest(id)) : undefined,
    askedAt: row.asked_at,
    askedByName: row.asked_by_name,
    accountId: row.account_id,
    name: row.name,
    email: row.email,
    presentRole: row.present_role,
    organisation: row.organisation_name,
    notYours:
      row.asked_by === accountId ? 'asked' : row.account_id === accountId ? 'about' : undefined,
  }
}

/**
 * What waits for a second person, the oldest first. After seven days it waits no more.
 * @throws NotFound where the actor may not be one
 */
export const findAccountRequests = async (actor: Actor): Promise<readonly AccountRequest[]> => {
  if (!may(actor, 'agree-to-account-changes')) throw new NotFound()
  const rows = await withActorInSql(
    actor,
    (tx) => tx.$queryRaw<Row[]>`select * from find_account_requests(${now()}::timestamptz)`,
  )
  return rows.flatMap((row) => read(row, actor) ?? [])
}
