import type { Actor } from '@/lib/access/actor'
import { may, maySeeQueue } from '@/lib/access/permissions'
import { queues, type Queue } from '@/lib/routing/queues'

/** Whose a duty is: those who work a queue, where HOLD is the safeguarding lead, or an organisation. */
export interface DutyOwner {
  readonly ownerOrganisationId: string | null
  readonly ownerQueue: string | null
}

/** Whether a duty is an actor's to do, among others. */
export const ownsDuty = (
  actor: Pick<Actor, 'role' | 'organisation'>,
  { ownerOrganisationId, ownerQueue }: DutyOwner,
) => {
  if (ownerQueue === null) return ownerOrganisationId === actor.organisation.id
  if (ownerQueue === 'HOLD') return may(actor, 'review-outcomes')
  return may(actor, 'work-a-queue') && maySeeQueue(actor, ownerQueue as Queue)
}

/** Whose a duty is, in words. */
export const dutyOwner = (
  { ownerOrganisationId, ownerQueue }: DutyOwner,
  organisations: ReadonlyMap<string, string>,
) => {
  if (ownerQueue === null) return organisations.get(ownerOrganisationId ?? '') ?? ''
  return ownerQueue === 'HOLD' ? 'Safeguarding lead' : `${queues[ownerQueue as Queue].name} queue`
}
