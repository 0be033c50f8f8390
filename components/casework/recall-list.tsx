import { RecallStateTag } from '@/components/casework/recall-state-tag'
import { Table } from '@/components/govuk/table'
import { bases, isBasis } from '@/lib/consent/bases'
import { purposeOf } from '@/lib/consent/purposes'
import { recallAnswers, type RecallLine } from '@/lib/consent/recalls'
import { showDay, showMoment } from '@/lib/wording/london-time'

/** On what lawful basis something is kept, in words. */
export const basisInWords = (code: string) => (isBasis(code) ? bases[code].label : code)

const answerOf = ({ confirmedAs, basis, words }: RecallLine) =>
  confirmedAs
    ? [recallAnswers[confirmedAs], basis && basisInWords(basis), words].filter(Boolean).join('. ')
    : 'No answer yet'

export interface RecallListProps {
  recalls: readonly RecallLine[]
  caption?: string
  now: Date
}

/** What was asked back because a person changed their mind, and what became of it. */
export function RecallList({ recalls, caption, now }: RecallListProps) {
  return (
    <Table
      stacked
      firstCellIsHeader
      caption={caption}
      captionSize="m"
      head={['Reference', 'What', 'Who had it', 'Asked', 'Due', 'State', 'Answer', 'Change'].map(
        (content) => ({ content }),
      )}
      rows={recalls.map((recall) => [
        { content: recall.reference },
        { content: purposeOf(recall.purpose).label },
        { content: recall.holder },
        { content: showMoment(recall.askedAt) },
        { content: showDay(recall.dueAt) },
        { content: <RecallStateTag recall={recall} now={now} /> },
        { content: <span className="answer">{answerOf(recall)}</span> },
        {
          content: (
            <a className="govuk-link" href={`/recalls/${recall.id}`}>
              {recall.canAnswer ? 'Answer' : 'See'}
              <span className="govuk-visually-hidden">
                , {recall.reference}, {recall.holder}
              </span>
            </a>
          ),
        },
      ])}
    />
  )
}
