import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { NotFound } from '@/lib/refusals'
import { isDraftId, keyOfDraft } from './draft'
import { findDraft } from './find-draft'
import { findReceiptOfDraft } from './find-receipt'
import { submitReferral, type Submitted } from './submit-referral'

/**
 * Sends a draft of the actor's own. A draft is sent once: sending it again, from another tab or by
 * pressing twice, gives the first receipt.
 * @throws NotFound where there is no such draft and none was sent
 */
export const submitDraft = async (actor: Actor, draftId: string): Promise<Submitted> => {
  if (!may(actor, 'refer') || !isDraftId(draftId)) throw new NotFound()
  try {
    const { id, version, typed } = await findDraft(actor, draftId)
    return await submitReferral(actor, {
      typed,
      idempotencyKey: keyOfDraft(draftId),
      door: 'pages',
      draft: { id, version },
    })
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    // It was sent before, or by another tab at this moment.
    return { receipt: await findReceiptOfDraft(actor, draftId), again: true }
  }
}
