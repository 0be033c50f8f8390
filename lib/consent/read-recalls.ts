import type { InSql } from '@/lib/database/with-actor'
import { queues, type Queue } from '@/lib/routing/queues'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import type { RecallLine } from './recalls'

interface Row extends Omit<RecallLine, 'holder' | 'words'> {
  readonly queue: Queue | null
  readonly organisation: string | null
  readonly words: Uint8Array | null
}

/**
 * Reads recalls, those that were asked last first, in a transaction that is open already: one by its id,
 * those of a case, or those that the actor is asked to answer or has answered.
 */
export const readRecalls = async (
  tx: InSql,
  {
    id = null,
    referralId = null,
  }: { readonly id?: string | null; readonly referralId?: string | null },
): Promise<readonly RecallLine[]> => {
  const rows = await tx.$queryRaw<Row[]>`
    select recall.id::text, reference, purpose, queue, organisation.name as organisation,
      asked_at as "askedAt", due_at as "dueAt", confirmed_at as "confirmedAt",
      confirmed_as as "confirmedAs", basis, words,
      confirmed_at is null and is_asked_back(recall) as "canAnswer"
    from recall left join organisation on organisation.id = recall.organisation_id
    where case
      when ${id}::uuid is not null then recall.id = ${id}::uuid
      when ${referralId}::uuid is not null then recall.referral_id = ${referralId}::uuid
      else is_asked_back(recall)
    end
    order by confirmed_at is not null, asked_at desc, recall.id
    limit 300`
  return rows.map(({ queue, organisation, words, ...line }) => ({
    ...line,
    holder: [queue && `${queues[queue].name} queue`, organisation].filter(Boolean).join(', '),
    words: words ? openAnswers<string>(words, places.recall(line.id)) : null,
  }))
}
