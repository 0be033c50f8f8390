import type { Actor } from '@/lib/access/actor'
import { may, maySeeQueue } from '@/lib/access/permissions'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { isDuty } from './duties'
import { dutiesOnPage, type DutyList } from './duty-list'
import { dutyOwner } from './duty-owner'

/** The lead sees every duty; others those of their queue and of their organisation. */
const scopeOf = (actor: Actor) => {
  if (may(actor, 'review-outcomes')) return {}
  const queues = (['NRM', 'BEACON', 'POLICE'] as const).filter((queue) => maySeeQueue(actor, queue))
  return {
    OR: [{ ownerQueue: { in: queues } }, { ownerOrganisationId: actor.organisation.id }],
  }
}

/**
 * One page of the duties that nobody has settled, of the cases that the actor may see: the one that is
 * due first at the top.
 * @param page from 1
 * @throws NotFound where the actor neither refers nor works a queue
 */
export const findDuties = async (actor: Actor, page: number): Promise<DutyList> => {
  if (!may(actor, 'refer') && !may(actor, 'work-a-queue')) throw new NotFound()
  const where = { settledAt: null, ...scopeOf(actor) }
  return withActor(actor, async (tx) => {
    const rows = await tx.duty.findMany({
      where,
      orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
      skip: (page - 1) * dutiesOnPage,
      take: dutiesOnPage + 1,
      include: { referral: { select: { reference: true, priority: true } } },
    })
    const organisations = await tx.organisation.findMany({ select: { id: true, name: true } })
    const names = new Map(organisations.map(({ id, name }) => [id, name]))
    return {
      duties: rows.slice(0, dutiesOnPage).flatMap(({ kind, referral, ...duty }) =>
        isDuty(kind)
          ? {
              id: duty.id,
              kind,
              ...referral,
              owner: dutyOwner(duty, names),
              openedAt: duty.openedAt,
              dueAt: duty.dueAt,
              escalatedAt: duty.escalatedAt,
            }
          : [],
      ),
      unmet: await tx.duty.count({ where }),
      overdue: await tx.duty.count({ where: { ...where, dueAt: { lt: now() } } }),
      page,
      hasMore: rows.length > dutiesOnPage,
    }
  })
}
