import type { Role } from '@/lib/access/roles'
import { queues, type Destination } from '@/lib/routing/queues'

/**
 * What somebody is to an item: `worker` works its queue, `lead` is the safeguarding lead, who works
 * what is on hold too, and `referrer` sent it.
 */
export type Party = 'worker' | 'lead' | 'referrer'

/** What a role is to an item in a queue. Nothing where it has no part in it. */
export const partiesOf = (role: Role, queue: Destination): readonly Party[] => {
  if (role === 'referrer') return ['referrer']
  if (role === 'safeguarding_lead') return queue === 'HOLD' ? ['lead', 'worker'] : ['lead']
  const workedBy: readonly string[] = queue === 'HOLD' ? [] : queues[queue].workedBy
  return workedBy.includes(role) ? ['worker'] : []
}
