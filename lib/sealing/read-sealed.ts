import type { InSql } from '@/lib/database/with-actor'
import type { RawAnswers } from '@/lib/journey/question'
import { places } from './places'
import { openAnswers } from './seal-answers'

interface Row {
  readonly place: 'referral' | 'identity' | 'details' | 'part'
  readonly source: 'sent' | 'details'
  readonly part: string
  readonly answers: Uint8Array
}

const placeOf = (id: string, { place, source, part }: Row) =>
  place === 'part' ? places.part(id, source, part) : places[place](id)

export interface Opened {
  /** What was typed before sending. */
  readonly sent: RawAnswers
  /** What was added after it. */
  readonly details: RawAnswers
}

/**
 * Reads what was typed of a referral, as far as row-level security lets the actor fetch it, in a
 * transaction that is open already.
 */
export const readSealed = async (tx: InSql, referralId: string): Promise<Opened> => {
  const rows = await tx.$queryRaw<Row[]>`
    select 'referral' as place, 'sent' as source, '' as part, answers
      from referral where id = ${referralId}::uuid
    union all select 'identity', 'sent', '', answers
      from identity where referral_id = ${referralId}::uuid
    union all select 'details', 'details', '', answers
      from details where referral_id = ${referralId}::uuid
    union all select 'part', source, part, answers
      from answer_part where referral_id = ${referralId}::uuid`
  const opened: Record<Row['source'], RawAnswers> = { sent: {}, details: {} }
  for (const row of rows)
    opened[row.source] = {
      ...opened[row.source],
      ...openAnswers<RawAnswers>(row.answers, placeOf(referralId, row)),
    }
  return opened
}
