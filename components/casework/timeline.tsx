import { Details } from '@/components/govuk/details'
import { InsetText } from '@/components/govuk/inset-text'
import { Tag } from '@/components/govuk/tag'
import type { TimelineEntry } from '@/lib/casework/casework'
import { happened, linesOf, lookedAt } from '@/lib/casework/timeline-words'
import { count, showMoment } from '@/lib/wording/london-time'

/** Everything that happened to a case, the newest first, and who looked at it. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const looks = lookedAt(entries)
  return (
    <>
      <ol className="m-0 list-none border-0 border-l-4 border-solid border-line p-0 pl-4">
        {entries
          .filter(({ event }) => event !== 'referral.viewed')
          .map((entry) => (
            <Happening key={entry.id} entry={entry} />
          ))}
      </ol>
      {looks.length > 0 && (
        <Details summary={`Who looked at it (${looks.length})`}>
          <ul className="govuk-list">
            {looks.map(({ by, times, last }) => (
              <li key={by}>
                {by}: {count(times, 'time')}
                {last && `, last on ${showMoment(last)}`}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}

function Happening({ entry }: { entry: TimelineEntry }) {
  const { title, codes, queue } = happened(entry)
  const lines = linesOf(entry.words)
  return (
    <li className="mb-6">
      <h3 className="govuk-heading-s mb-1">
        {title}
        {entry.isUndone && (
          <>
            {' '}
            <Tag colour="grey">Undone</Tag>
          </>
        )}
      </h3>
      <p className="govuk-body mb-1">{[...codes, queue].filter(Boolean).join('. ')}</p>
      <p className="govuk-body mb-1 text-muted">
        by {entry.by}, <time dateTime={entry.at.toISOString()}>{showMoment(entry.at)}</time>
      </p>
      {lines.length > 0 && (
        <InsetText className="my-2">
          {lines.map(([name, text]) => (
            <p key={name} className="govuk-body answer">
              {name && <strong>{name}: </strong>}
              {text}
            </p>
          ))}
        </InsetText>
      )}
    </li>
  )
}
