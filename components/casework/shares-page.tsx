import { ReferenceLink } from '@/components/casework/reference-link'
import { ShareStateTag } from '@/components/casework/share-state-tag'
import { Button } from '@/components/govuk/button'
import { Table } from '@/components/govuk/table'
import { shareCalled, type ShareLine, type ShareList } from '@/lib/casework/share-line'
import { sharePurposes } from '@/lib/casework/shares'
import { showDay, showMoment } from '@/lib/wording/london-time'

const sections: readonly {
  readonly id: keyof ShareList
  readonly title: string
  readonly none: string
}[] = [
  { id: 'waiting', title: 'Waiting for your answer', none: 'Nothing waits for your answer.' },
  { id: 'received', title: 'Shared with you', none: 'No case is shared with you.' },
  { id: 'given', title: 'Shared by you', none: 'You share no case with others.' },
  { id: 'ended', title: 'Declined or ended', none: 'Nothing was declined or has ended.' },
]

const head = ['When', 'From', 'To', 'What for', 'Until', 'Case', 'State', 'Change'].map(
  (content) => ({ content }),
)

const cellsOf = (line: ShareLine) => [
  { content: showMoment(line.offeredAt) },
  { content: line.giver },
  { content: line.receiver },
  { content: `${shareCalled[line.kind]}. ${sharePurposes[line.purpose].label}` },
  { content: line.until ? showDay(line.until) : 'No end' },
  { content: line.reference ? <ReferenceLink reference={line.reference} /> : 'Not shown' },
  { content: <ShareStateTag state={line.state} /> },
  {
    content: (
      <a className="govuk-link" href={`/shares/${line.id}`}>
        {line.canAnswer ? 'Answer' : 'See'}
        <span className="govuk-visually-hidden">
          , {line.giver} to {line.receiver}, {showMoment(line.offeredAt)}
        </span>
      </a>
    ),
  },
]

/** Everything that an organisation shares: what it was offered, what it was given, what it gave. */
export function SharesPage({ shares }: { shares: ShareList }) {
  return (
    <>
      <h1 className="govuk-heading-l">Shared cases</h1>
      <Button href="/shares/ask">Ask for a case</Button>
      {sections.map(({ id, title, none }) => (
        <section key={id} aria-labelledby={id}>
          <h2 className="govuk-heading-m" id={id}>
            {title}
          </h2>
          {shares[id].length === 0 ? (
            <p className="govuk-body">{none}</p>
          ) : (
            <Table stacked firstCellIsHeader head={head} rows={shares[id].map(cellsOf)} />
          )}
        </section>
      ))}
    </>
  )
}
