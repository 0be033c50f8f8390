import type { Tx } from '@/lib/database/with-actor'
import type { Meanwhile } from './acting'
import { isAction, transitionOf } from './transitions'

const doneOf = (type: string) => (isAction(type) ? transitionOf(type).done : 'Changed')

/**
 * What was done last to an item since somebody looked, for whoever comes second: what, by whom and
 * when. The clock and a correction change an item too, without an act.
 * @param seen the version that they saw
 */
export const findMeanwhile = async (
  tx: Tx,
  id: string,
  seen: number,
  at: Date,
): Promise<Meanwhile> => {
  const item = await tx.item.findUnique({ where: { id }, select: { version: true } })
  // A hand-over that was passed on that very moment is out of sight.
  if (!item) return { done: 'Changed', by: 'somebody else', at, version: 0 }
  const { version } = item
  const [last] = await tx.$queryRaw<{ type: string; by: string; at: Date; undone: boolean }[]>`
    select type, account_id::text as by, coalesce(undone_at, at) as at, undone_at is not null as undone
    from act
    where item_id = ${id}::uuid
      and (before ->> 'version')::integer + (undone_at is not null)::integer >= ${seen}
    order by coalesce(undone_at, at) desc, (before ->> 'version')::integer desc
    limit 1`
  if (!last) return { done: 'Changed', by: 'the service', at, version }
  const [name] = await tx.$queryRaw<{ name: string }[]>`
    select name from names_of(array[${last.by}::uuid])`
  const done = last.undone ? `Undone: ${doneOf(last.type)}` : doneOf(last.type)
  return { done, by: name?.name ?? 'somebody else', at: last.at, version }
}
