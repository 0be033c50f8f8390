import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { withActorInSql, type InSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import {
  learningFigures,
  learningOf,
  type AuditCount,
  type Learning,
  type QuestionRefused,
} from './learning'
import type { Period } from './period'
import { readAsOf, readCounts } from './read-counts'

/** Which questions of the form were refused most often. Kept by day, question and kind alone. */
const readRefused = (tx: InSql, { from, until }: Period) =>
  tx.$queryRaw<QuestionRefused[]>`
    select question, problem,
      (coalesce(sum(number) filter (where door = 'pages'), 0))::integer as pages,
      (coalesce(sum(number) filter (where door = 'api'), 0))::integer as api
    from form_problem where day between ${from}::date and ${until}::date
    group by question, problem order by sum(number) desc, question, problem limit 30`

/** What audits found, but of cases that are kept from somebody, as in all figures. */
const readAudits = async (tx: InSql, { from, until }: Period) => {
  const counts = await tx.$queryRaw<AuditCount[]>`
    with counted as (
      select case_audit.answers, case_audit.findings
      from case_audit left join referral on referral.id = case_audit.case_id
      where case_audit.done_at >= ${from}::date::timestamp at time zone 'Europe/London'
        and case_audit.done_at < (${until}::date + 1)::timestamp at time zone 'Europe/London'
        and (referral.id is null or not (
          referral.restricted or referral.hidden_from <> '{}' or referral.hidden_from_accounts <> '{}'
        ))
    )
    select 'done' as question, '' as code, count(*)::integer as number from counted
    union all
    select answer.key, answer.value, count(*)::integer
    from counted cross join jsonb_each_text(counted.answers) as answer group by 1, 2
    union all
    select 'findings', finding, count(*)::integer
    from counted cross join unnest(counted.findings) as finding group by 1, 2`
  return {
    done: counts.find(({ question }) => question === 'done')?.number ?? 0,
    counts: counts.filter(({ question }) => question !== 'done'),
  }
}

/**
 * What there is to learn from a time, for whoever reads the report. That they looked is recorded.
 * @throws NotFound where the actor does not read the report
 */
export const readLearning = async (actor: Actor, period: Period): Promise<Learning> => {
  if (!may(actor, 'read-report')) throw new NotFound()
  return withActorInSql(actor, async (tx) => {
    const [counts = {}] = await readCounts(tx, [period], learningFigures)
    const learning = learningOf(counts, {
      period,
      asOf: await readAsOf(tx),
      refusedAnswers: await readRefused(tx, period),
      audits: await readAudits(tx, period),
    })
    await recordEvent(tx, 'learning.viewed', null, { ...period })
    return learning
  })
}
