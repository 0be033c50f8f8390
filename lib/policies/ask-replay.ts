import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import type { Problem } from '@/lib/journey/journey'
import type { Period } from '@/lib/outcomes/period'
import { NotFound } from '@/lib/refusals'
import { isoDay } from '@/lib/wording/london-time'
import type { DraftSeen } from './change-policy'
import { readPolicyVersion } from './find-policy'

const isDay = (text: string) => z.iso.date().safeParse(text).success

const problemsOf = ({ from, until }: Period, today: string): readonly Problem[] => {
  if (!isDay(from)) return [{ question: 'from', message: 'Enter the first day' }]
  if (!isDay(until)) return [{ question: 'until', message: 'Enter the last day' }]
  if (until < from)
    return [{ question: 'until', message: 'The last day must be the first day or a later one' }]
  if (from > today)
    return [{ question: 'from', message: 'The first day must not be in the future' }]
  return []
}

/**
 * Asks what the cases that were sent in a time would become under a draft. It is worked out in the
 * background (`runReplays`) from facts alone. Whoever asks the same again gets the replay that is under way.
 * @returns the replay's id; or what is wrong with the time, or with the draft
 * @throws NotFound where there is no such version, or the actor neither drafts policies nor agrees to them
 */
export const askReplay = async (
  actor: Actor,
  { policy, period }: Pick<DraftSeen, 'policy'> & { readonly period: Period },
): Promise<{ readonly replay: string } | { readonly problems: readonly Problem[] }> => {
  if (!may(actor, 'draft-policy') && !may(actor, 'publish-policy')) throw new NotFound()
  const at = now()
  return withActorInSql(actor, async (tx) => {
    const { document, problems, version, replay, state } = await readPolicyVersion(
      tx,
      actor,
      policy,
    )
    if (state === 'published' || state === 'withdrawn') throw new NotFound()
    const wrong: readonly Problem[] =
      problems.length > 0
        ? [{ question: 'policy', message: 'Put right what is wrong with the draft first' }]
        : problemsOf(period, isoDay(at))
    if (wrong.length > 0) return { problems: wrong }
    const isSame =
      replay?.version === version &&
      replay.period.from === period.from &&
      replay.period.until === period.until
    if (isSame && (replay.state === 'asked' || replay.state === 'running'))
      return { replay: replay.id }
    const id = randomUUID()
    await tx.$queryRaw`
      insert into replay (id, policy_id, document, policy_counter, asked_by, asked_at, from_day, until_day)
      values (${id}::uuid, ${policy}::uuid, ${JSON.stringify(document)}::jsonb, ${version},
        ${actor.accountId}::uuid, ${at}::timestamptz, ${period.from}::date, ${period.until}::date)`
    await recordEvent(tx, 'policy.replay_asked', null, { policy, replay: id, ...period })
    return { replay: id }
  })
}
