import type { Chart, Table } from './chart'
import type { Counts } from './counts'
import type { Period } from './period'

/** The counts that a report is made from: of its time, of the two that it is compared with, and of months. */
export interface ReportCounts {
  readonly now: Counts
  readonly before: Counts
  readonly yearBefore: Counts
  /** The times that lead up to it: `trendOf`. Of figures that are told over time alone. */
  readonly trend: readonly { readonly period: Period; readonly counts: Counts }[]
}

/** The times that a report speaks of. */
export interface Times {
  readonly now: Period
  readonly before: Period
  readonly yearBefore: Period
  /** The London day up to which everything is counted, as an ISO date: of later days nothing is known. */
  readonly counted?: string | undefined
}

/** What a figure found, and what is drawn of it. */
export interface Told {
  readonly finding: string
  readonly chart: Chart | undefined
  readonly table: Table
  readonly notes: readonly string[]
}
