import { ShareStateTag } from '@/components/casework/share-state-tag'
import { Table } from '@/components/govuk/table'
import type { CaseShare } from '@/lib/casework/casework'
import { shareKinds, sharePurposes } from '@/lib/casework/shares'
import { showDay } from '@/lib/wording/london-time'

export interface SharesSectionProps {
  reference: string
  shares: readonly CaseShare[]
  /** Whoever works the case may share it. */
  canShare: boolean
}

/** Of a request, who would see the case is who asked. */
const partner = ({ kind, from, to }: CaseShare) => (kind === 'request' ? from : to)

/** Who else sees a case, why and until when, and who was asked or asks. */
export function SharesSection({ reference, shares, canShare }: SharesSectionProps) {
  return (
    <section aria-labelledby="shares">
      <h2 className="govuk-heading-m" id="shares">
        Who else sees it
      </h2>
      {shares.length === 0 ? (
        <p className="govuk-body">It is shared with no other organisation.</p>
      ) : (
        <Table
          stacked
          firstCellIsHeader
          head={['Organisation', 'What for', 'Until', 'State', 'Change'].map((content) => ({
            content,
          }))}
          rows={shares.map((share) => [
            { content: `${shareKinds[share.kind].done} ${partner(share)}` },
            { content: sharePurposes[share.purpose].label },
            { content: share.until ? showDay(share.until) : 'No end' },
            { content: <ShareStateTag state={share.state} /> },
            {
              content: (
                <a className="govuk-link" href={`/shares/${share.id}`}>
                  {share.kind === 'request' && share.state === 'offered' ? 'Answer' : 'See'}
                  <span className="govuk-visually-hidden"> {partner(share)}</span>
                </a>
              ),
            },
          ])}
        />
      )}
      {canShare && (
        <p className="govuk-body">
          <a className="govuk-link" href={`/cases/${reference}/share`}>
            Share this case
          </a>
        </p>
      )}
    </section>
  )
}
