import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { Prisma } from '@/lib/database/generated/client'
import { withActorInSql, type InSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { Destination } from '@/lib/routing/queues'
import { filterNames, type Chosen, type FilterName } from './filters'
import { tabNames, viewOf, type SortName, type TabName, type View } from './view'
import { mayOpenList } from './lists'
import { agreementsIn, readStopped } from './read-stopped'
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

type Condition = (code: string, actor: Actor) => Prisma.Sql

/** What a chosen code of each filter asks of an item. */
const conditions: Readonly<Record<FilterName, Condition>> = {
  priority: (code) => sql`priority = ${code}`,
  // Said as the condition of the index of each badge says it.
  badge: (code) => sql`${code} = any(badges)`,
  area: (code) => (code === 'none' ? sql`area is null` : sql`area = ${code}`),
  age: (code) => sql`age_group = ${code}`,
  owner: (code, { accountId }) =>
    code === 'nobody'
      ? sql`owner_id is null`
      : sql`owner_id = ${code === 'me' ? accountId : code}::uuid`,
  due: () => sql`(due_at < ${now()}::timestamptz and paused_for is null and ${openItem})`,
  identity: (code) => sql`identity = ${code}`,
  state: (code) => sql`state = ${code}`,
}

/** Of one filter any of the chosen, of several filters all. */
const fitting = (actor: Actor, chosen: Chosen) =>
  filterNames.flatMap((name) => {
    const codes = chosen[name] ?? []
    const any = codes.map((code) => conditions[name](code, actor))
    return any.length > 0 ? [sql`(${join(any, ' or ')})`] : []
  })

type Row = WorklistItem & { readonly agreements: unknown }

const readItems = (tx: InSql, actor: Actor, queue: Destination, view: View) => {
  const { tab, sort, chosen, after } = view
  const where = join(
    [
      sql`queue = ${queue}`,
      inTab(tab, actor),
      ...fitting(actor, chosen),
      ...(after ? [afterCursor(sort, after)] : []),
    ],
    ' and ',
  )
  return tx.$queryRaw<Row[]>(sql`
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
      (select name from named where named.id = page.owner_id) as owner,
      ${agreementsIn(queue)} as agreements
    from page order by ${sortedBy[sort]}`)
}

type Around = Pick<Worklist, 'counts' | 'views' | 'workers'>

const readAround = async (tx: InSql, actor: Actor, queue: Destination): Promise<Around> => {
  // In the order of the tab's index, or all that is finished might be read to count what is open.
  const counts = tabNames.map(
    (tab) => sql`${tab}::text, (
      select count(*) from (
        select from item where queue = ${queue} and ${inTab(tab, actor)}
        order by ${sortedBy[viewOf(tab).sort]} limit ${countedTo + 1}
      ) as counted)`,
  )
  const [around] = await tx.$queryRaw<[Around]>(sql`
    select jsonb_build_object(${join(counts)}) as counts,
      (select coalesce(jsonb_agg(to_jsonb(one)), '[]') from (
        select id, name, address from saved_view where queue = ${queue} order by name
      ) as one) as views,
      (select coalesce(jsonb_agg(to_jsonb(one)), '[]') from who_works(${queue}) as one) as workers`)
  return around
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
  // Said together, so that there is one wait for all.
  const [rows, around] = await withActorInSql(actor, (tx) =>
    Promise.all([
      readItems(tx, actor, queue, view),
      readAround(tx, actor, queue),
      recordEvent(tx, 'queue.viewed', null, { queue, tab: view.tab }),
    ]),
  )
  const items = rows
    .slice(0, pageSize)
    .map(({ agreements, ...item }) => ({ ...item, stopped: readStopped(queue, agreements) }))
  const last = items.at(-1)
  const next = rows.length > pageSize && last ? cursorOf(view.sort, last) : undefined
  return { ...around, items, next }
}
