import { addDays } from 'date-fns'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActor } from '@/lib/database/with-actor'
import { answersTaken } from '@/lib/journey/answers-taken'
import { walk, type Walk } from '@/lib/journey/journey'
import { Changed, NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { draftDays, isDraftId } from './draft'
import { readDraft } from './find-draft'
import type { questions } from './questions'
import { referralJourney } from './steps'

const attempts = 5

/**
 * Saves one step of a draft as it was typed, right or wrong.
 * @returns the walk after saving: what is wrong on the step, and which comes next
 * @throws NotFound where there is no such draft of the actor's own, or no such step
 * @throws Changed where other tabs saved at the same moment, five times running
 */
export const saveStep = async (
  actor: Actor,
  draftId: string,
  stepId: string,
  form: URLSearchParams,
): Promise<Walk<typeof questions>> => {
  if (!may(actor, 'refer') || !isDraftId(draftId)) throw new NotFound()
  const now = new Date()
  const context = { today: londonDay(now) }
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const saved = await withActor(actor, async (tx) => {
      const draft = await readDraft(tx, actor, draftId)
      if (!draft) throw new NotFound()
      const known = walk(referralJourney, draft.typed, context)
      if (!known.stops.some(({ step }) => step.id === stepId)) throw new NotFound()
      const typed = answersTaken(referralJourney, stepId, draft.typed, form, context)
      const { count } = await tx.draft.updateMany({
        where: { id: draftId, accountId: actor.accountId, version: draft.version },
        data: {
          answers: sealAnswers(typed, places.draft(draftId)),
          step: stepId,
          version: { increment: 1 },
          savedAt: now,
          expiresAt: addDays(now, draftDays),
        },
      })
      return count === 1 ? walk(referralJourney, typed, context) : null
    })
    if (saved) return saved
  }
  throw new Changed('Another tab saved this referral at the same moment. Try again')
}
