import { Table } from '@/components/govuk/table'
import { Tag } from '@/components/govuk/tag'
import { WarningText } from '@/components/govuk/warning-text'
import { casePath } from '@/lib/casework/act-path'
import type { Case } from '@/lib/casework/case'
import { dealingsOf } from '@/lib/casework/case-workers'
import type { Casework } from '@/lib/casework/casework'
import { trackNames, trackOf, valueOf, type TrackName } from '@/lib/casework/outcomes'
import { whyNone } from '@/lib/casework/outcome-form'
import { showDay } from '@/lib/wording/london-time'

const labelOf = (track: TrackName, value: string) => valueOf(track, value)?.label ?? value

/**
 * Whether the Home Office has decided on a case of which no crime is recorded. Source: Home Office
 * Counting Rules.
 */
const hasNoCrimeRecord = ({ latest, duties }: Casework) =>
  latest.nrm !== undefined &&
  latest.nrm !== 'submitted' &&
  !duties.some(({ kind, settledAs }) => kind === 'crime_record' && settledAs === 'done')

/** What became of the case on each track, and where those who record it add to it. */
export function OutcomesSection({ found }: { found: Case }) {
  const { work } = found
  const { worksIt, records } = dealingsOf(found)
  if (!worksIt) return null
  const shown = trackNames.filter((track) => work.latest[track] || records.includes(track))
  return (
    <section aria-labelledby="outcomes">
      <h2 className="govuk-heading-m" id="outcomes">
        Outcomes
      </h2>
      {hasNoCrimeRecord(work) && (
        <WarningText>No crime record yet. Every NRM referral must have one.</WarningText>
      )}
      {shown.length === 0 && <p className="govuk-body">Nothing is recorded yet.</p>}
      {shown.map((track) => (
        <Track key={track} found={found} track={track} isRecorder={records.includes(track)} />
      ))}
    </section>
  )
}

function Track({
  found: { reference, work },
  track,
  isRecorder,
}: {
  found: Case
  track: TrackName
  isRecorder: boolean
}) {
  const { label } = trackOf(track)
  const newest = work.latest[track]
  const history = work.outcomes.filter((outcome) => outcome.track === track)
  const blocked = whyNone(track, newest)
  return (
    <>
      <h3 className="govuk-heading-s">
        {label} {newest && <Tag>{labelOf(track, newest)}</Tag>}
      </h3>
      {history.length > 0 && (
        <Table
          stacked
          head={['Outcome', 'Decided', 'By', 'Reference'].map((content) => ({ content }))}
          rows={history.map(({ value, decidedOn, decidedBy, reference: number }) => [
            { content: labelOf(track, value) },
            { content: showDay(decidedOn) },
            { content: decidedBy },
            { content: number ?? '' },
          ])}
        />
      )}
      {isRecorder && (
        <p className="govuk-body">
          {blocked ? (
            `${blocked}.`
          ) : (
            <a className="govuk-link" href={`${casePath(reference)}/outcomes/${track}`}>
              Record an outcome<span className="govuk-visually-hidden">: {label}</span>
            </a>
          )}
        </p>
      )}
    </>
  )
}
