import { county } from '@/lib/county/county'
import type { Table } from './chart'
import { nationalArea, type Beside } from './national-figures'
import { showPeriod } from './period'
import type { Report } from './report'
import { capital } from './sentences'

export const nationalTitle = 'Beside the national figures'

/** National figures beside ours as a table, each with its own time. */
export const nationalTable = (
  { period }: Pick<Report, 'period'>,
  lines: readonly Beside[],
): Table => ({
  columns: ['What', `${county.name}, ${showPeriod(period)}`, capital(nationalArea), 'Time'],
  rows: lines.map(({ says, here, national, period: of }) => [says, here, national, showPeriod(of)]),
})

/** Where national figures are from, each source once. */
export const nationalSources = (lines: readonly Beside[]): string =>
  `Source: ${[...new Set(lines.map(({ source }) => source))].join('; ')}.`
