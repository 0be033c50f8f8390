import { ReferenceLink } from '@/components/casework/reference-link'
import { Table } from '@/components/govuk/table'
import { basisInWords, releaseStates, type ReleaseLine } from '@/lib/casework/release'
import { showMoment } from '@/lib/wording/london-time'

const head = ['Case', 'Asked', 'By', 'What allows it', 'How it stands', 'See'].map((content) => ({
  content,
}))

/** The times that police asked who somebody is: a line each. */
export function ReleaseTable({
  caption,
  releases,
}: {
  caption: string
  releases: readonly ReleaseLine[]
}) {
  return (
    <Table
      stacked
      firstCellIsHeader
      caption={caption}
      captionSize="m"
      head={head}
      rows={releases.map((line) => [
        { content: <ReferenceLink reference={line.reference} /> },
        { content: showMoment(line.askedAt) },
        { content: line.askedBy },
        { content: basisInWords(line.basis) },
        {
          content: [
            releaseStates[line.state],
            line.state === 'to_review' && line.reviewDueAt && `by ${showMoment(line.reviewDueAt)}`,
          ]
            .filter(Boolean)
            .join(' '),
        },
        {
          content: (
            <a className="govuk-link" href={`/releases/${line.id}`}>
              {line.isForUs && (line.state === 'waiting' || line.state === 'to_review')
                ? 'Decide'
                : 'See'}
              <span className="govuk-visually-hidden">
                , {line.reference}, {showMoment(line.askedAt)}
              </span>
            </a>
          ),
        },
      ])}
    />
  )
}
