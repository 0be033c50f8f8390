import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { dueAt } from '@/lib/casework/deadlines'
import { auditReason } from '@/lib/casework/entry'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { readWaitingAudit } from './read-audit'

/**
 * Opens the case of an audit to the lead who does it, for the length of a shift: the audit is their
 * reason, which they need not give, and it stands among the openings with its event. Source: Data
 * Protection Act 2018 s.62(2) and (3), by which the justification of each consultation is logged.
 * @returns the reference of the case
 * @throws NotFound where there is no such audit, its case was erased, or it is not this actor's to see
 * @throws NotAllowed where they did something in the case themselves
 * @throws Changed where it is done already
 */
export const openAudited = async (actor: Actor, id: string): Promise<string> => {
  const at = now()
  return withActorInSql(actor, async (tx) => {
    const { caseId, reference } = await readWaitingAudit(tx, actor, id)
    const opening = randomUUID()
    await tx.$queryRaw`
      insert into opening (id, referral_id, account_id, organisation_id, role, reason, at, until)
      values (${opening}::uuid, ${caseId}::uuid, ${actor.accountId}::uuid,
        ${actor.organisation.id}::uuid, ${actor.role}, ${auditReason}, ${at}::timestamptz,
        ${dueAt('opening', 'POLICE', at)}::timestamptz)`
    await recordEvent(tx, 'case.opened', caseId, { opening, reason: auditReason, audit: id })
    return reference
  })
}
