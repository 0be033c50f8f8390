import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { askAsActor, type InSql } from '@/lib/database/with-actor'
import type { RawAnswers } from '@/lib/journey/question'
import { NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import { isDraftId, type Draft } from './draft'

interface Row {
  readonly answers: Uint8Array
  readonly version: number
  readonly started_at: Date
  readonly saved_at: Date
  readonly expires_at: Date
}

/** Reads one draft of the actor's own, in a transaction that is open already; `null` where there is none. */
export const readDraft = async (tx: InSql, actor: Actor, id: string): Promise<Draft | null> => {
  const [row] = await tx.$queryRaw<Row[]>`
    select answers, version, started_at, saved_at, expires_at from draft
    where id = ${id}::uuid and account_id = ${actor.accountId}::uuid and expires_at > now()`
  return row
    ? {
        id,
        version: row.version,
        startedAt: row.started_at,
        savedAt: row.saved_at,
        expiresAt: row.expires_at,
        typed: openAnswers<RawAnswers>(row.answers, places.draft(id)),
      }
    : null
}

/**
 * Finds a draft of the actor's own.
 * @throws NotFound where there is none, it is somebody else's, or its days are over
 */
export const findDraft = async (actor: Actor, id: string): Promise<Draft> => {
  if (!may(actor, 'refer') || !isDraftId(id)) throw new NotFound()
  const draft = await askAsActor(actor, (tx) => readDraft(tx, actor, id))
  if (!draft) throw new NotFound()
  return draft
}
