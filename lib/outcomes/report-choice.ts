import type { Context, Problem } from '@/lib/journey/journey'
import { fullDate } from '@/lib/journey/kinds'
import { oneStep, takeOneStep } from '@/lib/journey/one-step'
import { isoOf } from '@/lib/journey/partial-date'
import type { RawAnswers } from '@/lib/journey/question'
import { before, isSpan, lastComplete, spanAround, spans, type Period } from './period'
import { isReportAudience, type ReportAudience } from './report'
import type { ReportFormat } from './report-formats'

/** What a report is asked for. */
export interface ReportChoice {
  readonly period: Period
  readonly audience: ReportAudience
}

/** Nothing is counted from before: the partnership’s first list of reports begins in 2016. */
const firstYear = 2010

const dateOf = (ask: string) =>
  fullDate({
    ask,
    called: `The ${ask.toLowerCase()}`,
    missing: `Enter the ${ask.toLowerCase()}`,
    from: firstYear,
    sensitivity: 'fact',
  })

/** The form of a time of one’s own: `from` and `until`. */
export const datesForm = oneStep(
  'Other dates',
  { from: dateOf('First day'), until: dateOf('Last day') },
  {
    checks: [
      {
        id: 'has-begun',
        question: 'from',
        kind: 'impossible',
        when: ({ from }, { today }) => from !== undefined && isoOf(from) > isoOf(today),
        message: 'The first day must be today or earlier',
      },
      {
        id: 'ends-after-it-begins',
        question: 'until',
        kind: 'impossible',
        when: ({ from, until }) =>
          from !== undefined && until !== undefined && isoOf(until) < isoOf(from),
        message: 'The last day must be the same as the first day, or later',
      },
    ],
  },
)

/** What an address asks for, or what is wrong with it. */
export type ChoiceTaken =
  | {
      readonly choice: ReportChoice
      /** Whether it was said as `choiceQuery` says it, or not at all. */
      readonly isPlain: boolean
    }
  | {
      readonly problems: readonly Problem[]
      readonly typed: RawAnswers
      readonly audience: ReportAudience
    }

const day = /^(\d{4})-(\d\d)-(\d\d)$/

/** The days of an address, as the form of dates would have them. */
const typedDates = (query: URLSearchParams) => {
  const typed = new URLSearchParams(query)
  const chosen = query.get('time')?.split('..')
  for (const [index, name] of (['from', 'until'] as const).entries()) {
    const [, ...parts] = day.exec(chosen?.[index] ?? query.get(name) ?? '') ?? []
    for (const [place, part] of (['year', 'month', 'day'] as const).entries())
      if (parts[place]) typed.set(`${name}-${part}`, parts[place])
  }
  return typed
}

/**
 * Reads what a report is asked for from an address: `from`, `until` and `audience` as `choiceQuery`
 * writes them, `time` as the list of times does, or the parts of two dates. Without any of them: the
 * last complete month, for those inside the partnership.
 */
export const takeChoice = (query: URLSearchParams, context: Context): ChoiceTaken => {
  const said = query.get('audience') ?? 'inside'
  const audience = isReportAudience(said) ? said : 'inside'
  const wrong: readonly Problem[] = isReportAudience(said)
    ? []
    : [{ question: 'audience', message: 'Select whether the report is to be published' }]
  const isDefault = ![...query.keys()].some((key) => /^(time|from|until)/.test(key))
  if (isDefault && wrong.length === 0) {
    const period = lastComplete('month', isoOf(context.today))
    return { choice: { period, audience }, isPlain: true }
  }
  const { answers, typed, problems } = takeOneStep(datesForm, typedDates(query), context)
  const all = [...wrong, ...(isDefault ? [] : problems)]
  if (all.length > 0 || !answers.from || !answers.until) return { problems: all, typed, audience }
  return {
    choice: { period: { from: isoOf(answers.from), until: isoOf(answers.until) }, audience },
    isPlain: query.has('from') && query.has('until') && !query.has('time'),
  }
}

/** What a report is asked for, as an address says it. */
export const choiceQuery = ({ period: { from, until }, audience }: ReportChoice): string =>
  new URLSearchParams({ from, until, audience }).toString()

/** The address of a report, or of something that belongs to it: its files, its words. */
export const reportPath = (choice: ReportChoice, place: '' | 'words' | ReportFormat = '') =>
  `/report${place && `/${place}`}?${choiceQuery(choice)}`

/** How a time is named in the list of times. */
export const timeValue = ({ from, until }: Period) => `${from}..${until}`

/** How many of each kind of time are offered, the newest first. */
const offered = { month: 13, quarter: 8, half: 6, year: 5 } as const

/** The times that are offered: each kind, the one that runs now first. */
export const offeredTimes = (today: string): readonly Period[] =>
  Object.keys(spans)
    .filter(isSpan)
    .flatMap((span) => {
      const times = [spanAround(span, today)]
      for (let time = times[0]; time && times.length < offered[span];) {
        time = before(time)
        times.push(time)
      }
      return times
    })
