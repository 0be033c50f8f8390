import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import type { State } from '@/lib/casework/states'
import { withActorInSql, type InSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { Destination } from '@/lib/routing/queues'
import { mostCounted, pageSize, type After, type Behind } from './behind'
import { followable, type Followed } from './figure-lines'
import { figureOf, isFigure, type FigureName } from './figures'
import type { Period } from './period'
import { readAsOf, readCounts } from './read-counts'

interface Row {
  readonly id: string
  readonly source: string
  readonly reference: string
  readonly received_on: string
  readonly day: string
  readonly things: number
}

interface ItemRow {
  readonly referral_id: string
  readonly queue: Destination
  readonly state: State
}

const readCases = (tx: InSql, figure: FigureName, followed: Followed, after?: After) => {
  const { keys, days, openOn } = followed
  return tx.$queryRaw<Row[]>`
    select id, source, reference, received_on::text, day::text, things::float8
    from cases_behind(${figure}::text, ${figureOf(figure).step ?? null}::text, ${days.from}::date,
      ${days.until}::date, ${keys}::text[], ${openOn ?? null}::date, ${after?.day ?? null}::date,
      ${after?.id ?? null}::uuid, ${pageSize + 1}::integer)`
}

/** How much of a number is of cases that are there still, and of how many where that is found quickly. */
const readAmount = async (tx: InSql, figure: FigureName, followed: Followed) => {
  const { number, keys, days, openOn } = followed
  const { step, each } = figureOf(figure)
  const isOnceACase = !step && !each
  const most = isOnceACase || number > mostCounted ? 0 : mostCounted
  const [row] = await tx.$queryRaw<{ gone: number; cases: number | null }[]>`
    select gone::float8, cases::float8
    from count_behind(${figure}::text, ${step ?? null}::text, ${days.from}::date, ${days.until}::date,
      ${keys}::text[], ${openOn ?? null}::date, ${most}::integer)`
  const things = Math.max(0, number - (row?.gone ?? 0))
  return { things, cases: isOnceACase ? things : (row?.cases ?? undefined) }
}

/** Where each case stands in the queues: of those that the actor may see. */
const readItems = (tx: InSql, ids: readonly string[]) =>
  tx.$queryRaw<ItemRow[]>`
    select referral_id, queue, state from item where referral_id = any (${ids}::uuid[])
    order by entered_at, queue`

/**
 * The cases behind a number of a figure: their references alone, a page of them, for whoever may follow
 * figures. That they looked is recorded, with what they looked for. Whoever opens one of them from
 * there does it as they open any other case.
 * @param codes the first codes of what was counted; none for all of the figure
 * @throws NotFound where there is no such figure or code, or the actor may not follow figures
 */
export const findBehind = async (
  actor: Actor,
  figure: string,
  { period, codes, after }: { period: Period; codes: readonly string[]; after?: After | undefined },
): Promise<Behind> => {
  requirePermission(actor, 'follow-figures')
  if (!isFigure(figure)) throw new NotFound()
  return withActorInSql(actor, async (tx) => {
    const [counts = {}] = await readCounts(tx, [period], [figure])
    const asOf = await readAsOf(tx)
    const followed = followable({ figure, period, codes, asOf }, counts)
    if (!followed) throw new NotFound()
    const { number } = followed
    const isNothing = number === 0
    const amount = isNothing ? { things: 0, cases: 0 } : await readAmount(tx, figure, followed)
    const rows = isNothing ? [] : await readCases(tx, figure, followed, after)
    const shown = rows.slice(0, pageSize)
    const items = await readItems(
      tx,
      shown.map(({ id }) => id),
    )
    const last = shown.at(-1)
    await recordEvent(tx, 'figure.followed', null, { figure, keys: codes, ...period, number })
    return {
      ...{ figure, period, codes, asOf, number },
      ...amount,
      lines: shown.map(({ id, source, reference, received_on, day, things }) => ({
        ...{ id, reference, day, things },
        isPast: source === 'list',
        receivedOn: received_on,
        items: items.filter(({ referral_id }) => referral_id === id),
      })),
      next: rows.length > pageSize && last ? { day: last.day, id: last.id } : undefined,
    }
  })
}
