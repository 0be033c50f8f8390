import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import type { Problem } from '@/lib/journey/journey'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { Changed, NotAllowed } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { isoDay } from '@/lib/wording/london-time'
import type { DraftSeen } from './change-policy'
import { readPolicyVersion } from './find-policy'
import type { PolicyWords } from './policy-version'
import { brokenPromises, problemsOfProposal, type Proposal } from './proposal'

/**
 * Proposes a draft, to decide from a day that is not in the past. It has to be replayed as it stands; each
 * promise that it breaks is named with a reason, and some are never broken. A second person answers.
 * @returns whether it is proposed; or what is wrong, beside each question
 * @throws NotFound where there is no such draft, or the role does not draft policies
 * @throws NotAllowed where it is proposed or published already
 * @throws Changed where somebody changed the draft first
 */
export const proposePolicy = async (
  actor: Actor,
  { policy: id, version, ...typed }: DraftSeen & Proposal,
): Promise<{ readonly proposed: true } | { readonly problems: readonly Problem[] }> => {
  requirePermission(actor, 'draft-policy')
  const at = now()
  return withActorInSql(actor, async (tx) => {
    const policy = await readPolicyVersion(tx, actor, id)
    if (policy.state !== 'draft') throw new NotAllowed('Only a draft can be proposed')
    if (policy.version !== version)
      throw new Changed('Somebody changed this draft. Look at it again')
    const problems = problemsOfProposal(policy, typed, isoDay(at))
    if (problems.length > 0) return { problems }
    const breaks = brokenPromises(policy).map((promise) => promise.id)
    const words: PolicyWords = {
      reason: typed.reason.trim(),
      reasonsToBreak: Object.fromEntries(
        breaks.map((promise) => [promise, (typed.reasonsToBreak[promise] ?? '').trim()]),
      ),
    }
    const done = await tx.$queryRaw<unknown[]>`
      update policy_version set state = 'proposed', applies_from = ${typed.appliesFrom}::date,
        proposed_by = ${actor.accountId}::uuid, proposed_at = ${at}::timestamptz,
        words = ${sealAnswers(words, places.policyWords(id))}
      where id = ${id}::uuid and version = ${version} and state = 'draft'
      returning true`
    if (done.length !== 1) throw new Changed('Somebody changed this draft. Look at it again')
    await queueMessages(
      tx,
      null,
      ['police_supervisor', 'safeguarding_lead'].map((role) => ({
        type: 'policy.proposed',
        recipient: `role:${role}`,
      })),
    )
    await recordEvent(tx, 'policy.proposed', null, {
      policy: id,
      appliesFrom: typed.appliesFrom,
      breaks,
    })
    return { proposed: true }
  })
}
