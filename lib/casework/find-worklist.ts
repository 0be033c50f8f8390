import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { Prisma } from '@/lib/database/generated/client'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { Destination } from '@/lib/routing/queues'
import { chosenPairs, type FilterName } from './filters'
import { tabNames, viewOf, type SortName, type TabName, type View } from './view'
import { mayOpenList } from './lists'
import { readStopped } from './read-stopped'
import { countedTo, pageSize, type Cursor, type Worklist, type WorklistItem } from './worklist'

const { sql, join } = Prisma

const openItem = sql`finished_as is null`

/** Which items stand in a tab. */
const inTab = (tab: TabName, { accountId }: Actor): Prisma.Sql =>
  ({
    new: sql`${openItem} and state = 'new'`,
    mine: sql`${openItem} and owner_id = ${accountId}::uuid`,
    waiting: sql`${openItem} and paused_for is not null`,
    all: openItem,
    finished: sql`finished_as is not null`,
  })[tab]

const sortedBy: Readonly<Record<SortName, Prisma.Sql>> = {
  urgency: sql`priority, entered_at, id`,
  due: sql`due_at, id`,
  oldest: sql`entered_at, id`,
  newest: sql`entered_at desc, id desc`,
  finished: sql`finished_at desc, id desc`,
}

const afterCursor = (sort: SortName, { priority, at, id }: Cursor): Prisma.Sql => {
  const place = sql`(${at}::timestamptz, ${id}::uuid)`
  return {
    urgency: sql`(priority, entered_at, id) > (${priority}, ${at}::timestamptz, ${id}::uuid)`,
    due: sql`(due_at, id) > ${place}`,
    oldest: sql`(entered_at, id) > ${place}`,
    newest: sql`(entered_at, id) < ${place}`,
    finished: sql`(finished_at, id) < ${place}`,
  }[sort]
}

const cursorOf = (sort: SortName, item: WorklistItem): Cursor | undefined => {
  const { id, priority, enteredAt, dueAt, finishedAt } = item
  if (sort === 'urgency') return { priority, at: enteredAt, id }
  const at = sort === 'due' ? dueAt : sort === 'finished' ? finishedAt : enteredAt
  return at ? { at, id } : undefined
}

type Condition = (codes: readonly string[], actor: Actor) => Prisma.Sql

/** What each filter asks of an item, where any of its codes is chosen. */
const conditions: Readonly<Record<FilterName, Condition>> = {
  priority: (codes) => sql`priority = any(${codes}::text[])`,
  badge: (codes) => sql`badges && ${codes}::text[]`,
  area: (codes) => sql`coalesce(area, 'none') = any(${codes}::text[])`,
  age: (codes) => sql`age_group = any(${codes}::text[])`,
  owner: (codes, { accountId }) => {
    const ids = codes
      .filter((code) => code !== 'nobody')
      .map((code) => (code === 'me' ? accountId : code))
    return sql`(owner_id = any(${ids}::uuid[]) or (owner_id is null and ${codes.includes('nobody')}))`
  },
  due: () => sql`(due_at < ${now()}::timestamptz and paused_for is null and ${openItem})`,
  identity: (codes) => sql`identity = any(${codes}::text[])`,
  state: (codes) => sql`state = any(${codes}::text[])`,
}

const readItems = (tx: Tx, actor: Actor, queue: Destination, view: View) => {
  const { tab, sort, chosen, after } = view
  const names = new Set(chosenPairs(chosen).map(([name]) => name))
  const where = join(
    [
      sql`queue = ${queue}`,
      inTab(tab, actor),
      ...[...names].map((name) => conditions[name](chosen[name] ?? [], actor)),
      ...(after ? [afterCursor(sort, after)] : []),
    ],
    ' and ',
  )
  return tx.$queryRaw<WorklistItem[]>`
    with page as (
      select * from item where ${where} order by ${sortedBy[sort]} limit ${pageSize + 1}
    ), named as materialized (
      select * from names_of(array(select owner_id from page where owner_id is not null))
    )
    select id::text, reference, queue, version, identity, priority, entered_at as "enteredAt",
      due_at as "dueAt", accepted_at as "acceptedAt", paused_at as "pausedAt",
      paused_for as "pausedFor", paused_until as "pausedUntil", finished_at as "finishedAt",
      finished_as as "finishedAs", area, exploitation_types as "exploitationTypes", people, badges,
      (select name from organisation where organisation.id = page.organisation_id) as organisation,
      (select name from named where named.id = page.owner_id) as owner
    from page order by ${sortedBy[sort]}`
}

const readCounts = async (tx: Tx, actor: Actor, queue: Destination) => {
  const counts = tabNames.map(
    (tab) => sql`
      select ${tab} as tab, count(*)::int as items from (
        select from item where queue = ${queue} and ${inTab(tab, actor)} limit ${countedTo + 1}
      ) as counted`,
  )
  const rows = await tx.$queryRaw<{ tab: string; items: number }[]>`${join(counts, ' union all ')}`
  const found = new Map(rows.map(({ tab, items }) => [tab, items]))
  return Object.fromEntries(tabNames.map((tab) => [tab, found.get(tab) ?? 0])) as Worklist['counts']
}

/**
 * One page of a queue as it is to be seen, with what is around it: how many items each tab has, the
 * actor's saved views and those who work the queue. Reads items alone, so that it is quick among many,
 * and what the person agrees to of those that are shown.
 * @throws NotFound where the actor's role does not work this queue
 */
export const findWorklist = async (
  actor: Actor,
  queue: Destination,
  view: View = viewOf('new'),
): Promise<Worklist> => {
  if (!mayOpenList(actor, queue)) throw new NotFound()
  return withActor(actor, async (tx) => {
    const rows = await readItems(tx, actor, queue, view)
    const counts = await readCounts(tx, actor, queue)
    const [around] = await tx.$queryRaw<Pick<Worklist, 'views' | 'workers'>[]>`
      select
        (select coalesce(jsonb_agg(to_jsonb(one)), '[]') from (
          select id, name, address from saved_view where queue = ${queue} order by name
        ) as one) as views,
        (select coalesce(jsonb_agg(to_jsonb(one)), '[]') from who_works(${queue}) as one) as workers`
    const { views = [], workers = [] } = around ?? {}
    const shown = rows.slice(0, pageSize)
    const stopped = await readStopped(tx, queue, shown)
    const items = shown.map((item) => ({ ...item, stopped: stopped.get(item.id) }))
    const last = items.at(-1)
    const next = rows.length > pageSize && last ? cursorOf(view.sort, last) : undefined
    await recordEvent(tx, 'queue.viewed', null, { queue, tab: view.tab })
    return { items, next, counts, views, workers }
  })
}
