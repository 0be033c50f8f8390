import type { InSql } from '@/lib/database/with-actor'
import { isoDay } from '@/lib/wording/london-time'
import type { Cell, Counts } from './counts'
import { figureNames, figureOf, isFigure, type FigureName } from './figures'
import { piecesOf, type Period } from './period'
import { readOpen, type CountRow } from './read-open'

const gather = (rows: readonly CountRow[], periods: number): readonly Counts[] => {
  const all = Array.from({ length: periods }, (): Partial<Record<FigureName, Cell[]>> => ({}))
  for (const { period, figure, key, number } of rows) {
    const counts = all[period]
    if (!counts || !isFigure(figure)) continue
    ;(counts[figure] ??= []).push({ codes: key === '' ? [] : key.split('|'), number })
  }
  return all
}

/** The moment up to which everything is counted; `undefined` before the first count. */
export const readAsOf = async (tx: InSql): Promise<Date | undefined> => {
  const [row] = await tx.$queryRaw<{ as_of: Date | null }[]>`select as_of from figure_state`
  return row?.as_of ?? undefined
}

/** What is due later counts from its day on: no number is of a day that has not come. */
const upTo = (asOf: Date | undefined) => {
  const day = asOf && isoDay(asOf)
  return ({ from, until }: Period): Period => ({
    from,
    until: day && day < until ? day : until,
  })
}

/** Each number of a figure by all its codes, or by those alone that a report tells. */
type Detail = 'all' | 'told'

/**
 * Which codes are told: the first of what took time, with the time; else the first two.
 */
const codesTold = (name: FigureName) => {
  const { keys, measure } = figureOf(name)
  if (measure === 'minutes') return keys.length > 1 ? 'ends' : 'all'
  return keys.length > 2 ? 'two' : 'all'
}

/**
 * What happened in each period, of figures that add up over days. Each piece of a figure is looked up on
 * its own, in the order of its index: a plan for them all may read every count there is.
 */
const readAdded = (
  tx: InSql,
  periods: readonly Period[],
  names: readonly FigureName[],
  detail: Detail,
) => {
  const pieces = periods.flatMap((period, number) =>
    piecesOf(period).map((piece) => ({ ...piece, number })),
  )
  return tx.$queryRaw<CountRow[]>`
    select p.number as period, f.figure, f.key, sum(f.number)::float8 as number
    from unnest(${pieces.map(({ number }) => number)}::integer[], ${pieces.map(({ grain }) => grain)}::text[],
      ${pieces.map(({ from }) => from)}::date[], ${pieces.map(({ until }) => until)}::date[])
      as p (number, grain, since, until)
    cross join unnest(${names}::text[], ${names.map((name) => (detail === 'all' ? 'all' : codesTold(name)))}::text[])
      as wanted (figure, told)
    cross join lateral (
      select figure, number, case wanted.told
        when 'two' then split_part(key, '|', 1) || '|' || split_part(key, '|', 2)
        when 'ends' then split_part(key, '|', 1) || '|' || split_part(key, '|', -1)
        else key
      end as key
      from figure_count
      where figure = wanted.figure and grain = p.grain and day between p.since and p.until
      offset 0
    ) as f
    group by 1, 2, 3`
}

/**
 * The kept counts of some figures in some periods, in an open transaction of somebody who may see them;
 * row-level security shows nobody else a row. Of a figure that counts what is open: on the last day of
 * each period, with the day since which it is open as the last code, or the last day of the last age where it
 * is of that.
 * @param detail by which codes: all of them, or those alone that a report tells
 */
export const readCounts = async (
  tx: InSql,
  periods: readonly Period[],
  names: readonly FigureName[] = figureNames,
  detail: Detail = 'all',
): Promise<readonly Counts[]> => {
  const told = periods.map(upTo(await readAsOf(tx)))
  const isOpen = (name: FigureName) => figureOf(name).measure === 'open'
  const [open, adding] = [names.filter(isOpen), names.filter((name) => !isOpen(name))]
  return gather(
    [
      ...(adding.length > 0 ? await readAdded(tx, told, adding, detail) : []),
      ...(open.length > 0 ? await readOpen(tx, told, open) : []),
    ],
    periods.length,
  )
}
