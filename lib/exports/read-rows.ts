import type { Actor } from '@/lib/access/actor'
import { withActor, withActorInSql, type InSql } from '@/lib/database/with-actor'
import { tracks, valueOf, isTrack } from '@/lib/casework/outcomes'
import type { KindName } from './kinds'
import type { Span } from './periods'
import { readRecords } from './read-records'
import type { Value } from './sheet'

/** How many rows one transaction reads: few enough that nobody waits for it. */
const atOnce = 250

type Row = readonly Value[]
/** Rows after a place, and the place after them; none at the end. */
interface Batch<Place> {
  readonly rows: readonly Row[]
  readonly last: Place | undefined
}

const iso = (moment: Date | null) => moment?.toISOString()

interface Item {
  readonly id: string
  readonly reference: string
  readonly queue: string
  readonly state: string
  readonly priority: string
  readonly enteredAt: Date
  readonly dueAt: Date
  readonly acceptedAt: Date | null
  readonly finishedAt: Date | null
  readonly finishedAs: string | null
  readonly ageGroup: string
  readonly area: string | null
  readonly exploitationTypes: readonly string[]
  readonly people: number
  readonly badges: readonly string[]
  readonly organisation: string
}

type Reader<Place> = (tx: InSql, span: Span, after: Place | undefined) => Promise<Batch<Place>>

/** Items, the oldest first. */
const readItems: Reader<Item> = async (tx, { since, until }, after) => {
  const found = await tx.$queryRaw<Item[]>`
    with page as (
      select * from item
      where entered_at >= ${since}::timestamptz and entered_at <= ${until}::timestamptz
        and (entered_at, id) > (${after?.enteredAt ?? since}::timestamptz,
          coalesce(${after?.id ?? null}::uuid, '00000000-0000-0000-0000-000000000000'))
      order by entered_at, id limit ${atOnce}
    )
    select id::text, reference, queue, state, priority, entered_at as "enteredAt", due_at as "dueAt",
      accepted_at as "acceptedAt", finished_at as "finishedAt", finished_as as "finishedAs",
      age_group as "ageGroup", area, exploitation_types as "exploitationTypes", people, badges,
      (select name from organisation where organisation.id = page.organisation_id) as organisation
    from page order by entered_at, page.id`
  const rows = found.map((item) => [
    item.reference,
    item.queue,
    item.state,
    item.priority,
    iso(item.enteredAt),
    iso(item.dueAt),
    iso(item.acceptedAt),
    iso(item.finishedAt),
    item.finishedAs,
    item.ageGroup,
    item.area,
    item.exploitationTypes,
    item.people,
    item.badges,
    item.organisation,
  ])
  return { rows, last: found.at(-1) }
}

interface Outcome {
  readonly id: string
  readonly reference: string
  readonly track: string
  readonly value: string
  readonly decidedOn: string
  readonly decidedBy: string
}

/** Outcomes of the cases that the actor works. */
const readOutcomes: Reader<Outcome> = async (tx, { since, until }, after) => {
  const found = await tx.$queryRaw<Outcome[]>`
    select outcome.id::text, referral.reference, track, value, decided_on::text as "decidedOn",
      decided_by as "decidedBy"
    from outcome join referral on referral.id = outcome.referral_id
    where recorded_at >= ${since}::timestamptz and recorded_at <= ${until}::timestamptz
      and (${after?.id ?? null}::uuid is null or outcome.id > ${after?.id ?? null}::uuid)
    order by outcome.id limit ${atOnce}`
  const rows = found.map(({ reference, track, value, decidedOn, decidedBy }) => [
    reference,
    isTrack(track) ? tracks[track].label : track,
    isTrack(track) ? valueOf(track, value)?.label : value,
    value,
    decidedOn,
    decidedBy,
  ])
  return { rows, last: found.at(-1) }
}

/** Lets whoever waits be served before the next piece of work. */
const letOthers = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Batch after batch, each in a transaction of its own, until there are no more. */
async function* batchesOf<Place>(read: (after: Place | undefined) => Promise<Batch<Place>>) {
  let after: Place | undefined
  for (;;) {
    const { rows, last } = await read(after)
    if (last === undefined) return
    yield rows
    after = last
    await letOthers()
  }
}

/**
 * The rows of an export, as the actor may see them while it is made, a few at a time. Of facts of cases
 * each case that is taken is recorded, with what was seen.
 * @param id the export
 */
export const readRows = (
  actor: Actor,
  kind: KindName,
  span: Span,
  id: string,
): AsyncGenerator<readonly Row[]> => {
  switch (kind) {
    case 'worklist':
      return batchesOf((after: Item | undefined) =>
        withActorInSql(actor, (tx) => readItems(tx, span, after)),
      )
    case 'outcomes':
      return batchesOf((after: Outcome | undefined) =>
        withActorInSql(actor, (tx) => readOutcomes(tx, span, after)),
      )
    case 'htcds':
      return batchesOf((after: string | undefined) =>
        withActor(actor, (tx) => readRecords(tx, { span, after, export: id })),
      )
  }
}

/** How many rows an export would have now, as the actor may see them, in an open transaction. */
export const readCount = async (tx: InSql, kind: KindName, { since, until }: Span) => {
  const counts = {
    worklist: () => tx.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from item
      where entered_at >= ${since}::timestamptz and entered_at <= ${until}::timestamptz`,
    outcomes: () => tx.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from outcome
      where recorded_at >= ${since}::timestamptz and recorded_at <= ${until}::timestamptz`,
    htcds: () => tx.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from referral
      where submitted_at >= ${since}::timestamptz and submitted_at <= ${until}::timestamptz`,
  } as const
  const [row] = await counts[kind]()
  return row?.count ?? 0
}
