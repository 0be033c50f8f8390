import { CaseForm, type CaseFormProps } from '@/components/casework/case-form'
import { ReleaseSaid } from '@/components/casework/release-said'
import { InsetText } from '@/components/govuk/inset-text'
import type { ReleaseRead } from '@/lib/casework/release'
import { askReleaseForm } from '@/lib/casework/identity-release-form'
import type { Catalogue } from '@/lib/journey/journey'

export interface AskReleasePageProps extends Pick<
  CaseFormProps<Catalogue>,
  'typed' | 'problems' | 'now'
> {
  reference: string
  releases: readonly ReleaseRead[]
  /** Why there is nothing to ask. */
  blocked: string | undefined
}

/** Where police ask who a person is who did not agree to it, and read what became of it. */
export function AskReleasePage({ reference, releases, blocked, ...form }: AskReleasePageProps) {
  return (
    <>
      {blocked === undefined ? (
        <CaseForm {...form} journey={askReleaseForm} reference={reference} button="Ask" />
      ) : (
        <>
          <span className="govuk-caption-l">{reference}</span>
          <h1 className="govuk-heading-l">Ask who the person is</h1>
          <InsetText>{blocked}.</InsetText>
        </>
      )}
      {releases.length > 0 && <h2 className="govuk-heading-m">What was asked before</h2>}
      {releases.map((release) => (
        <ReleaseSaid key={release.id} release={release} />
      ))}
    </>
  )
}
