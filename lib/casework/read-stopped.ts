import { now } from '@/lib/clock'
import type { Entry, Standing } from '@/lib/consent/ledger'
import { stoppedBecause, type Override } from '@/lib/consent/permitted'
import type { InSql } from '@/lib/database/with-actor'
import { referralFacts } from '@/lib/routing/facts'
import type { Destination } from '@/lib/routing/queues'

interface Begun {
  readonly id: string
  readonly acceptedAt: Date | null
  readonly finishedAs: string | null
}

type Of<Row> = Row & { readonly item: string }

/**
 * Reads which items of a page stand still because nobody agrees to the work any more, and why, in a
 * transaction that is open already. Only work that has begun does: the rest has left the queue.
 */
export const readStopped = async (
  tx: InSql,
  queue: Destination,
  items: readonly Begun[],
): Promise<ReadonlyMap<string, Standing>> => {
  const ids = items.flatMap(({ id, acceptedAt, finishedAs }) =>
    acceptedAt && !finishedAs ? [id] : [],
  )
  // Police work stands on no agreement, and what is on hold has not begun.
  if (ids.length === 0 || !['NRM', 'BEACON'].includes(queue)) return new Map()
  const cases = await tx.$queryRaw<Of<{ facts: unknown }>[]>`
    select item.id::text as item, coalesce(revised_facts, facts) as facts
    from item join referral on referral.id = item.referral_id where item.id = any(${ids}::uuid[])`
  const entries = await tx.$queryRaw<Of<Entry>[]>`
    select item.id::text as item, purpose, answer, capacity, recorded_at as "recordedAt",
      expires_at as "expiresAt", consent_entry.organisation_id::text as "organisationId"
    from item join consent_entry on consent_entry.referral_id = item.referral_id
    where item.id = any(${ids}::uuid[]) order by recorded_at, consent_entry.id`
  const overrides = await tx.$queryRaw<Of<Override>[]>`
    select item.id::text as item, purpose, basis, recorded_at as "recordedAt"
    from item join consent_override on consent_override.referral_id = item.referral_id
    where item.id = any(${ids}::uuid[])`
  const at = now()
  return new Map(
    cases.flatMap(({ item, facts }) => {
      const agreements = {
        facts: referralFacts.parse(facts),
        entries: entries.filter((one) => one.item === item),
        overrides: overrides.filter((one) => one.item === item),
      }
      const because = stoppedBecause(agreements, queue, at)
      return because ? [[item, because] as const] : []
    }),
  )
}
