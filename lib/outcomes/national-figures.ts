import { z } from 'zod'
import { showNumber, type Shown } from './chart'
import { figureNames, figureOf, type FigureName } from './figures'
import data from './national-figures.json' with { type: 'json' }
import type { Period } from './period'
import { partOf } from './sentences'

/** The first codes of a figure of ours, as the definition of the figure has them; none for all of it. */
const codes = z.array(z.string().min(1))
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const period = z
  .strictObject({ from: z.iso.date(), until: z.iso.date() })
  .refine(({ from, until }) => from <= until, 'ends before it begins')

const compared = {
  says: z.string().min(1),
  figure: z.enum(figureNames),
  /** What of ours is the same: all that have these codes. */
  counts: z.array(codes).min(1),
  period,
  source: z.string().min(1),
}

/** A number for the whole country, or a share of some of it, in whole per cent. */
const nationalFigure = z.union([
  z.strictObject({ ...compared, number: z.int().nonnegative() }),
  z.strictObject({
    ...compared,
    outOf: z.array(codes).min(1),
    percent: z.number().min(0).max(100),
  }),
])
export type NationalFigure = z.infer<typeof nationalFigure>

/** The national figures as they are kept in national-figures.json. docs/national-figures.md says how. */
export const nationalFigures = z
  .strictObject({
    area: z.string().min(1),
    sources: z.record(
      z.string(),
      z.strictObject({ name: z.string().min(1), published: z.iso.date(), checkedOn: month }),
    ),
    figures: z.array(nationalFigure),
  })
  .refine(
    ({ sources, figures }) => figures.every(({ source }) => Object.hasOwn(sources, source)),
    'a figure has no source',
  )
  .refine(
    ({ figures }) =>
      figures.every(({ figure, counts }) =>
        counts.every((one) => one.length <= figureOf(figure).keys.length),
      ),
    'a figure has more codes than ours',
  )

const loaded = nationalFigures.parse(data)

/** Of where they are, in words: "the United Kingdom". */
export const nationalArea = loaded.area

/** Where a national figure is from, in a sentence of the page. */
export const sourceOf = ({ source }: NationalFigure) => loaded.sources[source]?.name ?? ''

const isSame = (one: Period, other: Period) => one.from === other.from && one.until === other.until

/** Of two that ended on one day the shorter comes first. */
const newestFirst = ({ period: one }: NationalFigure, { period: other }: NationalFigure) =>
  other.until.localeCompare(one.until) || other.from.localeCompare(one.from)

/**
 * The national figures to lay beside one of ours: those of exactly this period; else of each the newest
 * that was over by its last day, which has to be shown with its own period.
 * @returns none where none is loaded
 */
export const nationalFor = (
  of: Period,
  figure: FigureName,
  figures: readonly NationalFigure[] = loaded.figures,
): readonly NationalFigure[] => {
  const over = figures.filter((one) => one.figure === figure && one.period.until <= of.until)
  return [...new Set(over.map(({ says }) => says))].flatMap((each) => {
    const told = over.filter(({ says }) => says === each)
    return told.find(({ period }) => isSame(period, of)) ?? told.toSorted(newestFirst)[0] ?? []
  })
}

/** One of ours beside the national one, in words. */
export interface Beside {
  readonly says: string
  readonly here: string
  readonly national: string
  readonly period: Period
  readonly source: string
}

const addUp = (numbers: readonly Shown[]): Shown =>
  numbers.reduce<Shown>((sum, one) => (sum === 'c' || one === 'c' ? 'c' : sum + one), 0)

/**
 * National figures beside ours. A share of few is told in numbers, never as a percentage.
 * @param numberOf how many of ours have these first codes, or [c] where that is not published
 */
export const besideOf = (
  national: readonly NationalFigure[],
  numberOf: (figure: FigureName, codes: readonly string[]) => Shown,
): readonly Beside[] =>
  national.map((one) => {
    const all = (counted: readonly (readonly string[])[]) =>
      addUp(counted.map((each) => numberOf(one.figure, each)))
    return {
      says: one.says,
      here: 'outOf' in one ? partOf(all(one.counts), all(one.outOf)) : showNumber(all(one.counts)),
      national: 'percent' in one ? `${one.percent}%` : showNumber(one.number),
      period: one.period,
      source: sourceOf(one),
    }
  })
