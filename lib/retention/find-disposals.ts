import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActorInSql, type InSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { Disposal, Erased, LegalHold, RetentionList } from './disposal'

const most = 200

/** Reads what is due, or one of it, as far as the actor may see it, in an open transaction. */
export const readDisposals = async (
  tx: InSql,
  actor: Actor,
  id: string | null,
): Promise<readonly Disposal[]> => {
  const rows = await tx.$queryRaw<(Omit<Disposal, 'canAgree' | 'canDecide'> & { by: string })[]>`
    select id::text, reference, kind, closed_at as "closedAt", due_at as "dueAt", decision, because,
      until, decided_at as "decidedAt", version, decided_by::text as by,
      exists (
        select from legal_hold
        where legal_hold.referral_id = disposal.referral_id and lifted_at is null
      ) as "isHeld"
    from disposal
    where erased_at is null and (id = ${id}::uuid or (${id}::uuid is null and decision is distinct from 'keep'))
    order by decision nulls first, due_at, id limit ${most}`
  return rows.map(({ by, ...row }) => ({
    ...row,
    canDecide: row.decision === null && may(actor, 'review-retention'),
    canAgree:
      row.decision === 'dispose' && by !== actor.accountId && may(actor, 'agree-to-disposal'),
  }))
}

/**
 * What is due for review, what waits for a second person, what a hold keeps and what was erased. A
 * second person sees references only, and of nothing else than what waits for them.
 * @throws NotFound where the role neither reviews nor agrees
 */
export const findDisposals = async (actor: Actor): Promise<RetentionList> => {
  const isReviewer = may(actor, 'review-retention')
  if (!isReviewer && !may(actor, 'agree-to-disposal')) throw new NotFound()
  return withActorInSql(actor, async (tx) => ({
    isReviewer,
    disposals: await readDisposals(tx, actor, null),
    holds: await tx.$queryRaw<LegalHold[]>`
      select legal_hold.id::text, reference, because, placed_at as "placedAt"
      from legal_hold join referral on referral.id = referral_id
      where lifted_at is null order by placed_at desc limit ${most}`,
    erased: await tx.$queryRaw<Erased[]>`
      select reference, because, erased_at as "erasedAt" from tombstone
      order by erased_at desc limit ${most}`,
  }))
}

/**
 * One referral that is due.
 * @throws NotFound where there is none, or it is not this actor's to see
 */
export const findDisposal = async (actor: Actor, typed: string): Promise<Disposal> => {
  const id = z.uuid().safeParse(typed)
  if (!id.success || !(may(actor, 'review-retention') || may(actor, 'agree-to-disposal')))
    throw new NotFound()
  const [found] = await withActorInSql(actor, (tx) => readDisposals(tx, actor, id.data))
  if (!found) throw new NotFound()
  return found
}
