import type { DimensionName } from './dimensions'

/**
 * How the number of a figure comes about. count: things that happened on a day. minutes: how long
 * something took, whose last key is the time. open: cases by the day since which they are open, whose
 * last key is the day on which that ended, so that it says how many were open on any day.
 */
export type Measure = 'count' | 'minutes' | 'open'

interface Key {
  readonly dimension: DimensionName
  /** What the code is, in SQL over `c` (a counted case), `s` (its step) and `one` (of `each`). */
  readonly is: string
}

/** The parts of the board report, in the order in which it tells them. */
export const sections = {
  referrals: 'Referrals',
  people: 'Who was referred, and what they met',
  pathway: 'Where people went, and what became of it',
  time: 'How long it took',
  consent: 'Consent and who was told',
  duties: 'Duties',
  learning: 'What to learn from',
} as const

export type SectionName = keyof typeof sections

/** One figure: what is counted, by what, and which rows of the database are meant. All is said here. */
export interface Definition {
  readonly title: string
  /** What one thing that is counted is called. */
  readonly counts: readonly [one: string, many: string]
  readonly section: SectionName
  readonly measure: Measure
  readonly countRule: string
  readonly source: string
  /** The steps that it counts, each on its day; without it, cases, on the day on which they came. */
  readonly step?: string
  /** A list of the case, of which each element is counted. */
  readonly each?: string
  readonly keys: readonly Key[]
  /** Which of them are counted. */
  readonly where?: string
  /** Of what is open: since when, and until when. Without it since a case came, until it was closed. */
  readonly open?: { readonly since: string; readonly until: string }
}

const whileCaseIsOpen = { since: 'c.received_on', until: 'c.closed_on' }

/**
 * The rows of a figure in SQL: one for each thing that is counted, with its case, its day and its
 * codes. Counts, what is behind a number, and the query that is printed all come from it.
 */
export const rowsOf = (
  name: string,
  { step, each, keys, where, measure, open = whileCaseIsOpen }: Definition,
): string => {
  const from = [
    'counted_case c',
    ...(step
      ? [`jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)`]
      : []),
    ...(each ? [`unnest(${each}) AS one`] : []),
  ].join('\n    CROSS JOIN LATERAL ')
  const codes = [
    // Never NULL: a code that is not there would move the ones after it.
    ...keys.map(({ is }) => `coalesce(nullif(${is}, ''), 'unknown')`),
    ...(measure === 'minutes' ? ['s.minutes::text'] : []),
    ...(measure === 'open' ? [`coalesce(${open.until}::text, '')`] : []),
  ].join(', ')
  const conditions = [
    'NOT c.is_hidden',
    ...(step ? [`s.kind = '${step}'`] : []),
    ...(measure === 'open' && open !== whileCaseIsOpen ? [`${open.since} IS NOT NULL`] : []),
    ...(where ? [where] : []),
  ].join(' AND ')
  const on = step ? 's."on"' : measure === 'open' ? open.since : 'c.received_on'
  return [
    `SELECT '${name}'::text AS figure, c.id AS case_id, ${on} AS day, ARRAY[${codes}]::text[] AS keys, c.during, '${measure}'::text AS measure`,
    `  FROM ${from}`,
    `  WHERE ${conditions}`,
  ].join('\n')
}
