import type { InSql } from '@/lib/database/with-actor'
import { isoDay } from '@/lib/wording/london-time'
import type { Cell, Counts } from './counts'
import { figureNames, figureOf, isFigure, type FigureName } from './figures'
import { piecesOf, type Period } from './period'

interface Row {
  readonly period: number
  readonly figure: string
  readonly key: string
  readonly number: number
}

const gather = (rows: readonly Row[], periods: number): readonly Counts[] => {
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

/** What happened in each period, of figures that add up over days. */
const readAdded = (tx: InSql, periods: readonly Period[], names: readonly FigureName[]) => {
  const pieces = periods.flatMap((period, number) =>
    period.from > period.until ? [] : piecesOf(period).map((piece) => ({ ...piece, number })),
  )
  return tx.$queryRaw<Row[]>`
    select p.number as period, f.figure, f.key, sum(f.number)::float8 as number
    from unnest(${pieces.map(({ number }) => number)}::integer[], ${pieces.map(({ grain }) => grain)}::text[],
      ${pieces.map(({ from }) => from)}::date[], ${pieces.map(({ until }) => until)}::date[])
      as p (number, grain, since, until)
    cross join unnest(${names}::text[]) as wanted (figure)
    join figure_count f on f.figure = wanted.figure and f.grain = p.grain and f.day between p.since and p.until
    group by 1, 2, 3`
}

/**
 * What was open on the last day of each period, by the day on which it came: what is open still, and what
 * ended later. Apart, and by the name of the figure, so that each is found by its index.
 */
const readOpen = (tx: InSql, periods: readonly Period[]) => tx.$queryRaw<Row[]>`
  select p.number as period, 'openCases' as figure, f.day::text as key, sum(f.number)::float8 as number
  from unnest(${periods.map((_, number) => number)}::integer[], ${periods.map(({ until }) => until)}::date[])
    as p (number, until)
  cross join lateral (
    select day, number from figure_count
    where figure = 'openCases' and grain = 'D' and key = '' and day <= p.until
    union all
    select day, number from figure_count
    where figure = 'openCases' and grain = 'D' and key > p.until::text and day <= p.until
  ) as f
  group by p.number, f.day`

/**
 * The kept counts of some figures in some periods, in an open transaction of somebody who may see them;
 * row-level security shows nobody else a row. Of a figure that counts what is open: on the last day of
 * each period, with the day on which the case came as the last code.
 */
export const readCounts = async (
  tx: InSql,
  periods: readonly Period[],
  names: readonly FigureName[] = figureNames,
): Promise<readonly Counts[]> => {
  const told = periods.map(upTo(await readAsOf(tx)))
  const adding = names.filter((name) => figureOf(name).measure !== 'open')
  return gather(
    [
      ...(adding.length > 0 ? await readAdded(tx, told, adding) : []),
      ...(adding.length < names.length ? await readOpen(tx, told) : []),
    ],
    periods.length,
  )
}
