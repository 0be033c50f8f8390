import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { agreesToShare } from '@/lib/consent/ledger'
import type { Tx } from '@/lib/database/with-actor'
import type { OrganisationType } from '@/lib/routing/organisation-types'
import { isoDay } from '@/lib/wording/london-time'
import type { WorkedCase } from './read-worked-case'
import type { ShareChoices } from './share-form'
import { shareStateOf } from './shares'

/** Why whoever works a case cannot give it away. The lead works no queue, and ends nobody's work. */
const keptBecause = (actor: Actor, { item }: WorkedCase) => {
  if (item?.queue === 'NRM')
    return 'This is a hand-over. Pass it on to another First Responder Organisation, or share it'
  if (!item && !may(actor, 'review-outcomes'))
    return 'You have finished your part of it, so share it instead'
  return undefined
}

/** What may be chosen when an actor shares a case that they work, in a transaction that is open already. */
export const readShareChoices = async (
  tx: Tx,
  actor: Actor,
  found: WorkedCase,
  at: Date,
): Promise<ShareChoices> => {
  const today = isoDay(at)
  const day = new Date(today)
  const receivers = await tx.organisation.findMany({
    where: {
      id: { notIn: [...found.hiddenFrom, actor.organisation.id] },
      validFrom: { lte: day },
      OR: [{ validUntil: null }, { validUntil: { gte: day } }],
    },
    orderBy: { name: 'asc' },
    select: { id: true, slug: true, name: true, type: true },
  })
  const shares = await tx.share.findMany({
    where: { referralId: found.id, kind: { not: 'request' }, declinedAt: null, endedAt: null },
  })
  return {
    giving: found,
    receivers: receivers.map((one) => ({ ...one, type: one.type as OrganisationType })),
    keptBecause: keptBecause(actor, found),
    open: shares
      .filter((share) => {
        const { basis, purpose, toOrganisationId: organisationId } = share
        const isLapsed =
          basis === 'consent' && !agreesToShare(found.entries, { purpose, organisationId }, at)
        return ['offered', 'accepted'].includes(shareStateOf({ ...share, isLapsed }, today))
      })
      .map(({ toOrganisationId, purpose }) => ({ receiverId: toOrganisationId, purpose })),
  }
}
