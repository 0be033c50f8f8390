import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { isoOf } from '@/lib/journey/partial-date'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { lockCase } from './lock-case'
import { readShareChoices } from './read-share-choices'
import { readWorkedCase } from './read-worked-case'
import { shareFormFor, type ShareChoices } from './share-form'
import { recipientsIn } from './share-recipients'

type Offered =
  | { readonly reference: string; readonly share: string }
  | {
      readonly reference: string
      readonly journey: ReturnType<typeof shareFormFor>
      readonly taken: TakenForm<Catalogue>
    }

/**
 * What may be chosen when an actor shares a case that they work.
 * @throws NotFound where there is none, or they do not work it
 */
export const findShareChoices = async (
  actor: Actor,
  typed: string,
): Promise<{ readonly reference: string; readonly choices: ShareChoices }> => {
  const found = await withActor(actor, async (tx) => {
    const worked = await readWorkedCase(tx, actor, { typed })
    return (
      worked && {
        reference: worked.reference,
        choices: await readShareChoices(tx, actor, worked, now()),
      }
    )
  })
  if (!found) throw new NotFound()
  return found
}

/**
 * Offers a case to another organisation: to share it until a day and keep it, or to give it away. They
 * see nothing of it before they accept. What somebody writes to them is sealed.
 * @returns the share, or the form with what is wrong beside each field
 * @throws NotFound where there is no such case, or the actor does not work it
 */
export const offerShare = async (
  actor: Actor,
  typed: string,
  form: URLSearchParams,
): Promise<Offered> => {
  const done = await withActor(actor, async (tx): Promise<Offered | undefined> => {
    const at = now()
    const found = await readWorkedCase(tx, actor, { typed })
    if (!found) return undefined
    await lockCase(tx, found.id)
    const choices = await readShareChoices(tx, actor, found, at)
    const journey = shareFormFor(choices)
    const taken = takeOneStep(journey, form, { today: londonDay(at) })
    const { kind, to, purpose, basis, until, words } = taken.answers
    const receiver = choices.receivers.find(({ slug }) => slug === to)
    if (taken.problems.length > 0 || !kind || !receiver || !purpose || !basis) {
      await recordEvent(tx, 'action.refused', found.id, { action: 'offer_share', because: 'form' })
      return { reference: found.reference, journey, taken }
    }
    const share = randomUUID()
    const queue = kind === 'transfer' ? (found.item?.queue ?? null) : null
    const last = until ? isoOf(until) : null
    await tx.$queryRaw`
      insert into share (id, referral_id, kind, queue, from_organisation_id, to_organisation_id, purpose,
        basis, words, until, offered_at, offered_by)
      values (${share}::uuid, ${found.id}::uuid, ${kind}, ${queue}, ${actor.organisation.id}::uuid,
        ${receiver.id}::uuid, ${purpose}, ${basis},
        ${words ? sealAnswers(words, places.share(share)) : null}, ${last}::date,
        ${at}::timestamptz, ${actor.accountId}::uuid)`
    await queueMessages(
      tx,
      { id: found.id, priority: found.decision.priority },
      recipientsIn(receiver.id).map((recipient) => ({ type: 'share.offered' as const, recipient })),
    )
    const detail = { share, kind, to: receiver.id, purpose, basis, until: last }
    await recordEvent(tx, 'share.offered', found.id, detail)
    return { share, reference: found.reference }
  })
  if (!done) throw new NotFound()
  return done
}
