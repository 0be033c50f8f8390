import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { Changed } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { auditedNames, auditForm, findings, type Finding } from './audit-form'
import { readWaitingAudit } from './read-audit'

const given = z.object({
  findings: z.array(z.enum(Object.keys(findings) as Finding[])),
  words: z.string().optional(),
})

/**
 * Keeps what a lead found in the case of an audit: codes, which are counted, and words, which are sealed.
 * @returns the reference of the case; or what is wrong with the form
 * @throws NotFound where there is no such audit, its case was erased, or it is not this actor's to see
 * @throws NotAllowed where they did something in the case themselves
 * @throws Changed where somebody did it first
 */
export const recordAudit = async (
  actor: Actor,
  { audit, form: posted }: { readonly audit: string; readonly form: URLSearchParams },
): Promise<{ readonly reference: string } | { readonly form: TakenForm<Catalogue> }> => {
  const at = now()
  return withActorInSql(actor, async (tx) => {
    const { caseId, reference } = await readWaitingAudit(tx, actor, audit)
    const form = takeOneStep(auditForm, posted, { today: londonDay(at) })
    if (form.problems.length > 0) return { form }
    const { findings: found, words } = given.parse(form.answers)
    const answers = Object.fromEntries(auditedNames.map((name) => [name, form.answers[name]]))
    const done = await tx.$queryRaw<unknown[]>`
      update case_audit set answers = ${JSON.stringify(answers)}::jsonb,
        findings = ${found}::text[],
        words = ${words ? sealAnswers(words, places.caseAudit(audit)) : null},
        done_by = ${actor.accountId}::uuid, done_at = ${at}::timestamptz
      where id = ${audit}::uuid and done_at is null
      returning id`
    if (done.length === 0) throw new Changed('This audit is done already')
    await recordEvent(tx, 'audit.done', caseId, { audit, findings: found })
    return { reference }
  })
}
