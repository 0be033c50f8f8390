import { isoDay } from '@/lib/wording/london-time'
import { totalOf } from './counts'
import { figureTold } from './figure-told'
import { sections, type SectionName } from './figure'
import { figureNames, figureOf, type FigureName } from './figures'
import { keyResultsOf } from './key-results'
import { besideOf, nationalFor } from './national-figures'
import { before, yearBefore, type Period } from './period'
import type { Report, ReportFigure } from './report'
import type { ReportCounts, Times } from './told'

const isSection = (text: string): text is SectionName => Object.hasOwn(sections, text)

/** What there is to learn from has a page of its own. */
const told: readonly SectionName[] = Object.keys(sections)
  .filter(isSection)
  .filter((name) => name !== 'learning')

/** The figures that a report tells. */
export const reportFigures = figureNames.filter((name) => told.includes(figureOf(name).section))

/** The figures that are told over time: they are counted for each of the times that lead up to it. */
export const trendFigures = figureNames.filter((name) => {
  const { section, measure } = figureOf(name)
  return name === 'referrals' || (section === 'time' && measure === 'minutes')
})

/** The three times that a report speaks of. */
export const timesOf = (period: Period, asOf?: Date): Times => ({
  counted: asOf && isoDay(asOf),
  now: period,
  before: before(period),
  yearBefore: yearBefore(period),
})

/**
 * The board report of a time, for those inside the partnership, from what was counted. Everything that
 * it says is made from the same numbers.
 * @param ownWords what the lead wrote for the board, in paragraphs
 */
export const reportOf = ({
  period,
  counts,
  asOf,
  ownWords,
}: {
  readonly period: Period
  readonly counts: ReportCounts
  readonly asOf: Date | undefined
  readonly ownWords: readonly string[]
}): Report => {
  const times = timesOf(period, asOf)
  const tell = (name: FigureName) => figureTold(name, counts, times)
  const numberOf = (figure: FigureName, codes: readonly string[]) =>
    totalOf(counts.now, figure, ...codes)
  const figureIn = (name: FigureName): ReportFigure => {
    const { title, countRule, source } = figureOf(name)
    const national = besideOf(nationalFor(period, name), numberOf)
    return { name, title, ...tell(name), national, countRule, source }
  }
  return {
    period,
    audience: 'inside',
    asOf,
    keyResults: keyResultsOf(counts, times, tell),
    sections: told.map((section) => ({
      section,
      title: sections[section],
      figures: reportFigures.filter((name) => figureOf(name).section === section).map(figureIn),
    })),
    ownWords,
  }
}
