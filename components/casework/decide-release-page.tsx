import { CaseForm, type CaseFormProps } from '@/components/casework/case-form'
import { ReleaseSaid } from '@/components/casework/release-said'
import { InsetText } from '@/components/govuk/inset-text'
import type { ReleaseRead } from '@/lib/casework/release'
import { decideReleaseForm } from '@/lib/casework/identity-release-form'
import type { Catalogue } from '@/lib/journey/journey'

export interface DecideReleasePageProps extends Pick<
  CaseFormProps<Catalogue>,
  'typed' | 'problems' | 'now'
> {
  release: ReleaseRead
}

/** Where a lead decides on a release, or reads what was decided. They do not see who the person is. */
export function DecideReleasePage({ release, ...form }: DecideReleasePageProps) {
  const { reference, state, isForUs } = release
  const journey = decideReleaseForm(state)
  const said = <ReleaseSaid release={release} />
  if (journey && isForUs)
    return (
      <CaseForm {...form} journey={journey} reference={reference} button="Decide">
        {said}
      </CaseForm>
    )
  return (
    <>
      <span className="govuk-caption-l">{reference}</span>
      <h1 className="govuk-heading-l">Release</h1>
      {journey && (
        <InsetText>
          Somebody of another organisation than the one that asks has to decide.
        </InsetText>
      )}
      {said}
    </>
  )
}
