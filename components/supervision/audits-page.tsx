import { placeName } from '@/components/casework/item-panel'
import { Button } from '@/components/govuk/button'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import { Table } from '@/components/govuk/table'
import { auditPath, type AuditLine, type AuditList } from '@/lib/supervision/audits'
import type { Destination } from '@/lib/routing/queues'
import { count, showDay } from '@/lib/wording/london-time'

const nameOf = ({ reference }: AuditLine) => reference ?? 'An erased case'

function Audits({ caption, lines }: { caption: string; lines: readonly AuditLine[] }) {
  return (
    <Table
      stacked
      firstCellIsHeader
      caption={caption}
      captionSize="m"
      head={['Case', 'From', 'Drawn', 'Next'].map((content) => ({ content }))}
      rows={lines.map((line) => [
        { content: <span className="reference">{nameOf(line)}</span> },
        { content: placeName(line.queue as Destination) },
        { content: `${showDay(line.drawnAt)}, by ${line.drawnBy}` },
        {
          content: (
            <a className="govuk-link" href={auditPath(line.id)}>
              {line.doneAt ? `See what was found on ${showDay(line.doneAt)}` : 'Audit this case'}
              <span className="govuk-visually-hidden">: {nameOf(line)}</span>
            </a>
          ),
        },
      ])}
    />
  )
}

/** The cases that were drawn for an audit: those that wait, and those that are done. */
export function AuditsPage({
  list: { waiting, done },
  drawn,
  isDone,
}: {
  list: AuditList
  /** How many were drawn just now. */
  drawn?: number | undefined
  /** One was done just now. */
  isDone?: boolean
}) {
  return (
    <>
      {drawn !== undefined && (
        <NotificationBanner type="success">
          {count(drawn, 'case was drawn.', 'cases were drawn.')}
        </NotificationBanner>
      )}
      {isDone && (
        <NotificationBanner type="success">
          The audit is saved. What it found is counted on the page of learning.
        </NotificationBanner>
      )}
      <h1 className="govuk-heading-l">Audits of cases</h1>
      <p className="govuk-body">
        Look again at a few cases that chance draws: was the work good, and what can everybody learn
        from it? What is found is counted on{' '}
        <a className="govuk-link" href="/learning">
          the page of learning
        </a>
        .
      </p>
      <Button href="/audits/draw">Draw cases</Button>
      {waiting.length === 0 ? (
        <p className="govuk-body">No case waits to be audited.</p>
      ) : (
        <Audits caption="To be audited" lines={waiting} />
      )}
      {done.length > 0 && <Audits caption="Audited" lines={done} />}
      <p className="govuk-body">
        <a className="govuk-link" href="/audits/unmet">
          What is not done in time, by organisation
        </a>
      </p>
    </>
  )
}
