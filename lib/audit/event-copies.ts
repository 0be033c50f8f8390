import { csvLine } from './csv'
import { trailLine, type ChainLink } from './trail-line'

interface Copy {
  readonly label: string
  readonly type: string
  /** What the file begins with. */
  readonly head: string
  readonly line: (link: ChainLink) => string
}

const columns = [
  'number',
  'at',
  'type',
  'account',
  'organisation',
  'role',
  'referral',
  'detail',
  'hash',
]

const cellsOf = ({ text, hash }: ChainLink) => {
  const fields: unknown[] = JSON.parse(text)
  return [...fields.slice(0, 7), JSON.stringify(fields[7]), hash]
}

/** The forms in which an auditor takes a copy of what they chose. */
export const eventCopies = {
  csv: {
    label: 'A table (CSV)',
    type: 'text/csv; charset=utf-8',
    head: `\uFEFF${csvLine(columns)}`,
    line: (link) => csvLine(cellsOf(link)),
  },
  jsonl: {
    label: 'Lines of JSON, each with its hash',
    type: 'application/x-ndjson; charset=utf-8',
    head: '',
    line: (link) => `${trailLine(link)}\n`,
  },
} as const satisfies Readonly<Record<string, Copy>>

export type CopyForm = keyof typeof eventCopies

export const isCopyForm = (text: string): text is CopyForm => Object.hasOwn(eventCopies, text)
