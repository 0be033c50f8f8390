import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { readReference } from '@/lib/referral/reference'
import { NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { dueDay } from './data-request'
import { requestForm } from './request-form'

/**
 * Opens a request of a person for their own data. It is due in one calendar month (UK GDPR art. 12(3)),
 * and nothing is read or done before a second person agrees that identity was checked.
 * @returns the request, or the form with what is wrong beside each field
 * @throws NotFound where the actor does not answer such requests
 */
export const openRequest = async (
  actor: Actor,
  form: URLSearchParams,
): Promise<{ readonly request: string } | { readonly taken: TakenForm<Catalogue> }> => {
  if (!may(actor, 'review-retention')) throw new NotFound()
  const at = now()
  const today = londonDay(at)
  const taken = takeOneStep(requestForm, form, { today })
  const { reference: typed, kind, askedBy, identityChecked, words } = taken.answers
  if (taken.problems.length > 0 || !typed || !kind || !askedBy || !identityChecked) return { taken }
  return withActor(actor, async (tx) => {
    const found = await tx.referral.findFirst({
      where: { reference: readReference(typed) ?? '' },
      select: { id: true, reference: true },
    })
    if (!found) {
      const message = 'There is no case with this reference'
      return { taken: { ...taken, problems: [{ question: 'reference', message }] } }
    }
    const request = randomUUID()
    const sealed = words ? sealAnswers(words, places.dataRequest(request)) : null
    await tx.$queryRaw`
      insert into data_request (id, referral_id, reference, kind, asked_by, identity_checked, words,
        opened_by, opened_at, due_on)
      values (${request}::uuid, ${found.id}::uuid, ${found.reference}, ${kind}, ${askedBy},
        ${identityChecked}, ${sealed}, ${actor.accountId}::uuid, ${at}::timestamptz,
        ${dueDay(today)}::date)`
    await recordEvent(tx, 'data_request.opened', found.id, {
      request,
      kind,
      askedBy,
      identityChecked,
    })
    return { request }
  })
}
