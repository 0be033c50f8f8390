import { placeName } from '@/components/casework/item-panel'
import { Button } from '@/components/govuk/button'
import { InsetText } from '@/components/govuk/inset-text'
import { SummaryList } from '@/components/govuk/summary-list'
import { ShortForm, type ShortFormProps } from '@/components/journey/short-form'
import type { Catalogue } from '@/lib/journey/journey'
import type { Destination } from '@/lib/routing/queues'
import {
  audited,
  auditedNames,
  auditForm,
  findingInWords,
  judgementInWords,
} from '@/lib/supervision/audit-form'
import { auditPath, type CaseAudit } from '@/lib/supervision/audits'
import { showDay } from '@/lib/wording/london-time'

const captionOf = ({ reference, queue }: CaseAudit) =>
  `${reference ?? 'An erased case'}, from ${placeName(queue as Destination)}`

const openForm = 'open-case'

/** What was found in a case. */
function Done({ audit }: { audit: CaseAudit }) {
  const { answers, findings, words, doneAt, drawnBy, drawnAt } = audit
  return (
    <>
      <span className="govuk-caption-l">{captionOf(audit)}</span>
      <h1 className="govuk-heading-l">What the audit found</h1>
      <SummaryList
        rows={[
          ...auditedNames.map((name) => ({
            key: audited[name],
            value: judgementInWords(answers[name] ?? ''),
          })),
          { key: 'What there is to learn', value: findings.map(findingInWords).join('. ') },
          ...(words ? [{ key: 'Beside it', value: <span className="answer">{words}</span> }] : []),
          { key: 'Drawn', value: `${showDay(drawnAt)}, by ${drawnBy}` },
          { key: 'Done', value: doneAt ? showDay(doneAt) : '' },
        ]}
      />
    </>
  )
}

/** One case that was drawn: how it was worked, or the form that asks. */
export function AuditPage({
  audit,
  ...form
}: { audit: CaseAudit } & Pick<ShortFormProps<Catalogue>, 'typed' | 'problems' | 'now'>) {
  if (audit.doneAt || !audit.reference) return <Done audit={audit} />
  if (audit.isOwn)
    return (
      <>
        <span className="govuk-caption-l">{captionOf(audit)}</span>
        <h1 className="govuk-heading-l">Another lead has to look at this case</h1>
        <InsetText>You did something in it yourself.</InsetText>
      </>
    )
  return (
    <>
      <ShortForm
        {...form}
        journey={auditForm}
        caption={captionOf(audit)}
        button="Save the audit"
        action={auditPath(audit.id)}
      >
        <p className="govuk-body">
          Look at the case first. That you open it for an audit is recorded, and you need not say
          why.
        </p>
        <Button variant="secondary" form={openForm}>
          Open the case
        </Button>
      </ShortForm>
      <form id={openForm} method="post" action={`${auditPath(audit.id)}/open`} noValidate />
    </>
  )
}
