import { PriorityTag } from '@/components/casework/priority-tag'
import { ReferenceLink } from '@/components/casework/reference-link'
import { Table } from '@/components/govuk/table'
import { matchReasons, type Match } from '@/lib/casework/match'
import { standing } from '@/lib/casework/standing'
import { whatAndWhere } from '@/lib/casework/what-and-where'
import { showMoment } from '@/lib/wording/london-time'

/** Referrals that match something, and why each does. */
export function MatchList({ matches }: { matches: readonly Match[] }) {
  return (
    <Table
      stacked
      firstCellIsHeader
      head={[
        { content: 'Reference' },
        { content: 'What matches' },
        { content: 'What and where' },
        { content: 'Sent' },
        { content: 'Where it is' },
        { content: 'How soon' },
      ]}
      rows={matches.map((match) => [
        { content: <ReferenceLink reference={match.reference} /> },
        { content: match.reasons.map((reason) => matchReasons[reason]).join(', ') },
        { content: whatAndWhere(match) },
        { content: showMoment(match.submittedAt) },
        { content: standing(match) },
        { content: <PriorityTag priority={match.priority} /> },
      ])}
    />
  )
}
