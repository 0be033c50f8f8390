import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { withActorInSql } from '@/lib/database/with-actor'
import { Changed, NotAllowed } from '@/lib/refusals'
import { readPolicyVersion } from './find-policy'

/**
 * Withdraws a draft or a proposal for ever; or a published policy before the day from which it decides.
 * @throws NotFound where there is none, or it is not this actor's to see
 * @throws NeedsProof where it is published, and they have not proved lately that it is them
 * @throws NotAllowed where it decides already, or it is not theirs to withdraw
 * @throws Changed where somebody else did something to it first
 */
export const withdrawPolicy = async (actor: Actor, id: string): Promise<void> => {
  requirePermission(actor, 'read-policy')
  await withActorInSql(actor, async (tx) => {
    const { state, canWithdraw } = await readPolicyVersion(tx, actor, id)
    if (!canWithdraw) throw new NotAllowed('This policy cannot be withdrawn')
    requirePermission(actor, state === 'published' ? 'publish-policy' : 'draft-policy')
    const done = await tx.$queryRaw<unknown[]>`
      update policy_version set state = 'withdrawn' where id = ${id}::uuid and state = ${state}
      returning true`
    if (done.length !== 1) throw new Changed('Somebody did something to this first')
    await recordEvent(tx, 'policy.withdrawn', null, { policy: id, was: state })
  })
}
