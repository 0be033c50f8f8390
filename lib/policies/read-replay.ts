import type { InSql } from '@/lib/database/with-actor'
import type { Replay } from './replay'

interface Row extends Omit<Replay, 'period'> {
  readonly from: string
  readonly until: string
}

/**
 * One replay, or the newest of a draft, in a transaction that is open already; null where there is none.
 */
export const readReplay = async (
  tx: InSql,
  { id = null, policy = null }: { readonly id?: string | null; readonly policy?: string | null },
): Promise<Replay | null> => {
  const [row] = await tx.$queryRaw<Row[]>`
    select replay.id::text, policy_id::text as policy, policy_counter as version,
      from_day::text as "from", until_day::text as "until", asked_at as "askedAt",
      finished_at as "finishedAt", state, done, total, result,
      coalesce((select name from names_of(array[asked_by]) limit 1), '') as "askedBy"
    from replay where id = ${id}::uuid or policy_id = ${policy}::uuid
    order by asked_at desc, id limit 1`
  if (!row) return null
  const { from, until, ...replay } = row
  return { ...replay, period: { from, until } }
}
