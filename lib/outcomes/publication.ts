import { isoDay } from '@/lib/wording/london-time'
import { spanAround, spanOf, type Period } from './period'
import type { PublishedNumbers, QuarterNumbers } from './published-numbers'

/** The quarters of a quarter or a year, in order. */
export const quartersOf = ({ from, until }: Period): readonly Period[] =>
  ['01', '04', '07', '10']
    .map((month) => spanAround('quarter', `${from.slice(0, 4)}-${month}-01`))
    .filter((quarter) => quarter.from >= from && quarter.until <= until)

/** Whether a time is one of those that are published: a quarter or a year of the calendar. */
export const isPublishable = (period: Period): boolean =>
  ['quarter', 'year'].includes(spanOf(period) ?? '')

/**
 * Why a time cannot be published now, in a sentence; `undefined` where it can be.
 * @param asOf up to when everything is counted
 */
export const whyNotPublished = (period: Period, asOf: Date | undefined): string | undefined => {
  if (!isPublishable(period))
    return 'Only a quarter or a year of the calendar can be published. From the numbers of two other times that overlap, somebody could work out small numbers.'
  if (!asOf || isoDay(asOf) <= period.until)
    return 'This time is not over yet, or its last day is still being counted.'
  return undefined
}

/** What was published of a time. */
export interface Publication {
  readonly period: Period
  readonly publishedAt: Date
  readonly publishedBy: string
  /** Up to when its numbers were counted. */
  readonly asOf: Date
}

/** What would be published of a time, beside the numbers of which it is made. */
export interface Draft {
  readonly period: Period
  readonly asOf: Date
  readonly quarters: readonly QuarterNumbers[]
  readonly numbers: PublishedNumbers
  /** Says which numbers were looked at, so that no others are published. */
  readonly seen: string
}

/** What can be done with a time: nothing and why not, nothing more, or to publish it. */
export type Publishing =
  { readonly because: string } | { readonly published: Publication } | { readonly draft: Draft }

export const publishedListPath = '/report/published'

/** The page that shows what would be published of a time, and publishes it. */
export const publishPath = ({ from, until }: Period) =>
  `/report/publish?${new URLSearchParams({ from, until })}`

/** The years of the calendar from the one in which a day lies until that of another, the newest first. */
export const yearsSince = (first: string, today: string): readonly Period[] => {
  const yearOf = (day: string) => Number(day.slice(0, 4))
  const newest = yearOf(today)
  return Array.from({ length: newest - yearOf(first) + 1 }, (_, back) =>
    spanAround('year', `${newest - back}-01-01`),
  )
}
