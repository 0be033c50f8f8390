import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { takeOneStep } from '@/lib/journey/one-step'
import { isoOf } from '@/lib/journey/partial-date'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { readReference } from '@/lib/referral/reference'
import { NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { requestForm, requestTaken } from './share-request-form'
import { isSharing } from './share-recipients'

interface Found {
  readonly id: string
  readonly organisation: string
  readonly queue: string
}

/**
 * Asks for a case of others by its reference. The answer is the same whether there is such a case or
 * not, or the actor's organisation may not know of it: then nothing is stored of it.
 * @returns the sentence to show, or the form with what is wrong beside each field
 * @throws NotFound where the role takes no part in sharing
 */
export const requestCase = async (actor: Actor, form: URLSearchParams) => {
  if (!isSharing(actor)) throw new NotFound()
  const at = now()
  const taken = takeOneStep(requestForm, form, { today: londonDay(at) })
  const { purpose, basis, until, words } = taken.answers
  const reference = readReference(taken.answers.reference ?? '')
  if (taken.problems.length > 0 || !reference || !purpose || !basis || !until || !words)
    return { taken }
  return withActor(actor, async (tx) => {
    const [found] = await tx.$queryRaw<Found[]>`
      select referral_id::text as id, organisation_id::text as organisation, queue
      from find_requested(${reference}, ${purpose})`
    if (found) {
      const share = randomUUID()
      await tx.$queryRaw`
        insert into share (id, referral_id, kind, from_organisation_id, to_organisation_id, purpose, basis,
          words, until, offered_at, offered_by)
        values (${share}::uuid, ${found.id}::uuid, 'request', ${actor.organisation.id}::uuid,
          ${found.organisation}::uuid, ${purpose}, ${basis}, ${sealAnswers(words, places.share(share))},
          ${isoOf(until)}::date, ${at}::timestamptz, ${actor.accountId}::uuid)`
      const message = { type: 'request.received', recipient: `queue:${found.queue}` } as const
      await queueMessages(tx, { id: found.id, priority: 'P3' }, [message])
    }
    await recordEvent(tx, 'share.requested', found?.id ?? null, { purpose, basis })
    return { says: requestTaken }
  })
}
