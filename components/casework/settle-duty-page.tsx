import { CaseForm, type CaseFormProps } from '@/components/casework/case-form'
import { InsetText } from '@/components/govuk/inset-text'
import { SummaryList } from '@/components/govuk/summary-list'
import type { Case } from '@/lib/casework/case'
import type { CaseDuty } from '@/lib/casework/casework'
import { duties, manners, settlements } from '@/lib/casework/duties'
import { dutyFormFor, mayBeNamed } from '@/lib/casework/duty-form'
import type { Catalogue } from '@/lib/journey/journey'
import { one } from '@/lib/journey/question'
import { showMoment } from '@/lib/wording/london-time'

export interface SettleDutyPageProps extends Pick<
  CaseFormProps<Catalogue>,
  'typed' | 'problems' | 'changed' | 'now'
> {
  found: Case
  duty: CaseDuty
}

/** The form that settles a duty; once it is settled, how it was, beside what the reader typed. */
export function SettleDutyPage({ found, duty, ...form }: SettleDutyPageProps) {
  const { kind, version } = duty
  if (duty.settledAt) return <Settled found={found} duty={duty} {...form} />
  return (
    <CaseForm
      {...form}
      journey={dutyFormFor(kind, mayBeNamed(found.facts))}
      reference={found.reference}
      version={version}
      button="Settle this duty"
    >
      <SummaryList
        rows={[
          { key: 'Whose it is', value: duty.owner },
          { key: 'Due', value: showMoment(duty.dueAt) },
        ]}
      />
    </CaseForm>
  )
}

function Settled({ found, duty, typed = {}, changed }: SettleDutyPageProps) {
  const words = one(typed.words ?? '')
  return (
    <>
      <span className="govuk-caption-l">{found.reference}</span>
      <h1 className="govuk-heading-l">{duties[duty.kind].label}</h1>
      <SummaryList
        rows={[
          { key: 'How it was settled', value: duty.settledAs ? settlements[duty.settledAs] : '' },
          { key: 'When', value: duty.settledAt ? showMoment(duty.settledAt) : '' },
          ...(changed ? [{ key: 'By', value: changed.by }] : []),
          ...(duty.manner ? [{ key: 'How', value: manners[duty.manner] }] : []),
          ...(duty.reference ? [{ key: 'Reference', value: duty.reference }] : []),
        ]}
      />
      {words && (
        <>
          <h2 className="govuk-heading-m">What you typed was not saved</h2>
          <InsetText className="answer">{words}</InsetText>
        </>
      )}
    </>
  )
}
