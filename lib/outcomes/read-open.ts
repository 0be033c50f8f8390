import type { InSql } from '@/lib/database/with-actor'
import { daysOfBand } from './case-ages'
import type { FigureName } from './figures'
import { daysOf, piecesOf, type Period, type Piece } from './period'

/** How many there are of a figure in one of several periods, by its codes with a bar between them. */
export interface CountRow {
  readonly period: number
  readonly figure: string
  readonly key: string
  readonly number: number
}

/** Before everything that was ever counted: where a half-year begins. */
const everBefore = '1970-01-01'

/** Each day is looked up by itself: it has many rows besides the one that is asked for. */
const placesUntil = (until: string): readonly Piece[] =>
  piecesOf({ from: everBefore, until }).flatMap((piece): readonly Piece[] =>
    piece.grain === 'D'
      ? daysOf(piece).map((day) => ({ grain: 'D', from: day, until: day }))
      : [piece],
  )

/**
 * How much was open on the last day of each period: as much as began before, less what ended. By the day
 * since which it was, where it is not of the last age; else under the last day of that.
 */
export const readOpen = (
  tx: InSql,
  periods: readonly Period[],
  names: readonly FigureName[],
): Promise<readonly CountRow[]> => {
  const places = periods.flatMap(({ until }, number) =>
    placesUntil(until).map((place) => ({ ...place, number })),
  )
  return tx.$queryRaw<CountRow[]>`
    with wanted as (select unnest(${names}::text[]) as figure),
    ends as (
      select * from unnest(${periods.map((_, number) => number)}::integer[],
        ${periods.map(({ until }) => daysOfBand('11+', until).until)}::date[],
        ${periods.map(({ until }) => until)}::date[]) as p (period, old, until)
    ),
    everything as (
      select p.period, figure, sum(f.number) as number
      from unnest(${places.map(({ number }) => number)}::integer[], ${places.map(({ grain }) => grain)}::text[],
        ${places.map(({ from }) => from)}::date[], ${places.map(({ until }) => until)}::date[])
        as p (period, grain, since, until)
      cross join wanted
      cross join lateral (
        select number from figure_count
        where figure = wanted.figure and grain = p.grain and day between p.since and p.until and key = '+'
        offset 0
      ) as f
      group by 1, 2
    ),
    recent as (
      select period, figure, since, sum(f.number) as number
      from ends cross join wanted
      cross join lateral (select old + back as since from generate_series(1, until - old) as back) as day
      cross join lateral (
        select number from figure_count
        where figure = wanted.figure and grain = 'D' and day = since and key = ''
        union all
        select number from figure_count
        where figure = wanted.figure and grain = 'D' and day = since and key > until::text
        offset 0
      ) as f
      group by 1, 2, 3
    ),
    told as (
      select * from recent
      union all
      select period, figure, old, number - coalesce((
        select sum(recent.number) from recent
        where recent.period = everything.period and recent.figure = everything.figure
      ), 0)
      from everything join ends using (period)
    )
    select period, figure, since::text as key, number::float8 from told where number > 0`
}
