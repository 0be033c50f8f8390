import { subDays } from 'date-fns'

/** Of which time a file is: days before it was asked for, or all that there is. */
export const periods = {
  month: { label: 'The last 30 days', days: 30 },
  year: { label: 'The last 12 months', days: 365 },
  all: { label: 'Everything', days: undefined },
} as const

export type PeriodName = keyof typeof periods

export const isPeriod = (text: string): text is PeriodName => Object.hasOwn(periods, text)

/** What a file is of: everything that arrived after `since`, and until it was asked for. */
export interface Span {
  readonly since: Date
  readonly until: Date
}

/** The span of a period that ends at a moment. */
export const spanOf = (period: PeriodName, until: Date): Span => {
  const { days } = periods[period]
  return { since: days === undefined ? new Date(0) : subDays(until, days), until }
}
