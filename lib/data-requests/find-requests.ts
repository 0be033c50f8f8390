import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActorInSql, type InSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { DataRequest } from './data-request'

const most = 200

type Row = Omit<DataRequest, 'isOwn' | 'canApprove'> & { readonly openedBy: string }

/** Reads the open requests, or one of them, as far as the actor may see them, in an open transaction. */
export const readRequests = async (
  tx: InSql,
  actor: Actor,
  id: string | null,
): Promise<readonly DataRequest[]> => {
  const rows = await tx.$queryRaw<Row[]>`
    select id::text, reference, kind, asked_by as "askedBy", identity_checked as "identityChecked",
      opened_at as "openedAt", opened_by::text as "openedBy", due_on as "dueOn",
      approved_at as "approvedAt", exported_at as "exportedAt", export is not null as "hasFile", version
    from data_request
    where closed_at is null and (id = ${id}::uuid or ${id}::uuid is null)
    order by due_on, id limit ${most}`
  return rows.map(({ openedBy, ...row }) => ({
    ...row,
    isOwn: openedBy === actor.accountId && may(actor, 'review-retention'),
    canApprove: !row.approvedAt && openedBy !== actor.accountId && may(actor, 'agree-to-disposal'),
  }))
}

/**
 * The requests that nobody has closed, the one that is due first at the top. A second person sees what
 * waits for them: what is asked for and how identity was checked, and nothing of the case.
 * @throws NotFound where the role neither answers nor agrees
 */
export const findRequests = async (actor: Actor): Promise<readonly DataRequest[]> => {
  if (!may(actor, 'agree-to-disposal')) throw new NotFound()
  return withActorInSql(actor, (tx) => readRequests(tx, actor, null))
}

/**
 * One open request, in a transaction that is open already.
 * @throws NotFound where there is none, or it is not this actor's to see
 */
export const readRequest = async (tx: InSql, actor: Actor, typed: string): Promise<DataRequest> => {
  const id = z.uuid().safeParse(typed)
  if (!id.success || !may(actor, 'agree-to-disposal')) throw new NotFound()
  const [found] = await readRequests(tx, actor, id.data)
  if (!found) throw new NotFound()
  return found
}

/** One open request: as `readRequest`. */
export const findRequest = (actor: Actor, typed: string): Promise<DataRequest> =>
  withActorInSql(actor, (tx) => readRequest(tx, actor, typed))
