import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { knownOf } from './known'
import { readDutyCase } from './read-duty-case'
import { textToRead, type TextToRead } from './text-to-read'

/**
 * Finds a text for somebody to read before it leaves with a duty to notify. That it was read is recorded.
 * @throws NotFound where there is no such text, or it is not this actor's to see
 * @throws NotAllowed where the duty is for others, or is not owed any more
 */
export const findText = (
  actor: Actor,
  typedReference: string,
  question: string,
): Promise<TextToRead> =>
  withActor(actor, async (tx) => {
    const found = await readDutyCase(tx, actor, typedReference)
    const { id, audience, basis } = found
    const text = textToRead(found, question, knownOf(found.typed))
    if (!text) throw new NotFound()
    await recordEvent(tx, 'text.viewed', id, { audience, fields: [question], basis })
    return text
  })
