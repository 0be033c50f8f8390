import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql, type InSql } from '@/lib/database/with-actor'
import { Changed, NotAllowed } from '@/lib/refusals'
import { readPublishing } from './find-publications'
import type { Period } from './period'
import { hiddenCount } from './published-numbers'
import { readQuarters } from './read-quarters'

const takeQuarters = async (tx: InSql, period: Period) => {
  for (const { firstDay, numbers, asOf, isTaken } of await readQuarters(tx, period))
    if (!isTaken)
      await tx.$queryRaw`
        insert into published_quarter (first_day, numbers, as_of)
        values (${firstDay}::date, ${JSON.stringify(numbers)}::jsonb, ${asOf}::timestamptz)
        on conflict do nothing`
}

/**
 * Publishes the figures of a time, once and for all: the numbers of its quarters are taken now where they
 * were not yet, and everything that is ever published of them is made of these.
 * @param seen which numbers the actor has looked at
 * @throws NotFound where the actor may not publish
 * @throws NeedsProof where they have not proved lately that it is them
 * @throws NotAllowed where the time cannot be published
 * @throws Changed where it was published before, or its numbers are not those that were looked at
 */
export const publishReport = (actor: Actor, period: Period, seen: string): Promise<void> => {
  requirePermission(actor, 'publish-report')
  return withActorInSql(actor, async (tx) => {
    const can = await readPublishing(tx, period)
    if ('because' in can) throw new NotAllowed(can.because)
    await takeQuarters(tx, period)
    // Now that they are taken nobody else can take others: what is read here is what is published.
    const publishing = await readPublishing(tx, period)
    if (!('draft' in publishing)) throw new Changed('This time has been published already.')
    const { numbers, asOf, seen: present } = publishing.draft
    if (present !== seen)
      throw new Changed('The numbers have changed since you looked. Look at them again.')
    const inserted = await tx.$queryRaw<unknown[]>`
      insert into publication (period_from, period_until, numbers, as_of, published_by, published_at)
      values (${period.from}::date, ${period.until}::date, ${JSON.stringify(numbers)}::jsonb,
        ${asOf}::timestamptz, ${actor.accountId}::uuid, ${now()}::timestamptz)
      on conflict do nothing returning 1`
    if (inserted.length === 0) throw new Changed('This time has been published already.')
    const { from, until } = period
    await recordEvent(tx, 'report.published', null, { from, until, hidden: hiddenCount(numbers) })
  })
}
