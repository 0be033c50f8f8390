import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActorInSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { AuditLine, AuditList, CaseAudit } from './audits'
import { readAudit } from './read-audit'

const most = 100

/**
 * The audits that wait, and the newest of those that are done, of the cases that the lead may see.
 * @throws NotFound where the role does not review outcomes
 */
export const findAudits = async (actor: Actor): Promise<AuditList> => {
  if (!may(actor, 'review-outcomes')) throw new NotFound()
  const lines = await withActorInSql(
    actor,
    (tx) => tx.$queryRaw<AuditLine[]>`
      with chosen as (
        (select * from case_audit where done_at is null order by drawn_at, id limit ${most})
        union all
        (select * from case_audit where done_at is not null order by done_at desc, id limit ${most})
      )
      select chosen.id::text, referral.reference, chosen.queue, chosen.drawn_at as "drawnAt",
        chosen.done_at as "doneAt", (select name from names_of(array[chosen.drawn_by])) as "drawnBy"
      from chosen left join referral on referral.id = chosen.case_id
      order by chosen.done_at desc nulls first, chosen.drawn_at, chosen.id`,
  )
  return {
    waiting: lines.filter(({ doneAt }) => !doneAt),
    done: lines.filter(({ doneAt }) => doneAt),
  }
}

/**
 * One audit, with what was found once it is done.
 * @throws NotFound where there is none, or its case is not this actor's to see
 */
export const findAudit = (actor: Actor, id: string): Promise<CaseAudit> =>
  withActorInSql(actor, (tx) => readAudit(tx, actor, id))
