import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { requireEntry } from '@/lib/access/require-entry'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { NotAllowed, NotFound } from '@/lib/refusals'
import type { Destination } from '@/lib/routing/queues'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import type { FoundAct } from './found-act'
import { isFor, notInState, whyNot } from './offers'
import { readChoices, readItem } from './read-item'
import { stateOf } from './states'
import { transitionOf, type ActionName } from './transitions'

/** The question that an item waits for, where the actor may read it. */
const readQuestion = async (tx: Tx, itemId: string) => {
  const asked = await tx.act.findFirst({
    where: { itemId, type: 'ask', undoneAt: null },
    orderBy: { at: 'desc' },
    select: { id: true, words: true },
  })
  return asked?.words ? openAnswers<string>(asked.words, places.act(asked.id)) : undefined
}

/**
 * Finds what the page of an act shows: the item as it stands, what may be chosen, and why it cannot
 * be done, if it cannot.
 * @throws NotFound where there is no such item, or it is not this actor's to see
 * @throws NotAllowed where the actor's role never does this, NeedsReason where they have not said why
 * they open the case
 */
export const findAct = async (
  actor: Actor,
  reference: string,
  queue: Destination,
  action: ActionName,
): Promise<FoundAct> => {
  if (!may(actor, 'refer') && !may(actor, 'work-a-queue')) throw new NotFound()
  return withActor(actor, async (tx) => {
    const read = await readItem(tx, actor, reference, queue)
    if (!read) throw new NotFound()
    await requireEntry(tx, read.referral.reference)
    const { from, label } = transitionOf(action)
    if (!isFor(action, { role: actor.role, queue }))
      throw new NotAllowed(`Your role cannot do this: ${label.toLowerCase()}.`)
    const { item, referral, situation } = read
    const state = stateOf(item)
    return {
      reference: referral.reference,
      queue,
      action,
      version: item.version,
      state,
      priority: item.priority,
      choices: await readChoices(tx, action, read),
      question: action === 'answer' ? await readQuestion(tx, item.id) : undefined,
      blocked: from.includes(state) ? whyNot(action, situation) : notInState(state),
    }
  })
}
