import { CaseForm, type CaseFormProps } from '@/components/casework/case-form'
import type { Case } from '@/lib/casework/case'
import { outcomeFormFor, whyNone } from '@/lib/casework/outcome-form'
import { trackOf, valueOf, type TrackName } from '@/lib/casework/outcomes'
import type { Catalogue } from '@/lib/journey/journey'
import { isoDay } from '@/lib/wording/london-time'

export interface OutcomePageProps extends Pick<
  CaseFormProps<Catalogue>,
  'typed' | 'problems' | 'changed' | 'now'
> {
  found: Case
  track: TrackName
}

/** The form of the next outcome on a track, or why there is none to record. */
export function OutcomePage({ found, track, ...form }: OutcomePageProps) {
  const { reference, work, submittedAt } = found
  const newest = work.latest[track]
  const blocked = whyNone(track, newest)
  if (blocked)
    return (
      <>
        <span className="govuk-caption-l">{reference}</span>
        <h1 className="govuk-heading-l">{trackOf(track).label}</h1>
        <p className="govuk-body">{blocked}.</p>
      </>
    )
  return (
    <CaseForm
      {...form}
      journey={outcomeFormFor(track, newest, isoDay(submittedAt))}
      reference={reference}
      version={work.outcomes.filter((outcome) => outcome.track === track).length}
      button="Record it"
    >
      {newest && <p className="govuk-body">So far: {valueOf(track, newest)?.label ?? newest}.</p>}
    </CaseForm>
  )
}
