import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActor } from '@/lib/database/with-actor'
import { NotAllowed } from '@/lib/refusals'
import type { ReferralLine } from './referral-line'

const select = {
  reference: true,
  submittedAt: true,
  priority: true,
  primary: true,
  dueAt: true,
  organisation: { select: { name: true } },
  items: { select: { queue: true, state: true } },
} as const

/** The most recent referrals of the actor's organisation, and where each stands. No answers. */
export const findOwnReferrals = async (
  actor: Actor,
  most = 50,
): Promise<readonly ReferralLine[]> =>
  may(actor, 'refer')
    ? withActor(actor, (tx) =>
        tx.referral.findMany({
          where: { organisationId: actor.organisation.id },
          orderBy: { submittedAt: 'desc' },
          take: most,
          select,
        }),
      )
    : []

/**
 * Referrals on hold: in no queue yet, with the safeguarding lead as their owner.
 * @throws NotAllowed where the role does not review outcomes
 */
export const findReferralsOnHold = async (
  actor: Actor,
  most = 50,
): Promise<readonly ReferralLine[]> => {
  if (!may(actor, 'review-outcomes')) throw new NotAllowed('Your account cannot see this')
  return withActor(actor, (tx) =>
    tx.referral.findMany({
      where: { primary: 'HOLD' },
      orderBy: [{ priority: 'asc' }, { submittedAt: 'asc' }],
      take: most,
      select,
    }),
  )
}
