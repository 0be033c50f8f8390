import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { answersTaken } from '@/lib/journey/answers-taken'
import { walk, type Stop } from '@/lib/journey/journey'
import { NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import { countProblems } from './count-problems'
import { readDetails } from './find-details'
import { problemsCounted } from './problem-kinds'
import { readReference } from './reference'
import { writeDetails } from './write-details'

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
    const details = await readDetails(tx, actor, reference)
    const { referralId, journey, typed, walked } = details
    if (!walked.stops.some(({ step }) => step.id === taskId)) throw new NotFound()
    const taken = answersTaken(journey, taskId, typed, form, context)
    await writeDetails(tx, details, taken, at)
    const stop = walk(journey, taken, context).stops.find(({ step }) => step.id === taskId)
    if (!stop) throw new NotFound()
    await countProblems(tx, 'pages', problemsCounted(journey, taken, stop.problems))
    await recordEvent(tx, 'details.saved', referralId, { task: taskId })
    return stop
  })
}
