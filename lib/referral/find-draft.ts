import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActor, type Tx } from '@/lib/database/with-actor'
import type { RawAnswers } from '@/lib/journey/question'
import { NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import { isDraftId, type Draft } from './draft'

/** Reads one draft of the actor's own, in a transaction that is open already; `null` where there is none. */
export const readDraft = async (tx: Tx, actor: Actor, id: string): Promise<Draft | null> => {
  const row = await tx.draft.findFirst({
    where: { id, accountId: actor.accountId, expiresAt: { gt: new Date() } },
    select: {
      id: true,
      answers: true,
      version: true,
      startedAt: true,
      savedAt: true,
      expiresAt: true,
    },
  })
  if (!row) return null
  const { answers, ...draft } = row
  return { ...draft, typed: openAnswers<RawAnswers>(answers, places.draft(id)) }
}

/**
 * Finds a draft of the actor's own.
 * @throws NotFound where there is none, it is somebody else's, or its days are over
 */
export const findDraft = async (actor: Actor, id: string): Promise<Draft> => {
  if (!may(actor, 'refer') || !isDraftId(id)) throw new NotFound()
  const draft = await withActor(actor, (tx) => readDraft(tx, actor, id))
  if (!draft) throw new NotFound()
  return draft
}
