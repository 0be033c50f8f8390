import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { isUuid } from '@/lib/access/uuid'
import type { InSql } from '@/lib/database/with-actor'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import type { CaseAudit } from './audits'

interface Row extends Omit<CaseAudit, 'answers' | 'words'> {
  readonly caseId: string | null
  readonly answers: CaseAudit['answers'] | null
  readonly words: Uint8Array | null
}

/**
 * One audit and the case that it is of, in an open transaction.
 * @throws NotFound where there is none, or its case is not this actor's to see
 */
export const readAudit = async (
  tx: InSql,
  actor: Actor,
  id: string,
): Promise<CaseAudit & { readonly caseId: string | null }> => {
  if (!isUuid(id) || !may(actor, 'review-outcomes')) throw new NotFound()
  const [row] = await tx.$queryRaw<Row[]>`
    select case_audit.id::text, case_audit.case_id::text as "caseId", referral.reference,
      case_audit.queue, case_audit.drawn_at as "drawnAt", case_audit.done_at as "doneAt",
      (select name from names_of(array[case_audit.drawn_by])) as "drawnBy",
      case_audit.answers, case_audit.findings, case_audit.words,
      exists (
        select from act
        where act.referral_id = referral.id and act.account_id = ${actor.accountId}::uuid
      ) as "isOwn"
    from case_audit left join referral on referral.id = case_audit.case_id
    where case_audit.id = ${id}::uuid`
  if (!row) throw new NotFound()
  const { words, answers, ...audit } = row
  return {
    ...audit,
    answers: answers ?? {},
    words: words ? openAnswers<string>(words, places.caseAudit(id)) : undefined,
  }
}

/** An audit that waits to be done, and the case that it is of. */
export interface WaitingAudit {
  readonly caseId: string
  readonly reference: string
}

/**
 * An audit that waits to be done, for the lead who does it, in an open transaction.
 * @throws NotFound where there is none, its case was erased, or it is not this actor's to see
 * @throws NotAllowed where they did something in the case themselves
 * @throws Changed where it is done already
 */
export const readWaitingAudit = async (
  tx: InSql,
  actor: Actor,
  id: string,
): Promise<WaitingAudit> => {
  const { caseId, reference, doneAt, isOwn } = await readAudit(tx, actor, id)
  if (!caseId || !reference) throw new NotFound()
  if (isOwn) throw new NotAllowed('You did something in this case. Another lead has to look at it')
  if (doneAt) throw new Changed('This audit is done already')
  return { caseId, reference }
}
