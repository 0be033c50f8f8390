import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { newEntry } from '@/lib/consent/consent-entries'
import { writeEntries } from '@/lib/consent/write-entries'
import type { Tx } from '@/lib/database/with-actor'
import { queues } from '@/lib/routing/queues'
import { dueAt, firstLookDue } from './deadlines'
import type { GivenFields } from './given'
import type { ItemRead } from './read-item'
import type { ActionName } from './transitions'

type Applied = GivenFields & { readonly accountId: string; readonly at: Date }

type Consequence = (tx: Tx, actor: Actor, read: ItemRead, given: Applied) => Promise<unknown>

/** Sends the case to another queue as well, where a finished item opens again. */
const addQueue: Consequence = async (tx, _, read, { to, at }) => {
  const { item, referral, decision, handlers, others } = read
  if (!to || !others.includes(to)) throw new Error('A queue that was not offered was chosen')
  const handler = to === 'NRM' ? (handlers[0]?.id ?? null) : null
  const identity = to === 'POLICE' ? decision.identityToPolice : 'shared'
  await tx.$queryRaw`
    select add_item(
      ${item.id}::uuid, ${to}, ${queues[to].sends}, ${identity}, ${handler}::uuid,
      ${firstLookDue(item.priority, to, at)}::timestamptz, ${at}::timestamptz
    )`
  if (to !== 'NRM') return
  // Every NRM referral is recorded as a crime, whoever sends it there.
  const owner = others.includes('POLICE') ? 'HOLD' : 'POLICE'
  await tx.$queryRaw`
    insert into duty (referral_id, kind, owner_queue, opened_at, due_at)
    values (${referral.id}::uuid, 'crime_record', ${owner}, ${at}::timestamptz,
      ${dueAt('crimeRecord', owner, at)}::timestamptz)
    on conflict (referral_id, kind) do nothing`
}

/** Hands the item, which the actor has let go of, to another organisation: they see it no more. */
const passOn: Consequence = async (tx, _, { item, handlers }, { handler, at }) => {
  if (!handlers.some(({ id }) => id === handler))
    throw new Error('An organisation that was not offered was chosen')
  const [passed] = await tx.$queryRaw<{ done: boolean }[]>`
    select pass_on_item(${item.id}::uuid, ${item.version + 1}, ${handler}::uuid,
      ${dueAt('handOver', 'NRM', at)}::timestamptz, ${at}::timestamptz) as done`
  if (!passed?.done) throw new Error('A hand-over that may not be passed on was passed on')
}

/** What an act does beside changing its item. */
const consequences: Readonly<Partial<Record<ActionName, Consequence>>> = {
  pass_on: passOn,
  add_queue: addQueue,
  move: addQueue,
  confirm_consent: (tx, actor, { referral, facts }, { at }) =>
    writeEntries(tx, actor, referral.id, [newEntry('nrm', 'given', facts.capacity, at)], at),
  submit: (tx, actor, { referral }, { at, reference = '' }) =>
    tx.$queryRaw`
      insert into outcome (id, referral_id, track, value, decided_on, decided_by, reference, account_id,
        organisation_id, recorded_at)
      values (${randomUUID()}::uuid, ${referral.id}::uuid, 'nrm', 'submitted',
        (${at}::timestamptz at time zone 'Europe/London')::date, '', ${reference},
        ${actor.accountId}::uuid, ${actor.organisation.id}::uuid, ${at}::timestamptz)`,
}

/**
 * Does what an act does beside changing its item, in the same transaction: after whatever the actor
 * writes themselves, because they may lose sight of the case by it.
 */
export const applyConsequences = async (
  tx: Tx,
  action: ActionName,
  actor: Actor,
  read: ItemRead,
  given: Applied,
) => {
  await consequences[action]?.(tx, actor, read, given)
}
