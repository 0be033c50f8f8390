import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import type { Period } from './period'
import { readWordsOf } from './read-report-words'
import { wordsForm, type ReportWords } from './report-words'

export type WordsWritten =
  | { readonly version: number }
  | {
      readonly form: TakenForm<typeof wordsForm.questions>
      /** What somebody else wrote meanwhile: both are shown, and nothing is lost. */
      readonly newer?: ReportWords
    }

/**
 * Writes what changed and why, sealed, for the board, beside the numbers of a time. Each version is
 * kept; nothing is changed where nothing else was typed.
 * @param posted `words`, and the `version` that whoever wrote them saw
 * @returns the version; or what is wrong, what was typed, and what another lead wrote meanwhile
 * @throws NotFound where the actor may not read the report
 */
export const writeReportWords = async (
  actor: Actor,
  period: Period,
  posted: URLSearchParams,
): Promise<WordsWritten> => {
  requirePermission(actor, 'read-report')
  const at = now()
  const form = takeOneStep(wordsForm, posted, { today: londonDay(at) })
  if (form.problems.length > 0) return { form }
  const words = form.answers.words ?? ''
  return withActorInSql(actor, async (tx) => {
    // Two who write at once wait for one another.
    await tx.$queryRaw`
      select pg_advisory_xact_lock(hashtextextended(${`report_words ${period.from} ${period.until}`}, 0))::text`
    const newest = await readWordsOf(tx, period)
    if (newest.words === words) return { version: newest.version }
    if (posted.get('version') !== String(newest.version)) return { form, newer: newest }
    const id = randomUUID()
    const version = newest.version + 1
    await tx.$queryRaw`
      insert into report_words (id, period_from, period_until, version, words, written_by, written_at)
      values (${id}::uuid, ${period.from}::date, ${period.until}::date, ${version}::integer,
        ${sealAnswers(words, places.reportWords(id))}, ${actor.accountId}::uuid, ${at}::timestamptz)`
    await recordEvent(tx, 'report.words_written', null, { ...period, version })
    return { version }
  })
}
