import { randomUUID } from 'node:crypto'
import { addDays } from 'date-fns'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { withActor } from '@/lib/database/with-actor'
import { NotAllowed } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { draftDays } from './draft'
import { referralJourney } from './steps'

/**
 * Begins an empty draft, and deletes every draft whose days are over.
 * @returns the id of the draft
 * @throws NotAllowed where the actor's role does not refer
 */
export const startDraft = async (actor: Actor): Promise<string> => {
  if (!may(actor, 'refer')) throw new NotAllowed('Your account cannot make a referral')
  const id = randomUUID()
  await withActor(actor, async (tx) => {
    await tx.$queryRaw`select delete_expired_drafts()`
    await tx.draft.create({
      data: {
        id,
        accountId: actor.accountId,
        organisationId: actor.organisation.id,
        answers: sealAnswers({}, places.draft(id)),
        step: referralJourney.steps[0]?.id ?? '',
        expiresAt: addDays(new Date(), draftDays),
      },
      select: { id: true },
    })
    await recordEvent(tx, 'draft.started', null, { draft: id })
  })
  return id
}
