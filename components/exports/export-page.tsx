import { Button } from '@/components/govuk/button'
import { SummaryList } from '@/components/govuk/summary-list'
import { exportPath, exportStates, type ExportLine } from '@/lib/exports/exported'
import { formats } from '@/lib/exports/formats'
import { kinds } from '@/lib/exports/kinds'
import { periods } from '@/lib/exports/periods'
import { showMoment } from '@/lib/wording/london-time'

const count = (rows: number) => rows.toLocaleString('en-GB')

/**
 * How far the file is. The page does not load itself again, because that would take a reader's place
 * away from them (WCAG 2.2, failure F41): whoever waits presses, or is told by a message.
 */
function Progress({ id, state, done, rowCount }: ExportLine) {
  if (state !== 'agreed' && state !== 'running') return null
  return (
    <>
      <p className="govuk-body">
        <label htmlFor="progress">
          {count(done)} of about {count(rowCount)} rows are in the file.
        </label>{' '}
        <progress id="progress" value={Math.min(done, rowCount)} max={Math.max(rowCount, 1)} />
      </p>
      <p className="govuk-body">
        You can leave this page. You will get a message when the file is ready.
      </p>
      <p className="govuk-body">
        <a className="govuk-link" href={exportPath(id)}>
          See how far it is now
        </a>
      </p>
    </>
  )
}

function Answer({ id }: ExportLine) {
  return (
    <form method="post" action={`${exportPath(id)}/answer`} noValidate>
      <p className="govuk-body">
        Agree only if they need this for their work, and this much of it. You are the second person.
      </p>
      <div className="govuk-button-group">
        <Button name="answer" value="agree" preventDoubleClick>
          Agree to the file
        </Button>
        <Button name="answer" value="refuse" variant="secondary" preventDoubleClick>
          Do not agree
        </Button>
      </div>
    </form>
  )
}

function Fetch({ id, expiresAt }: ExportLine) {
  return (
    <form method="post" action={`${exportPath(id)}/fetch`} noValidate>
      <p className="govuk-body">
        {expiresAt && `You can fetch it until ${showMoment(expiresAt)}. `}
        Keep it safe, and delete it when you have used it.
      </p>
      <Button>Fetch the file</Button>
    </form>
  )
}

/** A file that was asked for: what of, how far it is, and what can be done with it now. */
export function ExportPage({ line }: { line: ExportLine }) {
  const { kind, format, period, state, isOwn, canAnswer } = line
  return (
    <>
      <span className="govuk-caption-l">Files</span>
      <h1 className="govuk-heading-l">{kinds[kind].label}</h1>
      <SummaryList
        rows={[
          { key: 'How far it is', value: exportStates[state] },
          { key: 'What is in it', value: kinds[kind].hint },
          { key: 'Of which time', value: periods[period].label },
          { key: 'Kind of file', value: formats[format].label },
          { key: 'Rows', value: count(state === 'ready' ? line.done : line.rowCount) },
          { key: 'Asked for', value: `${showMoment(line.askedAt)}, by ${line.askedBy}` },
          { key: 'What it is needed for', value: line.reason },
        ]}
      />
      <Progress {...line} />
      {canAnswer && <Answer {...line} />}
      {isOwn && state === 'ready' && <Fetch {...line} />}
    </>
  )
}
