import { addDays } from 'date-fns'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { askAsActor } from '@/lib/database/with-actor'
import { answersTaken } from '@/lib/journey/answers-taken'
import { walk, type Walk } from '@/lib/journey/journey'
import { Changed, NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { countProblems } from './count-problems'
import { draftDays, isDraftId } from './draft'
import { readDraft } from './find-draft'
import { problemsCounted } from './problem-kinds'
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
    const saved = await askAsActor(actor, async (tx) => {
      const draft = await readDraft(tx, actor, draftId)
      if (!draft) throw new NotFound()
      const known = walk(referralJourney, draft.typed, context)
      if (!known.stops.some(({ step }) => step.id === stepId)) throw new NotFound()
      const typed = answersTaken(referralJourney, stepId, draft.typed, form, context)
      const sealed = sealAnswers(typed, places.draft(draftId))
      const changed = await tx.$queryRaw<unknown[]>`
        update draft set answers = ${sealed}, step = ${stepId}, version = version + 1,
          saved_at = ${now}, expires_at = ${addDays(now, draftDays)}
        where id = ${draftId}::uuid and account_id = ${actor.accountId}::uuid
          and version = ${draft.version}
        returning id`
      if (changed.length !== 1) return null
      const walked = walk(referralJourney, typed, context)
      const problems = walked.stops.find(({ step }) => step.id === stepId)?.problems ?? []
      await countProblems(tx, 'pages', problemsCounted(referralJourney, typed, problems))
      return walked
    })
    if (saved) return saved
  }
  throw new Changed('Another tab saved this referral at the same moment. Try again')
}
