import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/database/with-actor'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import type { Readers } from './readers'

/** What is kept of something that was done or said beside the transition table. */
export interface ActWritten {
  readonly referralId: string
  readonly itemId?: string | undefined
  /** Whose workers read it, where `readers` speaks of a queue. */
  readonly queue: string | null
  readonly type: string
  readonly readers: Readers
  readonly codes?: Readonly<Record<string, unknown>>
  /** What was typed: one text, or several by their names. */
  readonly words?: string | Readonly<Record<string, string>> | undefined
  readonly at: Date
}

/**
 * Keeps an act with its words sealed, in a transaction that is open already.
 * @returns its id, for the event that tells of it
 */
export const writeAct = async (
  tx: Tx,
  actor: Actor,
  { referralId, itemId, queue, type, readers, codes = {}, words, at }: ActWritten,
): Promise<string> => {
  const id = randomUUID()
  await tx.$queryRaw`
    insert into act (id, referral_id, item_id, queue, type, readers, codes, words, account_id,
      organisation_id, role, at)
    values (${id}::uuid, ${referralId}::uuid, ${itemId ?? null}::uuid, ${queue}, ${type}, ${readers},
      ${JSON.stringify(codes)}::jsonb, ${words ? sealAnswers(words, places.act(id)) : null},
      ${actor.accountId}::uuid, ${actor.organisation.id}::uuid, ${actor.role}, ${at}::timestamptz)`
  return id
}
