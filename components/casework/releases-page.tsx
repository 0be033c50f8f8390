import { ReleaseTable } from '@/components/casework/release-table'
import type { ReleaseLine, ReleaseState } from '@/lib/casework/release'

const sections: readonly (readonly [title: string, states: readonly ReleaseState[]])[] = [
  ['To decide', ['waiting', 'to_review']],
  ['Police know who the person is', ['released']],
  ['Decided before', ['refused', 'superseded', 'ended']],
]

/** What police asked about people who did not agree that police know who they are. */
export function ReleasesPage({ releases }: { releases: readonly ReleaseLine[] }) {
  return (
    <>
      <h1 className="govuk-heading-l">Releases</h1>
      <p className="govuk-body">
        Police may be told who a person is who did not agree to it: by two people of two
        organisations, or by one where a life is in danger. Each is shown to the person on request.
      </p>
      {releases.length === 0 && <p className="govuk-body">Police have asked about nobody.</p>}
      {sections.map(([title, states]) => {
        const some = releases.filter(({ state }) => states.includes(state))
        return some.length > 0 && <ReleaseTable key={title} caption={title} releases={some} />
      })}
    </>
  )
}
