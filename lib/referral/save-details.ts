import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { partsOf } from '@/lib/disclosure/parts'
import { answersTaken } from '@/lib/journey/answers-taken'
import { walk, type Stop } from '@/lib/journey/journey'
import { Changed, NotFound } from '@/lib/refusals'
import { addSearchTerms } from '@/lib/sealing/add-search-terms'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { replaceParts } from '@/lib/sealing/write-parts'
import { londonDay } from '@/lib/wording/london-time'
import { readDetails } from './find-details'
import { readReference } from './reference'

/**
 * Saves one task of “Add more details” as it was typed, right or wrong.
 * @returns the task as it stands after saving
 * @throws NotFound where the actor sent no such referral, or it has no such task
 * @throws Changed where another tab saved at the same moment
 */
export const saveDetails = async (
  actor: Actor,
  typedReference: string,
  taskId: string,
  form: URLSearchParams,
): Promise<Stop> => {
  const reference = readReference(typedReference)
  if (!reference || !may(actor, 'refer')) throw new NotFound()
  const at = now()
  const context = { today: londonDay(at) }
  return withActor(actor, async (tx) => {
    const { referralId, personIdentified, journey, typed, version, walked } = await readDetails(
      tx,
      actor,
      reference,
    )
    if (!walked.stops.some(({ step }) => step.id === taskId)) throw new NotFound()
    const taken = answersTaken(journey, taskId, typed, form, context)
    const { referrer, parts } = partsOf(taken)
    const answers = sealAnswers(referrer, places.details(referralId))
    const { count } =
      version === 0
        ? await tx.details.createMany({ data: [{ referralId, answers }], skipDuplicates: true })
        : await tx.details.updateMany({
            where: { referralId, version },
            data: { answers, version: { increment: 1 }, savedAt: at },
          })
    if (count !== 1) throw new Changed('Another tab saved these details. Go back and try again')
    await replaceParts(tx, referralId, parts)
    await addSearchTerms(tx, { referralId, personIdentified, at }, taken)
    await recordEvent(tx, 'details.saved', referralId, { task: taskId })
    const stop = walk(journey, taken, context).stops.find(({ step }) => step.id === taskId)
    if (!stop) throw new NotFound()
    return stop
  })
}
