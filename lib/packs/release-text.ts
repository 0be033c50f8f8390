import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { withActor } from '@/lib/database/with-actor'
import { partOf } from '@/lib/disclosure/parts'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { clean } from '@/lib/journey/question'
import { NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { knownOf } from './known'
import { readDutyCase } from './read-duty-case'
import { textFormFor } from './text-form'
import { textToRead, type TextToRead } from './text-to-read'
import { warnOf } from './text-warnings'

export type TextReleased =
  | { readonly released: string }
  | {
      readonly text: TextToRead
      readonly form: TakenForm<Catalogue>
      /** The answer was corrected while they read it. */
      readonly isStale: boolean
    }

export interface TextAsked {
  readonly reference: string
  readonly question: string
  /** `words`, `stays` and `read` of `textFormFor`, and `source`: the answer as they saw it. */
  readonly form: URLSearchParams
}

/**
 * Lets a text leave with a duty to notify, as the actor read and changed it. What was found in it is
 * looked at thing by thing, and the copy is valid as long as the answer stays as it was read.
 * @returns the id of the copy; or the text and the form again, where something was not looked at or the
 * answer was corrected in between
 * @throws NotFound where there is no such text, or it is not this actor's to see
 * @throws NotAllowed where the duty is for others, or is not owed any more
 */
export const releaseText = (actor: Actor, asked: TextAsked): Promise<TextReleased> =>
  withActor(actor, async (tx) => {
    const { question, form: posted } = asked
    const found = await readDutyCase(tx, actor, asked.reference)
    const { id, at, audience, basis } = found
    const text = textToRead(found, question, knownOf(found.typed))
    if (!text) throw new NotFound()
    const words = clean(posted.get('words') ?? '')
    const journey = textFormFor(warnOf(words, text.known), text.isNamed)
    const form = takeOneStep(journey, posted, { today: londonDay(at) })
    const isStale = clean(posted.get('source') ?? '') !== text.source
    if (isStale || form.problems.length > 0) {
      await recordEvent(tx, 'text.viewed', id, { audience, fields: [question], basis })
      return { text, form, isStale }
    }
    const released = randomUUID()
    await tx.releasedText.createMany({
      data: [
        {
          id: released,
          referralId: id,
          question,
          part: partOf(question),
          words: sealAnswers({ text: words, source: text.source }, places.releasedText(released)),
          accountId: actor.accountId,
          organisationId: actor.organisation.id,
          role: actor.role,
          at,
        },
      ],
    })
    await recordEvent(tx, 'text.released', id, { question })
    return { released }
  })
