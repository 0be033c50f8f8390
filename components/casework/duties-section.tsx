import { DutyDue } from '@/components/casework/duty-due'
import { Table } from '@/components/govuk/table'
import { casePath } from '@/lib/casework/act-path'
import type { Case } from '@/lib/casework/case'
import { dealingsOf } from '@/lib/casework/case-workers'
import type { CaseDuty } from '@/lib/casework/casework'
import { duties, manners, settlements } from '@/lib/casework/duties'
import { dutyPackPath } from '@/lib/packs/duty-path'
import { showMoment } from '@/lib/wording/london-time'

/** How a duty was settled, in words. */
const settledInWords = ({ settledAs, settledAt, manner, reference }: CaseDuty) =>
  settledAs &&
  settledAt &&
  [
    `${settlements[settledAs]}, ${showMoment(settledAt)}`,
    manner && manners[manner],
    reference && `Reference ${reference}`,
  ]
    .filter(Boolean)
    .join('. ')

/** What must be done beside the queues: whose it is, when it is due, and how it was settled. */
export function DutiesSection({ found, now }: { found: Case; now: Date }) {
  const { reference, work } = found
  if (work.duties.length === 0) return null
  const { worksIt } = dealingsOf(found)
  return (
    <section aria-labelledby="duties">
      <h2 className="govuk-heading-m" id="duties">
        Duties
      </h2>
      <Table
        stacked
        firstCellIsHeader
        head={['Duty', 'Whose it is', 'Due', 'How it stands'].map((content) => ({ content }))}
        rows={work.duties.map((duty) => [
          { content: duties[duty.kind].label },
          { content: duty.owner },
          { content: duty.settledAt ? 'Settled' : <DutyDue duty={duty} now={now} /> },
          {
            content: duty.settledAt ? (
              settledInWords(duty)
            ) : (
              <>
                {duties[duty.kind].task}.{' '}
                {(duty.isOurs || worksIt) && (
                  <a className="govuk-link" href={`${casePath(reference)}/duties/${duty.kind}`}>
                    Settle<span className="govuk-visually-hidden">: {duties[duty.kind].label}</span>
                  </a>
                )}
                {(duty.isOurs || worksIt) && duty.kind === 'duty_to_notify' && (
                  <>
                    {' '}
                    <a className="govuk-link" href={dutyPackPath(reference)}>
                      What leaves
                    </a>
                  </>
                )}
              </>
            ),
          },
        ])}
      />
    </section>
  )
}
