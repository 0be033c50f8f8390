import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { withActor } from '@/lib/database/with-actor'
import type { DutyPack } from './duty-pack'
import { readDutyCase } from './read-duty-case'

/**
 * Finds the pack of a duty to notify. That it was opened is recorded, with the questions that it holds
 * answers of.
 * @throws NotFound where there is no such case or duty, or it is not this actor's to see
 * @throws NotAllowed where the duty is for others, or is not owed any more
 */
export const findDutyPack = (
  actor: Actor,
  typedReference: string,
): Promise<{ readonly reference: string; readonly pack: DutyPack }> =>
  withActor(actor, async (tx) => {
    const { id, reference, audience, basis, pack } = await readDutyCase(tx, actor, typedReference)
    const manner = pack.isNamed ? 'named' : 'anonymous'
    await recordEvent(tx, 'duty_pack.viewed', id, { audience, fields: pack.fields, basis, manner })
    return { reference, pack }
  })
