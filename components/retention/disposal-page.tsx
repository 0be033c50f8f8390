import { SummaryList } from '@/components/govuk/summary-list'
import { ShortForm } from '@/components/journey/short-form'
import type { Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { reasonInWords, type Disposal } from '@/lib/retention/disposal'
import { disposalKinds } from '@/lib/retention/kinds'
import { agreeForm, reviewFormFor } from '@/lib/retention/retention-forms'
import { showDay, showMoment } from '@/lib/wording/london-time'

export interface DisposalPageProps {
  disposal: Disposal
  typed?: RawAnswers
  problems?: readonly Problem[]
  now: Date
}

/** One referral that is due: the review, or what a second person answers, or that it waits for one. */
export function DisposalPage({ disposal, ...form }: DisposalPageProps) {
  const { reference, version, canDecide, canAgree } = disposal
  const shown = { ...form, caption: reference, hidden: { version } }
  if (canDecide)
    return (
      <ShortForm {...shown} journey={reviewFormFor(disposal)} button="Save the review">
        <About disposal={disposal} />
      </ShortForm>
    )
  if (canAgree)
    return (
      <ShortForm {...shown} journey={agreeForm} button="Save your answer" warning>
        <About disposal={disposal} />
      </ShortForm>
    )
  return (
    <>
      <span className="govuk-caption-l">{reference}</span>
      <h1 className="govuk-heading-l">Review before disposal</h1>
      <About disposal={disposal} />
      <p className="govuk-body">It waits for a second person.</p>
    </>
  )
}

function About({ disposal }: { disposal: Disposal }) {
  const { kind, closedAt, dueAt, because, decidedAt, isHeld } = disposal
  return (
    <SummaryList
      rows={[
        { key: 'Why it is due', value: disposalKinds[kind] },
        { key: 'Ended', value: closedAt ? showDay(closedAt) : 'Still open' },
        { key: 'Due since', value: showDay(dueAt) },
        ...(isHeld ? [{ key: 'Legal hold', value: 'Yes: it cannot be erased' }] : []),
        ...(because && decidedAt
          ? [
              { key: 'Why it should be erased', value: reasonInWords(because) },
              { key: 'Asked', value: showMoment(decidedAt) },
            ]
          : []),
      ]}
    />
  )
}
