import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import type { Queue } from '@/lib/routing/queues'
import type { Audience } from './field-sets'

interface Subject {
  readonly accountId: string
  /** The organisation that sent it. */
  readonly organisationId: string
  /** What an accepted share with the actor's organisation lets it see. */
  readonly shared: Audience | null
  readonly personIdentified: boolean
  /** The items that the actor can see. */
  readonly items: readonly { readonly queue: Queue; readonly identity: string }[]
}

/**
 * As whom an actor looks at a case: decided by role and by the items that they can see.
 * @returns `null` where there is nothing that they may see
 */
export const audienceOf = (
  actor: Pick<Actor, 'accountId' | 'role' | 'organisation'>,
  { accountId, organisationId, personIdentified, items, shared }: Subject,
): Audience | null => {
  if (accountId === actor.accountId) return 'referrer'
  if (may(actor, 'refer'))
    return shared ?? (organisationId === actor.organisation.id ? 'referrer_organisation' : null)
  if (may(actor, 'review-outcomes')) return 'safeguarding_lead'
  const inQueue = (queue: Queue) => items.find((item) => item.queue === queue)
  if (may(actor, 'work-nrm-queue')) return inQueue('NRM') ? 'first_responder_desk' : shared
  if (may(actor, 'work-beacon-queue')) return inQueue('BEACON') ? 'beacon_worker' : shared
  const police = may(actor, 'work-police-queue') ? inQueue('POLICE') : undefined
  if (!police) return shared
  if (police.identity === 'shared') return 'police_named'
  return personIdentified ? 'police_withheld' : 'police_tip'
}
