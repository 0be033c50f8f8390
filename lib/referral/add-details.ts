import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { prune, walk, type Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { Changed, NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import { readDetails } from './find-details'
import { readReference } from './reference'
import { writeDetails } from './write-details'

export interface AskedDetails {
  readonly reference: string
  /** How often the caller saw that details were saved. */
  readonly version: number
  readonly changes: RawAnswers
}

/**
 * Adds details to a referral, of any of its tasks at once: all of them, or none where one is wrong.
 * @returns the tasks that they are of; or what is wrong
 * @throws NotFound where the actor sent no such referral
 * @throws Changed where details were saved since
 */
export const addDetails = async (
  actor: Actor,
  { reference: typedReference, version, changes }: AskedDetails,
): Promise<{ readonly tasks: readonly string[] } | { readonly problems: readonly Problem[] }> => {
  const reference = readReference(typedReference)
  if (!reference || !may(actor, 'refer')) throw new NotFound()
  const at = now()
  return withActor(actor, async (tx) => {
    const details = await readDetails(tx, actor, reference)
    if (details.version !== version) throw new Changed('Details were added since. Read it again')
    const after = { ...details.typed, ...changes }
    const walked = walk(details.journey, after, { today: londonDay(at) })
    const stops = walked.stops.filter((stop) => stop.questions.some((id) => id in changes))
    const asked = new Set<string>(stops.flatMap((stop) => stop.questions))
    const problems = [
      ...Object.keys(changes)
        .filter((question) => !asked.has(question))
        .map((question) => ({ question, message: 'This referral does not ask this question' })),
      ...stops.flatMap((stop) => stop.problems).filter(({ question }) => question in changes),
    ]
    if (problems.length > 0) return { problems }
    await writeDetails(tx, details, prune(walked, after), at)
    const tasks = stops.map(({ step }) => step.id)
    await recordEvent(tx, 'details.saved', details.referralId, { tasks, door: 'api' })
    return { tasks }
  })
}
