import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql, type InSql } from '@/lib/database/with-actor'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { isoOf } from '@/lib/journey/partial-date'
import type { Period } from '@/lib/outcomes/period'
import { NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import { spread, type Candidate } from './sample'
import { sampleForm, type SampleStanding } from './sample-form'

/** Some of each queue, in the order that chance gives them: of what the lead sees, and had no part in. */
const readCandidates = (
  tx: InSql,
  actor: Actor,
  { from, until }: Period,
  standing: SampleStanding,
  most: number,
) =>
  tx.$queryRaw<Candidate[]>`
    select "caseId", queue from (
      select item.referral_id::text as "caseId", item.queue,
        row_number() over (partition by item.queue order by random()) as place
      from item join referral on referral.id = item.referral_id
      where referral.submitted_at >= ${from}::date::timestamp at time zone 'Europe/London'
        and referral.submitted_at < (${until}::date + 1)::timestamp at time zone 'Europe/London'
        and (${standing}::text = 'any' or (${standing}::text = 'open') = exists (
          select from item as other where other.referral_id = referral.id and other.finished_as is null
        ))
        and not exists (select from case_audit where case_audit.case_id = referral.id)
        and not exists (
          select from act where act.referral_id = referral.id and act.account_id = ${actor.accountId}::uuid
        )
    ) as found
    where place <= ${most}::integer order by random()`

/**
 * Draws cases of a time for an audit: by chance, spread over the queues, each case once and never one
 * that is kept from the lead, or that they did something in.
 * @returns how many were drawn, which can be fewer than asked for; or what is wrong with the form
 * @throws NotFound where the role does not review outcomes
 */
export const drawAudits = async (
  actor: Actor,
  posted: URLSearchParams,
): Promise<{ readonly drawn: number } | { readonly form: TakenForm<Catalogue> }> => {
  if (!may(actor, 'review-outcomes')) throw new NotFound()
  const at = now()
  const form = takeOneStep(sampleForm, posted, { today: londonDay(at) })
  const { from, until, standing, number } = form.answers
  if (form.problems.length > 0 || !from || !until || !standing || !number) return { form }
  const period = { from: isoOf(from), until: isoOf(until) }
  return withActorInSql(actor, async (tx) => {
    const candidates = await readCandidates(tx, actor, period, standing, number)
    const sample = spread(candidates, number).map((one) => ({ id: randomUUID(), ...one }))
    const drawn = await tx.$queryRaw<{ id: string }[]>`
      insert into case_audit (id, case_id, queue, drawn_by, drawn_at)
      select id, "caseId", queue, ${actor.accountId}::uuid, ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(sample)}::jsonb) as one (id uuid, "caseId" uuid, queue text)
      on conflict (case_id) do nothing returning id::text`
    if (drawn.length === 0) {
      const message = 'There is no case left to draw of this time. Choose another time'
      return { form: { ...form, problems: [{ question: 'from', message }] } }
    }
    const audits = drawn.map(({ id }) => id)
    await recordEvent(tx, 'audits.drawn', null, { ...period, standing, audits })
    return { drawn: drawn.length }
  })
}
