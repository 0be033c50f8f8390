import { caseFigures } from './case-figures'
import { rowsOf, type Definition } from './figure'
import { pathwayFigures } from './pathway-figures'
import { practiceFigures } from './practice-figures'

/**
 * Every figure of the service, once: what it counts, how, and from which rows. The counts that are kept,
 * the report, its files, what is behind a number and the query that is printed come from here.
 */
export const figures = { ...caseFigures, ...pathwayFigures, ...practiceFigures } as const

export type FigureName = keyof typeof figures

export const isFigure = (text: string): text is FigureName => Object.hasOwn(figures, text)

export const figureNames = Object.keys(figures).filter(isFigure)

/** A figure by its name. */
export const figureOf = (name: FigureName): Definition => figures[name]

/**
 * The view that all counts are made from, in SQL: as the newest migration that names it has it. A new
 * or changed figure needs a migration with this text, and `count_all_figures()` after it.
 */
export const figureView = () =>
  `CREATE OR REPLACE VIEW figure_row AS\n${figureNames
    .map((name) => rowsOf(name, figureOf(name)))
    .join('\nUNION ALL\n')};`
