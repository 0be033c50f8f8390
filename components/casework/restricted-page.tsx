import { ReferenceLink } from '@/components/casework/reference-link'
import { Table } from '@/components/govuk/table'
import { Tag } from '@/components/govuk/tag'
import { outsideInWords, type RestrictedLine } from '@/lib/casework/outside-route'
import { count, showMoment } from '@/lib/wording/london-time'

/** From whom a case is kept, in words. */
const keptInWords = ({ keptFrom, people }: RestrictedLine) =>
  [...keptFrom, ...(people > 0 ? [count(people, 'person', 'people')] : [])].join(', ')

export function RestrictedPage({ lines, now }: { lines: readonly RestrictedLine[]; now: Date }) {
  return (
    <>
      <h1 className="govuk-heading-l">Cases that are kept from somebody</h1>
      <p className="govuk-body">
        To those whom they are kept from, these cases do not exist. Where they are kept from the
        police, somebody outside has to look into them.
      </p>
      {lines.length === 0 ? (
        <p className="govuk-body">No case is kept from anybody.</p>
      ) : (
        <Table
          stacked
          firstCellIsHeader
          head={['Case', 'Sent', 'Kept from', 'Where it went', 'Change'].map((content) => ({
            content,
          }))}
          rows={lines.map((line) => [
            { content: <ReferenceLink reference={line.reference} /> },
            { content: showMoment(line.submittedAt) },
            { content: keptInWords(line) },
            { content: <WhereItWent line={line} now={now} /> },
            { content: <Links line={line} /> },
          ])}
        />
      )}
    </>
  )
}

/** Where a case went that the police do not see, or by when it has to go somewhere. */
export function WhereItWent({ line, now }: { line: RestrictedLine; now: Date }) {
  const { sent, dueAt } = line
  if (!dueAt) return 'It need not go outside'
  if (sent.length > 0)
    return sent
      .map((one) =>
        [`${outsideInWords(one)}, ${one.on}`, one.reference && `reference ${one.reference}`]
          .filter(Boolean)
          .join(', '),
      )
      .join('. ')
  return (
    <>
      <Tag colour={dueAt < now ? 'red' : 'yellow'}>{dueAt < now ? 'Overdue' : 'Open'}</Tag> Due{' '}
      {showMoment(dueAt)}
    </>
  )
}

function Links({ line: { reference, dueAt } }: { line: RestrictedLine }) {
  const hidden = <span className="govuk-visually-hidden">: {reference}</span>
  return (
    <ul className="govuk-list mb-0">
      {dueAt && (
        <li>
          <a className="govuk-link" href={`/restricted/${reference}`}>
            Say where it went{hidden}
          </a>
        </li>
      )}
      <li>
        <a className="govuk-link" href={`/cases/${reference}/keep-from`}>
          Whom it is kept from{hidden}
        </a>
      </li>
    </ul>
  )
}
