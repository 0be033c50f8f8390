import type { InSql } from '@/lib/database/with-actor'
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
    ;(counts[figure] ??= []).push({ codes: key.split('|'), number })
  }
  return all
}

const adding = (names: readonly FigureName[]) =>
  names.filter((name) => figureOf(name).measure !== 'open')
const standing = (names: readonly FigureName[]) =>
  names.filter((name) => figureOf(name).measure === 'open')

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
  const pieces = periods.flatMap((period, number) =>
    piecesOf(period).map((piece) => ({ ...piece, number })),
  )
  const added = await tx.$queryRaw<Row[]>`
    select p.number as period, f.figure, f.key, sum(f.number)::float8 as number
    from unnest(${pieces.map(({ number }) => number)}::integer[], ${pieces.map(({ grain }) => grain)}::text[],
      ${pieces.map(({ from }) => from)}::date[], ${pieces.map(({ until }) => until)}::date[])
      as p (number, grain, since, until)
    cross join unnest(${adding(names)}::text[]) as wanted (figure)
    join figure_count f on f.figure = wanted.figure and f.grain = p.grain and f.day between p.since and p.until
    group by 1, 2, 3 having sum(f.number) <> 0`
  const open = await tx.$queryRaw<Row[]>`
    select p.number as period, f.figure, f.day::text as key, sum(f.number)::float8 as number
    from unnest(${periods.map((_, number) => number)}::integer[], ${periods.map(({ until }) => until)}::date[])
      as p (number, until)
    join figure_count f on f.figure = any (${standing(names)}::text[]) and f.grain = 'D' and f.day <= p.until
      and (f.key = '' or f.key::date > p.until)
    group by 1, 2, 3`
  return gather([...added, ...open], periods.length)
}

/** The moment up to which everything is counted; `undefined` before the first count. */
export const readAsOf = async (tx: InSql): Promise<Date | undefined> => {
  const [row] = await tx.$queryRaw<{ as_of: Date | null }[]>`select as_of from figure_state`
  return row?.as_of ?? undefined
}
