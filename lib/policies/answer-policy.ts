import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { isUniqueViolation } from '@/lib/database/is-unique-violation'
import { withActorInSql } from '@/lib/database/with-actor'
import type { Problem } from '@/lib/journey/journey'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { Changed, NotAllowed } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { isoDay } from '@/lib/wording/london-time'
import { readPolicyVersion } from './find-policy'
import type { PolicyState } from './policy-version'
import { obstaclesOf, problemsOfDay, problemsOfReason } from './proposal'

/** What a second person says to a proposal. */
export interface PolicyAnswer {
  readonly policy: string
  readonly agrees: boolean
  readonly reason: string
}

const answeredFirst = () => new Changed('Somebody answered this first. Look at it again')

/**
 * Agrees to a proposed policy, which then decides from its day, or refuses it, which makes it a draft again.
 * Nobody who changed or proposed it is the second person.
 * @returns what it is now; or what is wrong
 * @throws NotFound where there is none, or the role does not agree to policies
 * @throws NeedsProof where they have not proved lately that it is them
 * @throws NotAllowed where they changed or proposed it
 * @throws Changed where it waits for nobody, or somebody answered first
 */
export const answerPolicy = async (
  actor: Actor,
  { policy: id, agrees, reason }: PolicyAnswer,
): Promise<{ readonly state: PolicyState } | { readonly problems: readonly Problem[] }> => {
  requirePermission(actor, 'publish-policy')
  const at = now()
  const answered = withActorInSql(actor, async (tx) => {
    // Two who answer at once wait for one another, so that the second sees what the first said.
    await tx.$queryRaw`
      select pg_advisory_xact_lock(hashtextextended(${`policy ${id}`}, 0))::text`
    const policy = await readPolicyVersion(tx, actor, id)
    if (policy.state !== 'proposed') throw answeredFirst()
    if (policy.isOwn) throw new NotAllowed('It takes a second person: somebody else must answer')
    const { appliesFrom } = policy
    const problems = [
      ...problemsOfReason('reason', reason),
      ...(agrees
        ? [...obstaclesOf(policy), ...problemsOfDay(appliesFrom ?? '', policy, isoDay(at))]
        : []),
    ]
    if (problems.length > 0) return { problems }
    const state: PolicyState = agrees ? 'published' : 'draft'
    const [row] = await tx.$queryRaw<{ proposer: string }[]>`
      update policy_version set state = ${state}, answer = ${agrees ? 'agreed' : 'refused'},
        answered_by = ${actor.accountId}::uuid, answered_at = ${at}::timestamptz,
        answer_words = ${sealAnswers(reason.trim(), places.policyAnswer(id))}
      where id = ${id}::uuid and state = 'proposed'
      returning proposed_by::text as proposer`
    if (!row) throw answeredFirst()
    await queueMessages(tx, null, [
      { type: 'policy.answered', recipient: `account:${row.proposer}` },
    ])
    await recordEvent(tx, agrees ? 'policy.published' : 'policy.refused', null, {
      policy: id,
      appliesFrom,
    })
    return { state }
  })
  return answered.catch((error: unknown) => {
    if (isUniqueViolation(error)) throw answeredFirst()
    throw error
  })
}
