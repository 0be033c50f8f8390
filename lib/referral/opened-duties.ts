import { dueAt } from '@/lib/casework/deadlines'
import { dutiesOf, type DutyOwners } from '@/lib/casework/duties'
import type { Decision } from '@/lib/routing/decision'

/** The duties that a decision opens, each with its owner and when it is due. */
export const openedDuties = (decision: Decision, at: Date, owners: DutyOwners) =>
  dutiesOf(decision, owners).map(({ kind, deadline, ownerQueue }) => ({
    kind,
    owner: ownerQueue,
    due: dueAt(deadline, ownerQueue ?? 'NRM', at),
  }))
