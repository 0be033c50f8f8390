import { may } from '@/lib/access/permissions'
import type { Role } from '@/lib/access/roles'
import type { Audience } from '@/lib/disclosure/field-sets'
import type { Destination } from '@/lib/routing/queues'
import { partiesOf } from './parties'
import { trackNames, trackOf, type TrackName } from './outcomes'

type Reader = { readonly role: Role }

/** Of the items that somebody can see, those that they work or lead: none, where a case is shared with them. */
export const workedBy = <Item extends { readonly queue: Destination }>(
  actor: Reader,
  items: readonly Item[],
): readonly Item[] =>
  may(actor, 'work-a-queue')
    ? items.filter(({ queue }) => partiesOf(actor.role, queue).length > 0)
    : []

/** Whether somebody records what becomes of a case on a track, of which they can see these items. */
export const mayRecord = (
  actor: Reader,
  track: TrackName,
  items: readonly { readonly queue: Destination }[],
) => trackOf(track).recordedBy.includes(actor.role) && workedBy(actor, items).length > 0

/** Whether somebody supports the person, by the items that they work. */
export const maySetGoals = (actor: Reader, items: readonly { readonly queue: Destination }[]) =>
  may(actor, 'work-beacon-queue') && workedBy(actor, items).length > 0

interface Seen {
  readonly audience: Audience
  readonly work: { readonly items: readonly { readonly queue: Destination }[] }
}

/** The role of each audience that works cases. The police's two roles record and settle the same. */
const roleOf: Readonly<Partial<Record<Audience, Role>>> = {
  police_named: 'police_triage_officer',
  police_withheld: 'police_triage_officer',
  police_tip: 'police_triage_officer',
  beacon_worker: 'beacon_worker',
  first_responder_desk: 'first_responder_desk',
  safeguarding_lead: 'safeguarding_lead',
}

/** What whoever looks at a case may do to it beside its items, derived from what they see of it. */
export const dealingsOf = ({ audience, work }: Seen) => {
  const role = roleOf[audience]
  const worked = role ? workedBy({ role }, work.items) : []
  return {
    worksIt: worked.length > 0,
    records: role ? trackNames.filter((track) => mayRecord({ role }, track, worked)) : [],
    setsGoals: role ? maySetGoals({ role }, worked) : false,
  }
}
