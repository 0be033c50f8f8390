import { Timeline } from '@/components/casework/timeline'
import { casePath } from '@/lib/casework/act-path'
import type { Case } from '@/lib/casework/case'

/** What happened, and where those who work the case add to it. */
export function TimelineSection({ found, canWrite }: { found: Case; canWrite: boolean }) {
  const { reference, work } = found
  return (
    <section aria-labelledby="timeline">
      <h2 className="govuk-heading-m" id="timeline">
        What happened
      </h2>
      {canWrite && (
        <ul className="govuk-list">
          <li>
            <a className="govuk-link" href={`${casePath(reference)}/notes`}>
              Write a note
            </a>
          </li>
          <li>
            <a className="govuk-link" href={`${casePath(reference)}/conference`}>
              Record a case conference
            </a>
          </li>
        </ul>
      )}
      <Timeline entries={work.timeline} />
    </section>
  )
}
