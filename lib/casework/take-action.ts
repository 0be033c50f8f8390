import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { requireEntry } from '@/lib/access/require-entry'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { takeOneStep } from '@/lib/journey/one-step'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { actFormFor } from './act-form'
import type { Asked, Taken } from './acting'
import { applyConsequences } from './apply-act'
import { effectOf, type ItemBefore, type ItemChanges } from './effects'
import { findMeanwhile } from './find-meanwhile'
import { codesOf, givenSchema } from './given'
import { messagesOf } from './messages-of'
import { readChoices, readItem, type ItemRead } from './read-item'
import { stateOf } from './states'
import { isFor, notInState, whyNot } from './offers'
import { transitionOf } from './transitions'

type Refusal = 'not_found' | 'role' | 'state' | 'version' | 'need' | 'form'

/** Records that an act was refused and why, with codes alone. */
const recordRefusal = (
  tx: Tx,
  { queue, action }: Asked,
  because: Refusal,
  referralId: string | null,
) => recordEvent(tx, 'action.refused', referralId, { queue, action, because })

const sentence = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** Who reads the words of an act: the referrer too, where it is for them. */
const readersOf = (action: Asked['action']) =>
  ['decline', 'ask', 'answer'].includes(action) ? 'referrer' : 'queue'

/** What an act changes, as it was before, and the version of then. */
const factsBefore = (
  item: ItemBefore & { readonly version: number },
  changes: Partial<ItemChanges>,
) => ({
  version: item.version,
  ...Object.fromEntries(
    (Object.keys(changes) as (keyof ItemChanges)[]).map((name) => [name, item[name]]),
  ),
})

const refuseChanged = async (tx: Tx, asked: Asked, { item, referral }: ItemRead) => {
  const changed = await findMeanwhile(tx, item.id, asked.version, now())
  await recordRefusal(tx, asked, 'version', referral.id)
  return { changed }
}

const doIt = async (tx: Tx, actor: Actor, asked: Asked, read: ItemRead): Promise<Taken> => {
  const { item, referral } = read
  const { accountId } = actor
  const at = now()
  const choices = await readChoices(tx, asked.action, read)
  const form = takeOneStep(actFormFor(asked.action, choices), asked.form, { today: londonDay(at) })
  if (form.problems.length > 0) {
    await recordRefusal(tx, asked, 'form', referral.id)
    return { form }
  }
  const fields = givenSchema.parse(form.answers)
  const given = { ...fields, accountId, at }
  const changes = effectOf(asked.action, item, given)
  const { count } = await tx.item.updateMany({
    where: { id: item.id, version: item.version },
    data: { ...changes, version: item.version + 1, changedAt: at },
  })
  if (count !== 1) return refuseChanged(tx, asked, read)
  const act = randomUUID()
  const codes = codesOf(fields)
  await tx.$queryRaw`
    insert into act (id, referral_id, item_id, queue, type, readers, codes, words, before, account_id,
      organisation_id, role, at)
    values (${act}::uuid, ${referral.id}::uuid, ${item.id}::uuid, ${item.queue}, ${asked.action},
      ${readersOf(asked.action)}, ${JSON.stringify(codes)}::jsonb,
      ${fields.words ? sealAnswers(fields.words, places.act(act)) : null},
      ${JSON.stringify(factsBefore(item, changes))}::jsonb,
      ${accountId}::uuid, ${actor.organisation.id}::uuid, ${actor.role}, ${at}::timestamptz)`
  await queueMessages(
    tx,
    { id: referral.id, priority: changes.priority ?? item.priority },
    messagesOf(asked.action, {
      actId: act,
      at,
      actorId: accountId,
      referrerId: referral.accountId,
      queue: item.queue,
      ownerId: item.ownerId,
      given: fields,
    }),
  )
  await applyConsequences(tx, asked.action, actor, read, given)
  const { event, done, undo } = transitionOf(asked.action)
  await recordEvent(tx, event, referral.id, {
    act,
    queue: item.queue,
    action: asked.action,
    ...codes,
  })
  return { act, done, canUndo: undo }
}

const refuse = async (
  tx: Tx,
  actor: Actor,
  asked: Asked,
  read: ItemRead,
): Promise<Taken | undefined> => {
  const { item, referral, situation } = read
  const { from, label } = transitionOf(asked.action)
  if (!isFor(asked.action, { role: actor.role, queue: asked.queue })) {
    await recordRefusal(tx, asked, 'role', referral.id)
    return { blocked: `Your role cannot do this: ${sentence(label)}` }
  }
  if (item.version !== asked.version) return refuseChanged(tx, asked, read)
  const state = stateOf(item)
  if (!from.includes(state)) {
    await recordRefusal(tx, asked, 'state', referral.id)
    return { blocked: notInState(state) }
  }
  const blocked = whyNot(asked.action, situation)
  if (!blocked) return undefined
  await recordRefusal(tx, asked, 'need', referral.id)
  return { blocked }
}

/**
 * Does one act of the transition table to one item: the one verb for every step of a case's life. In
 * one transaction, guarded by the version that the actor saw, the item changes, the act is kept with
 * its words sealed, whoever must know is told, and the event is recorded. Refusals are recorded too.
 * @returns the act; or what is wrong with the form, why it cannot be done, or what somebody else did
 * first
 * @throws NotFound where there is no such item, or it is not this actor's to see, NeedsReason where they
 * have not said why they open the case
 */
export const takeAction = async (actor: Actor, asked: Asked): Promise<Taken> => {
  const isKnown = may(actor, 'refer') || may(actor, 'work-a-queue')
  const taken = await withActor(actor, async (tx) => {
    const read = isKnown ? await readItem(tx, actor, asked.reference, asked.queue) : undefined
    if (!read) {
      await recordRefusal(tx, asked, 'not_found', null)
      return undefined
    }
    if (!asked.isUnopened) await requireEntry(tx, read.referral.reference)
    return (await refuse(tx, actor, asked, read)) ?? doIt(tx, actor, asked, read)
  })
  if (!taken) throw new NotFound()
  return taken
}
