import { Table } from '@/components/govuk/table'
import { PriorityTag } from '@/components/casework/priority-tag'
import { ReferenceLink } from '@/components/casework/reference-link'
import type { ReferralLine } from '@/lib/casework/referral-line'
import { standing } from '@/lib/casework/standing'
import { showMoment, showWait } from '@/lib/wording/london-time'

export interface OnHoldPageProps {
  referrals: readonly ReferralLine[]
  now: Date
}

/** Referrals that may go nowhere yet. The safeguarding lead owns each, and each has a deadline. */
export function OnHoldPage({ referrals, now }: OnHoldPageProps) {
  return (
    <>
      <h1 className="govuk-heading-l">On hold</h1>
      <p className="govuk-body">
        These wait for consent, for an assessment or for a decision. You own them until they move.
        Reach the person through the referrer.
      </p>
      {referrals.length === 0 ? (
        <p className="govuk-body">Nothing is on hold.</p>
      ) : (
        <Table
          stacked
          firstCellIsHeader
          head={[
            { content: 'Reference' },
            { content: 'From' },
            { content: 'Waiting' },
            { content: 'First look due' },
            { content: 'Where it is' },
            { content: 'How soon' },
          ]}
          rows={referrals.map((referral) => [
            { content: <ReferenceLink reference={referral.reference} /> },
            { content: referral.organisation.name },
            { content: showWait(referral.submittedAt, now), className: 'whitespace-nowrap' },
            { content: showMoment(referral.dueAt) },
            { content: standing(referral) },
            { content: <PriorityTag priority={referral.priority} /> },
          ])}
        />
      )}
    </>
  )
}
