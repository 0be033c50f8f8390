import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { withActorInSql, type InSql } from '@/lib/database/with-actor'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import type { Period } from './period'
import type { ReportWords } from './report-words'

interface Row {
  readonly id: string
  readonly version: number
  readonly words: Uint8Array
  readonly by: string | null
  readonly at: Date
}

/** The newest words for a time, in an open transaction of somebody who may read the report. */
export const readWordsOf = async (tx: InSql, period: Period): Promise<ReportWords> => {
  const [row] = await tx.$queryRaw<Row[]>`
    with newest as materialized (
      select * from report_words
      where period_from = ${period.from}::date and period_until = ${period.until}::date
      order by version desc limit 1
    )
    select newest.id::text, version, words, written_at as at,
      (select name from names_of(array(select written_by from newest))) as by
    from newest`
  if (!row) return { period, version: 0, words: '', by: undefined, at: undefined }
  const { id, version, words, by, at } = row
  return {
    period,
    version,
    words: openAnswers<string>(words, places.reportWords(id)),
    by: by ?? undefined,
    at,
  }
}

/**
 * What leads wrote for the board about a time, and which version it is.
 * @throws NotFound where the actor may not read the report
 */
export const readReportWords = (actor: Actor, period: Period): Promise<ReportWords> => {
  requirePermission(actor, 'read-report')
  return withActorInSql(actor, (tx) => readWordsOf(tx, period))
}
