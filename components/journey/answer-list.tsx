import { SummaryList } from '@/components/govuk/summary-list'
import type { SummaryRow } from '@/lib/journey/journey'

export interface AnswerListProps {
  rows: readonly SummaryRow[]
  /** Where each answer is changed. */
  changeHref?: string
}

/** Questions and their answers in words; the line ends of long answers are kept. */
export function AnswerList({ rows, changeHref }: AnswerListProps) {
  return (
    <SummaryList
      rows={rows.map(({ question, ask, shown }) => ({
        key: ask,
        value: <span className="answer">{shown ?? 'Not provided'}</span>,
        actions: changeHref
          ? [
              {
                href: `${changeHref}#${question}`,
                label: 'Change',
                hidden: ask.toLowerCase(),
              },
            ]
          : undefined,
      }))}
    />
  )
}
