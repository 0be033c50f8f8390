import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { daysOf, retentionRules } from './kinds'

/** The trail is taken until the end of a transaction, so a few at a time. */
const most = 200

const days = (count: number) => `${count} days`

/**
 * Marks the referrals whose time is over, for review, and deletes what nobody needs to review: over
 * sessions, messages that were handed over, files that were made for a person. Rules and times are the
 * county's (lib/county).
 * @returns how many referrals were marked, and how many rows deleted
 */
export const expireData = async (): Promise<{
  readonly marked: number
  readonly deleted: number
}> => {
  const rules = JSON.stringify(retentionRules)
  let marked = 0
  for (;;) {
    const [row] = await withoutActor(
      'jobs',
      (tx) => tx.$queryRaw<{ count: number }[]>`
        select mark_due(${rules}::jsonb, ${now()}::timestamptz, ${most}) as count`,
    )
    marked += row?.count ?? 0
    if ((row?.count ?? 0) < most) break
  }
  const [row] = await withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<{ count: number }[]>`
      select delete_expired(${days(daysOf('sessions'))}::interval, ${days(daysOf('messages'))}::interval,
        ${days(daysOf('exports'))}::interval, ${now()}::timestamptz) as count`,
  )
  return { marked, deleted: row?.count ?? 0 }
}
