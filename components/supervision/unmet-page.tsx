import { Table } from '@/components/govuk/table'
import { duties } from '@/lib/casework/duties'
import type { Unmet, UnmetLine, UnmetOwner } from '@/lib/supervision/unmet'
import { count, showDay, showMoment } from '@/lib/wording/london-time'

const nameOf = ({ kind }: UnmetLine) =>
  kind === 'case' ? 'Cases that are overdue' : duties[kind].label

function Owner({ owner: { owner, lines } }: { owner: UnmetOwner }) {
  return (
    <Table
      stacked
      firstCellIsHeader
      caption={owner}
      captionSize="m"
      head={[
        { content: 'What' },
        { content: 'Not done', numeric: true },
        { content: 'Of these overdue', numeric: true },
        { content: 'The first was due' },
      ]}
      rows={lines.map((line) => [
        { content: nameOf(line) },
        { content: line.unmet.toLocaleString('en-GB'), numeric: true },
        { content: line.overdue.toLocaleString('en-GB'), numeric: true },
        { content: showDay(line.oldest) },
      ])}
    />
  )
}

/** What nobody has done yet, by organisation and queue: how much, and nothing of whom. */
export function UnmetPage({ unmet }: { unmet: Unmet }) {
  const { owners, unmetDuties, overdueDuties, overdueCases, lastDigest } = unmet
  return (
    <>
      <h1 className="govuk-heading-l">Not done in time</h1>
      <p className="govuk-body">
        {unmetDuties === 0
          ? 'Every duty is done.'
          : `${count(unmetDuties, 'duty is', 'duties are')} not done, ${overdueDuties === 0 ? 'none' : overdueDuties.toLocaleString('en-GB')} of them overdue.`}{' '}
        {overdueCases === 0
          ? 'No case is overdue.'
          : `${count(overdueCases, 'case is', 'cases are')} overdue.`}{' '}
        A case that is kept from somebody is not counted.
      </p>
      {owners.map((owner) => (
        <Owner key={owner.owner} owner={owner} />
      ))}
      <p className="govuk-body">
        <a className="govuk-link" href="/duties">
          Each duty that is not done
        </a>
      </p>
      <p className="govuk-body">
        On the first day of each month every safeguarding lead gets these numbers by email. Those
        who work a queue, an organisation’s first responder desk and whoever sent a referral get the
        number of theirs alone, unless they turned that off.{' '}
        {lastDigest && `The last was sent on ${showMoment(lastDigest)}.`}
      </p>
    </>
  )
}
