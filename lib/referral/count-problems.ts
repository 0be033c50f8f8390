import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import { askAsActor, type InSql } from '@/lib/database/with-actor'
import { isoDay } from '@/lib/wording/london-time'
import type { AnswerProblem } from './answers-schema'
import { wronglySent, type ProblemCounted } from './problem-kinds'
import { questions } from './questions'

/**
 * Counts by day which questions were refused and how, in a transaction that is open already: one
 * statement, and none where nothing was refused. It never fails what it is done beside.
 */
export const countProblems = async (
  tx: InSql,
  door: 'pages' | 'api',
  problems: readonly ProblemCounted[],
): Promise<void> => {
  if (problems.length === 0) return
  await tx.$queryRaw`
    select count_form_problems(${isoDay(now())}::date, ${door},
      ${problems.map(({ question }) => question)}::text[],
      ${problems.map(({ kind }) => kind)}::text[])::text`
}

/** The same of what a program sent by the partner API, in a transaction of its own. */
export const countApiProblems = (
  actor: Actor,
  problems: readonly ProblemCounted[],
): Promise<void> => askAsActor(actor, (tx) => countProblems(tx, 'api', problems))

/** Counts what a program sent that could not be read as answers. */
export const countWronglySent = (
  actor: Actor,
  sent: unknown,
  problems: readonly AnswerProblem[],
): Promise<void> =>
  countApiProblems(
    actor,
    wronglySent(
      questions,
      sent,
      problems.map(({ path }) => path),
    ),
  )
