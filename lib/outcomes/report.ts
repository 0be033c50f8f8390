import type { Chart, Table } from './chart'
import type { SectionName } from './figure'
import type { FigureName } from './figures'
import type { Beside } from './national-figures'
import type { Period } from './period'

/** Who a report is for. published: small numbers are hidden, and nothing finds them again. */
export const audiences = {
  inside: { label: 'Inside the partnership' },
  published: { label: 'For publication' },
} as const

export type ReportAudience = keyof typeof audiences

export const isReportAudience = (text: string): text is ReportAudience =>
  Object.hasOwn(audiences, text)

/** One figure of a report, as it is shown everywhere. */
export interface ReportFigure {
  readonly name: FigureName
  /** What it found, in a sentence: "Most referrals came from district councils". */
  readonly finding: string
  /** What it counts. */
  readonly title: string
  /** A figure that has nothing to draw has a table alone. */
  readonly chart: Chart | undefined
  readonly table: Table
  readonly notes: readonly string[]
  /** National figures beside ours, where there are some. */
  readonly national?: readonly Beside[]
  readonly countRule: string
  readonly source: string
}

/** The board report: what its page, its PDF and its workbook are drawn from. */
export interface Report {
  readonly period: Period
  readonly audience: ReportAudience
  /** Up to when everything is counted. */
  readonly asOf: Date | undefined
  readonly keyResults: readonly string[]
  readonly sections: readonly {
    readonly section: SectionName
    readonly title: string
    readonly figures: readonly ReportFigure[]
  }[]
  /** What the lead wrote for the board, in paragraphs. */
  readonly ownWords: readonly string[]
}
