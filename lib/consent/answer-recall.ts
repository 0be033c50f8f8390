import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { isSharing } from '@/lib/casework/share-recipients'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { recallForm } from './recall-form'
import { readRecalls } from './read-recalls'

export type RecallAnswered =
  { readonly done: string } | { readonly blocked: string } | { readonly form: TakenForm<Catalogue> }

/**
 * Says what became of what was asked back: once, whoever of those who had it is first. What is kept has
 * its lawful basis with it. Whoever asked is told, and the lead. Source: UK GDPR art. 17(3), art. 19.
 * @returns that it is done; or what is wrong with the form, or that somebody answered first
 * @throws NotFound where there is no such recall, or it is not this actor's to see
 */
export const answerRecall = async (
  actor: Actor,
  id: string,
  posted: URLSearchParams,
): Promise<RecallAnswered> => {
  if (!isSharing(actor) || !z.uuid().safeParse(id).success) throw new NotFound()
  const answered = await withActor(actor, async (tx): Promise<RecallAnswered | undefined> => {
    const at = now()
    const [recall] = await readRecalls(tx, { id })
    const row = recall && (await tx.recall.findUnique({ where: { id } }))
    if (!recall || !row) return undefined
    const refuse = (because: string) =>
      recordEvent(tx, 'action.refused', row.referralId, { action: 'answer_recall', because })
    if (!recall.canAnswer) {
      await refuse(recall.confirmedAt ? 'state' : 'role')
      return {
        blocked: recall.confirmedAt
          ? 'It was answered already'
          : 'Only those who had it say what became of it',
      }
    }
    const form = takeOneStep(recallForm, posted, { today: londonDay(at) })
    const { as, basis = null, words } = form.answers
    if (form.problems.length > 0 || !as) {
      await refuse('form')
      return { form }
    }
    const { count } = await tx.recall.updateMany({
      where: { id, confirmedAt: null },
      data: {
        confirmedAt: at,
        confirmedBy: actor.accountId,
        confirmedAs: as,
        basis,
        words: words ? sealAnswers(words, places.recall(id)) : null,
      },
    })
    if (count !== 1) {
      await refuse('version')
      return { blocked: 'It was answered already' }
    }
    await queueMessages(
      tx,
      { id: row.referralId, priority: 'P3' },
      [`account:${row.askedBy}`, 'role:safeguarding_lead'].map((recipient) => ({
        type: 'recall.answered' as const,
        recipient,
      })),
    )
    const detail = { recall: id, consent: row.purpose, as, basis }
    await recordEvent(tx, 'recall.answered', row.referralId, detail)
    return { done: as }
  })
  if (!answered) throw new NotFound()
  return answered
}
