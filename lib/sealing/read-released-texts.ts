import type { InSql } from '@/lib/database/with-actor'
import type { ReleasedText } from '@/lib/packs/released-text'
import { places } from './places'
import { openAnswers } from './seal-answers'

interface Row {
  readonly id: string
  readonly question: string
  readonly words: Uint8Array
  readonly at: Date
}

/**
 * Reads the copies of a case's texts that somebody read and let leave, of the answers that the actor may
 * see, in a transaction that is open already.
 */
export const readReleasedTexts = async (
  tx: InSql,
  referralId: string,
): Promise<readonly ReleasedText[]> => {
  const rows = await tx.$queryRaw<Row[]>`
    select id::text, question, words, at from released_text
    where referral_id = ${referralId}::uuid order by at, id`
  return rows.map(({ id, question, words, at }) => ({
    question,
    at,
    ...openAnswers<Pick<ReleasedText, 'text' | 'source'>>(words, places.releasedText(id)),
  }))
}
